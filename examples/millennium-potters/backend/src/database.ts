import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.js';
import type { Settings } from './settings.js';

export type Database = PrismaClient;

/** The pool of this process. A connection that doesn't come in time is an error, never a wait. */
export function openDatabase(settings: Settings): Database {
  const adapter = new PrismaPg({
    connectionString: settings.DATABASE_URL,
    max: settings.DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    statement_timeout: settings.STATEMENT_TIMEOUT_MS,
    application_name: 'millennium-potters',
  });
  return new PrismaClient({ adapter });
}
