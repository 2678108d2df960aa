-- CreateTable
CREATE TABLE "ReportSession" (
    "id" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "figures" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReportSession_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReportSession_createdById_idx" ON "ReportSession"("createdById");

-- CreateIndex
CREATE INDEX "Loan_createdById_idx" ON "Loan"("createdById");

-- CreateIndex
CREATE INDEX "Loan_status_createdAt_idx" ON "Loan"("status", "createdAt");

-- CreateIndex
CREATE INDEX "Member_lastName_firstName_idx" ON "Member"("lastName", "firstName");

-- CreateIndex
CREATE INDEX "Repayment_paidAt_idx" ON "Repayment"("paidAt");

-- AddForeignKey
ALTER TABLE "ReportSession" ADD CONSTRAINT "ReportSession_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
