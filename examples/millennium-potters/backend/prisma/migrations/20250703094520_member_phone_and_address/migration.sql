/*
  Warnings:

  - You are about to drop the column `contact` on the `Member` table. All the data in the column will be lost.

*/
-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "address" TEXT,
ADD COLUMN     "phone" TEXT;

-- What was written as a contact is a telephone number where it begins like one, else an address.
UPDATE "Member" SET "phone" = "contact" WHERE "contact" ~ '^[+0-9]';
UPDATE "Member" SET "address" = "contact" WHERE "contact" !~ '^[+0-9]';

-- AlterTable
ALTER TABLE "Member" DROP COLUMN "contact";
