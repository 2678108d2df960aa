import type { Prisma } from './generated/prisma/client.js';
import type { Actor } from './tokens.js';

/** Who did what to what; written in the transaction of the deed, so that neither is without the other. */
export async function note(
  transaction: Prisma.TransactionClient,
  actor: Actor,
  action: string,
  entity: { name: string; id?: string },
): Promise<void> {
  await transaction.auditLog.create({
    data: { action, entityName: entity.name, entityId: entity.id ?? null, actor: { ...actor } },
  });
}
