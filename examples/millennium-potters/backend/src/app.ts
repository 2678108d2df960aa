import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { ZodError } from 'zod';
import { maintained, signedIn } from './access.js';
import type { Database } from './database.js';
import { Problem } from './problem.js';
import { authRoutes } from './routes/auth.js';
import { documentRoutes } from './routes/documents.js';
import { loanRoutes } from './routes/loans.js';
import { officeRoutes } from './routes/office.js';
import { reportRoutes } from './routes/reports.js';
import { unionRoutes } from './routes/unions.js';
import type { Settings } from './settings.js';
import type { Tokens } from './tokens.js';

/** Everything that answers, in the order in which it is asked. */
export function app(database: Database, tokens: Tokens, settings: Settings): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.get(['/health', '/api/health'], health(database, settings));
  app.use(cors(settings.CORS_ORIGIN));
  app.use(express.json({ limit: '100kb' }));
  app.use('/api/auth', authRoutes(database, tokens));
  app.use('/api', signedIn(tokens), maintained(database));
  app.use('/api', officeRoutes(database));
  app.use('/api', unionRoutes(database));
  app.use('/api', loanRoutes(database));
  app.use('/api', documentRoutes(database));
  app.use('/api', reportRoutes(database));
  app.use((request) => {
    throw new Problem(404, `${request.method} ${request.path} is not there`);
  });
  app.use(failed);
  return app;
}

function health(database: Database, settings: Settings): RequestHandler {
  return async (_request, response) => {
    const about = { timestamp: new Date().toISOString(), release: settings.RELEASE };
    try {
      await database.$queryRaw`SELECT 1`;
      response.json({ status: 'ok', ...about, database: 'connected' });
    } catch {
      response.status(503).json({ status: 'error', ...about, database: 'disconnected' });
    }
  };
}

/** Browsers of the frontend may call, those of other sites may not. */
function cors(origin: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (origin && request.headers.origin === origin) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      response.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    }
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    next();
  };
}

const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const [status, message] = told(error);
  if (status >= 500 && status !== 503) {
    const stack = error instanceof Error ? error.stack : undefined;
    const about = `${request.method} ${request.path}`;
    console.error(JSON.stringify({ level: 'error', request: about, error: String(error), stack }));
  }
  response.status(status).json({ success: false, message });
};

function told(error: unknown): [number, string] {
  if (error instanceof Problem) {
    return [error.status, error.message];
  }
  if (error instanceof ZodError) {
    return [400, error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')];
  }
  const { status, code } = error as { status?: number; code?: string };
  if (code === 'P2002') {
    return [409, 'there is one of that name already'];
  }
  if (code === 'P2003' || code === 'P2025') {
    return [404, 'what it refers to is not there'];
  }
  // What Express itself refuses: a body that is no JSON, one that is too large.
  return status && status >= 400 && status < 500
    ? [status, (error as Error).message]
    : [500, 'something went wrong here; it is in the log'];
}
