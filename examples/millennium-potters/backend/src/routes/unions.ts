import { Router } from 'express';
import { z } from 'zod';
import { actorOf, unionsOf } from '../access.js';
import { note } from '../audit.js';
import type { Database } from '../database.js';
import { notFound } from '../problem.js';
import type { Actor } from '../tokens.js';
import { rangeOf } from './paging.js';

const name = z.string().trim().min(1).max(120);
const union = z.object({ name, location: z.string().trim().max(200).nullish() });
const member = z.object({
  firstName: name,
  lastName: name,
  phone: z.string().trim().max(40).nullish(),
  address: z.string().trim().max(300).nullish(),
});

/** Unions and their members. */
export function unionRoutes(database: Database): Router {
  const router = Router();

  router.get('/unions', async (request, response) => {
    const where = unionsOf(actorOf(response));
    const [data, total] = await Promise.all([
      database.union.findMany({
        where,
        orderBy: { name: 'asc' },
        include: { _count: { select: { members: true } } },
        ...rangeOf(request.query),
      }),
      database.union.count({ where }),
    ]);
    response.json({ success: true, data, total });
  });

  router.post('/unions', async (request, response) => {
    const about = union.parse(request.body);
    const actor = actorOf(response);
    const data = await database.$transaction(async (transaction) => {
      const made = await transaction.union.create({
        data: { name: about.name, location: about.location ?? null, creditOfficerId: actor.id },
      });
      await note(transaction, actor, 'CREATE', { name: 'Union', id: made.id });
      return made;
    });
    response.status(201).json({ success: true, data });
  });

  router.get('/members', async (request, response) => {
    const where = { union: unionsOf(actorOf(response)) };
    const [data, total] = await Promise.all([
      database.member.findMany({
        where,
        orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
        ...rangeOf(request.query),
      }),
      database.member.count({ where }),
    ]);
    response.json({ success: true, data, total });
  });

  router.get('/unions/:id/members', async (request, response) => {
    const unionId = await allowed(database, actorOf(response), request.params.id);
    const data = await database.member.findMany({
      where: { unionId },
      orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
      ...rangeOf(request.query),
    });
    response.json({ success: true, data });
  });

  router.post('/unions/:id/members', async (request, response) => {
    const about = member.parse(request.body);
    const actor = actorOf(response);
    const unionId = await allowed(database, actor, request.params.id);
    const data = await database.$transaction(async (transaction) => {
      const made = await transaction.member.create({
        data: { ...about, phone: about.phone ?? null, address: about.address ?? null, unionId },
      });
      await note(transaction, actor, 'CREATE', { name: 'Member', id: made.id });
      return made;
    });
    response.status(201).json({ success: true, data });
  });

  return router;
}

/** A union that isn't one's own is as if it weren't there. */
async function allowed(database: Database, actor: Actor, id: string): Promise<string> {
  const found = await database.union.findFirst({
    where: { id, ...unionsOf(actor) },
    select: { id: true },
  });
  if (!found) {
    throw notFound('this union');
  }
  return found.id;
}
