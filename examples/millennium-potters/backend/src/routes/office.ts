import { Router } from 'express';
import { z } from 'zod';
import { actorOf, only } from '../access.js';
import { note } from '../audit.js';
import type { Database } from '../database.js';
import { hashed } from '../passwords.js';
import { rangeOf } from './paging.js';

const someone = z.object({
  email: z.email().transform((email) => email.toLowerCase()),
  password: z.string().min(8).max(200),
  role: z.enum(['ADMIN', 'SUPERVISOR', 'CREDIT_OFFICER']),
  firstName: z.string().trim().min(1).max(80),
  lastName: z.string().trim().min(1).max(80),
  supervisorId: z.string().nullish(),
});
const settings = z.object({ maintenanceMode: z.boolean() });
const SHOWN = { id: true, email: true, firstName: true, lastName: true, role: true, isActive: true };

/** Users, the company's settings, and who did what. */
export function officeRoutes(database: Database): Router {
  const router = Router();

  router.get('/users', only('ADMIN', 'SUPERVISOR'), async (request, response) => {
    const actor = actorOf(response);
    const where = actor.role === 'ADMIN' ? {} : { supervisorId: actor.id };
    const [data, total] = await Promise.all([
      database.user.findMany({ where, select: SHOWN, orderBy: { email: 'asc' }, ...rangeOf(request.query) }),
      database.user.count({ where }),
    ]);
    response.json({ success: true, data, total });
  });

  router.post('/users', only('ADMIN'), async (request, response) => {
    const { password, ...about } = someone.parse(request.body);
    const passwordHash = await hashed(password);
    const data = await database.$transaction(async (transaction) => {
      const made = await transaction.user.create({
        data: { ...about, supervisorId: about.supervisorId ?? null, passwordHash },
        select: SHOWN,
      });
      await note(transaction, actorOf(response), 'CREATE', { name: 'User', id: made.id });
      return made;
    });
    response.status(201).json({ success: true, data });
  });

  router.get('/settings', async (_request, response) => {
    const data = await database.companySetting.findUnique({ where: { id: 'default' } });
    response.json({ success: true, data });
  });

  router.put('/settings', only('ADMIN'), async (request, response) => {
    const changed = settings.parse(request.body);
    const data = await database.$transaction(async (transaction) => {
      await note(transaction, actorOf(response), 'UPDATE', { name: 'CompanySetting', id: 'default' });
      return transaction.companySetting.update({ where: { id: 'default' }, data: changed });
    });
    response.json({ success: true, data });
  });

  router.get('/audit', only('ADMIN'), async (request, response) => {
    const data = await database.auditLog.findMany({
      orderBy: { createdAt: 'desc' },
      ...rangeOf(request.query),
    });
    response.json({ success: true, data });
  });

  return router;
}
