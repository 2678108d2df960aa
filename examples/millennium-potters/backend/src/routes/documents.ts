import express, { Router } from 'express';
import { z } from 'zod';
import { actorOf, loansOf } from '../access.js';
import { note } from '../audit.js';
import type { Database } from '../database.js';
import { notFound, Problem } from '../problem.js';

const TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'];
const named = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(150)
    .regex(/^[^/\\"\p{Cc}]+$/u, 'has characters that no file name has'),
});

/** What belongs to a loan on paper. Kept in the database, so that a backup has it too. */
export function documentRoutes(database: Database): Router {
  const router = Router();

  router.post(
    '/loans/:id/documents',
    express.raw({ type: TYPES, limit: '5mb' }),
    async (request, response) => {
      const { name } = named.parse(request.query);
      const actor = actorOf(response);
      const mimeType = (request.headers['content-type'] ?? '').split(';')[0] ?? '';
      if (!TYPES.includes(mimeType) || !Buffer.isBuffer(request.body) || request.body.length === 0) {
        throw new Problem(415, `a document is one of ${TYPES.join(', ')} and not empty`);
      }
      const content = new Uint8Array(request.body);
      const found = await database.loan.findFirst({
        where: { id: request.params['id'] as string, ...loansOf(actor) },
        select: { id: true },
      });
      if (!found) {
        throw notFound('this loan');
      }
      const data = await database.$transaction(async (transaction) => {
        const made = await transaction.document.create({
          data: { loanId: found.id, fileName: name, mimeType, size: content.length, content, uploadedById: actor.id },
          omit: { content: true },
        });
        await note(transaction, actor, 'UPLOAD', { name: 'Document', id: made.id });
        return made;
      });
      response.status(201).json({ success: true, data });
    },
  );

  router.get('/documents/:id', async (request, response) => {
    const found = await database.document.findFirst({
      where: { id: request.params.id, loan: loansOf(actorOf(response)) },
    });
    if (!found) {
      throw notFound('this document');
    }
    response.type(found.mimeType).attachment(found.fileName).send(Buffer.from(found.content));
  });

  return router;
}
