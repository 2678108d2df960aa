import { z } from 'zod';

const given = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  CORS_ORIGIN: z.string().default(''),
  JWT_SECRET: z.string().min(32),
  JWT_REFRESH_SECRET: z.string().min(32),
  ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(1).default(300),
  REFRESH_TOKEN_DAYS: z.coerce.number().int().min(1).default(7),
  CHECK_PASSWORD: z.string().min(8),
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1).default(15_000),
  RELEASE: z.string().default('unreleased'),
});

export type Settings = z.infer<typeof given>;

/** The variables, or every mistake in them at once: it is better not to start than to half work. */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const read = given.safeParse(variables);
  if (read.success) {
    return read.data;
  }
  const mistakes = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the backend can't start with these variables:\n  ${mistakes.join('\n  ')}`);
}
