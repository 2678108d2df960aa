import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.js';
import { actorOf, loansOf, unionsOf } from '../access.js';
import { note } from '../audit.js';
import type { Database } from '../database.js';
import { notFound, Problem } from '../problem.js';
import { rangeOf } from './paging.js';

const money = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'is no amount of money, as in 1250.50'))
  .refine((amount) => Number(amount) > 0, 'must be more than nothing');
const loan = z.object({
  memberId: z.string(),
  principal: money,
  interestRate: z.coerce.number().min(0).max(100).default(0),
  termMonths: z.coerce.number().int().min(1).max(120),
});
const repayment = z.object({ amount: money, note: z.string().trim().max(300).nullish() });

/** Loans, and what is paid back of them. */
export function loanRoutes(database: Database): Router {
  const router = Router();

  router.get('/loans', async (request, response) => {
    const where = loansOf(actorOf(response));
    const [loans, total] = await Promise.all([
      database.loan.findMany({
        where,
        orderBy: { createdAt: 'desc' },
        include: { member: { select: { firstName: true, lastName: true } } },
        ...rangeOf(request.query),
      }),
      database.loan.count({ where }),
    ]);
    const paid = await paidOf(database, loans.map((one) => one.id));
    const data = loans.map((one) => ({ ...one, ...balance(one, paid.get(one.id)) }));
    response.json({ success: true, data, total });
  });

  router.post('/loans', async (request, response) => {
    const about = loan.parse(request.body);
    const actor = actorOf(response);
    const member = await database.member.findFirst({
      where: { id: about.memberId, union: unionsOf(actor) },
    });
    if (!member) {
      throw notFound('this member');
    }
    const loanNumber = `MP-${new Date().getFullYear()}-${randomBytes(4).toString('hex').toUpperCase()}`;
    const data = await database.$transaction(async (transaction) => {
      const made = await transaction.loan.create({
        data: { ...about, loanNumber, createdById: actor.id, status: 'ACTIVE', disbursedAt: new Date() },
      });
      await note(transaction, actor, 'CREATE', { name: 'Loan', id: made.id });
      return made;
    });
    response.status(201).json({ success: true, data });
  });

  router.get('/loans/:id', async (request, response) => {
    const found = await database.loan.findFirst({
      where: { id: request.params.id, ...loansOf(actorOf(response)) },
      include: {
        member: { include: { union: true } },
        repayments: { orderBy: { paidAt: 'desc' }, take: 200 },
        documents: { omit: { content: true }, orderBy: { createdAt: 'desc' } },
      },
    });
    if (!found) {
      throw notFound('this loan');
    }
    const paid = await paidOf(database, [found.id]);
    response.json({ success: true, data: { ...found, ...balance(found, paid.get(found.id)) } });
  });

  router.post('/loans/:id/repayments', async (request, response) => {
    const about = repayment.parse(request.body);
    const actor = actorOf(response);
    const data = await database.$transaction(async (transaction) => {
      // Two payments at once must not pay more than is due: the loan's row is held meanwhile.
      await transaction.$queryRaw`SELECT 1 FROM "Loan" WHERE "id" = ${request.params.id} FOR UPDATE`;
      const found = await transaction.loan.findFirst({
        where: { id: request.params.id, ...loansOf(actor) },
      });
      if (!found) {
        throw notFound('this loan');
      }
      const paid = await paidOf(transaction, [found.id]);
      const { outstanding } = balance(found, paid.get(found.id));
      if (outstanding.lessThan(about.amount)) {
        throw new Problem(400, `only ${outstanding.toFixed(2)} of this loan is outstanding`);
      }
      const made = await transaction.repayment.create({
        data: { loanId: found.id, amount: about.amount, note: about.note ?? null, receivedById: actor.id },
      });
      if (outstanding.equals(about.amount)) {
        await transaction.loan.update({ where: { id: found.id }, data: { status: 'COMPLETED' } });
      }
      await note(transaction, actor, 'REPAY', { name: 'Loan', id: found.id });
      return made;
    });
    response.status(201).json({ success: true, data });
  });

  return router;
}

async function paidOf(
  database: Pick<Prisma.TransactionClient, 'repayment'>,
  loanIds: string[],
): Promise<Map<string, Prisma.Decimal>> {
  const sums = await database.repayment.groupBy({
    by: ['loanId'],
    where: { loanId: { in: loanIds } },
    _sum: { amount: true },
  });
  return new Map(sums.map((sum) => [sum.loanId, sum._sum.amount ?? new Prisma.Decimal(0)]));
}

/** Principal and flat interest are due; what was paid is taken off. */
function balance(
  loan: { principal: Prisma.Decimal; interestRate: Prisma.Decimal },
  paid: Prisma.Decimal = new Prisma.Decimal(0),
) {
  const due = loan.principal.mul(loan.interestRate.div(100).add(1)).toDecimalPlaces(2);
  return { due, paid, outstanding: due.sub(paid) };
}
