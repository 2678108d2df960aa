import { Router } from 'express';
import { z } from 'zod';
import { actorOf, loansOf, unionsOf } from '../access.js';
import { note } from '../audit.js';
import type { Database } from '../database.js';
import type { Actor } from '../tokens.js';

const span = z
  .object({ from: z.coerce.date(), until: z.coerce.date() })
  .refine(({ from, until }) => from < until, 'ends before it begins');

/** The figures of the dashboard, and reports that are kept as they were made. */
export function reportRoutes(database: Database): Router {
  const router = Router();

  router.get('/dashboard', async (_request, response) => {
    const actor = actorOf(response);
    const [unions, members, loans, active, figures] = await Promise.all([
      database.union.count({ where: unionsOf(actor) }),
      database.member.count({ where: { union: unionsOf(actor) } }),
      database.loan.count({ where: loansOf(actor) }),
      database.loan.count({ where: { ...loansOf(actor), status: 'ACTIVE' } }),
      sums(database, actor),
    ]);
    response.json({ success: true, data: { unions, members, loans, active, ...figures } });
  });

  router.get('/reports', async (_request, response) => {
    const data = await database.reportSession.findMany({
      where: { createdById: actorOf(response).id },
      orderBy: { createdAt: 'desc' },
      take: 50,
    });
    response.json({ success: true, data });
  });

  router.post('/reports', async (request, response) => {
    const { from, until } = span.parse(request.body);
    const actor = actorOf(response);
    const figures = await sums(database, actor, { gte: from, lt: until });
    const data = await database.$transaction(async (transaction) => {
      const made = await transaction.reportSession.create({
        data: { createdById: actor.id, from, until, figures },
      });
      await note(transaction, actor, 'REPORT', { name: 'ReportSession', id: made.id });
      return made;
    });
    response.status(201).json({ success: true, data });
  });

  return router;
}

async function sums(database: Database, actor: Actor, within?: { gte: Date; lt: Date }) {
  const [lent, paid] = await Promise.all([
    database.loan.aggregate({
      where: { ...loansOf(actor), ...(within ? { disbursedAt: within } : {}) },
      _sum: { principal: true },
    }),
    database.repayment.aggregate({
      where: { loan: loansOf(actor), ...(within ? { paidAt: within } : {}) },
      _sum: { amount: true },
      _count: true,
    }),
  ]);
  return {
    lent: (lent._sum.principal ?? 0).toString(),
    repaid: (paid._sum.amount ?? 0).toString(),
    repayments: paid._count,
  };
}
