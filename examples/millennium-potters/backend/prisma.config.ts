import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Only `prisma migrate` asks for it, which a developer runs against a database of his own.
  datasource: { url: process.env['DIRECT_URL'] ?? process.env['DATABASE_URL'] ?? '' },
});
