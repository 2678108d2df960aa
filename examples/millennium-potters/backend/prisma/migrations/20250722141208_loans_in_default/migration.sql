-- AlterEnum
ALTER TYPE "LoanStatus" ADD VALUE 'DEFAULTED';
