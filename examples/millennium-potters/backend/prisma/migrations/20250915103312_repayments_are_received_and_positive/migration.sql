/*
  Warnings:

  - Added the required column `receivedById` to the `Repayment` table without a default value. This is not possible if the table is not empty.

*/
-- AlterTable
ALTER TABLE "Repayment" ADD COLUMN     "receivedById" TEXT;

-- Whoever gave the loan took the money, as far as anybody wrote down.
UPDATE "Repayment" SET "receivedById" = "Loan"."createdById" FROM "Loan" WHERE "Loan"."id" = "Repayment"."loanId";

-- AlterTable
ALTER TABLE "Repayment" ALTER COLUMN "receivedById" SET NOT NULL;

-- AddForeignKey
ALTER TABLE "Repayment" ADD CONSTRAINT "Repayment_receivedById_fkey" FOREIGN KEY ("receivedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddCheck
ALTER TABLE "Repayment" ADD CONSTRAINT "Repayment_amount_check" CHECK ("amount" > 0);
