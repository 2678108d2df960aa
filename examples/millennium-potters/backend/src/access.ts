import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Role } from './generated/prisma/client.js';
import type { Database } from './database.js';
import { Problem } from './problem.js';
import type { Actor, Tokens } from './tokens.js';

/** Who asks; there for every request behind {@link signedIn}. */
export function actorOf(response: Response): Actor {
  return response.locals['actor'] as Actor;
}

/** The session that the request belongs to; likewise. */
export function sessionOf(response: Response): string {
  return response.locals['session'] as string;
}

export function signedIn(tokens: Tokens): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !token) {
      throw new Problem(401, 'sign in first');
    }
    Object.assign(response.locals, await tokens.read(token));
    next();
  };
}

export function only(...roles: Role[]): RequestHandler {
  return (_request, response, next) => {
    if (!roles.includes(actorOf(response).role)) {
      throw new Problem(403, `this is for ${roles.join(' and ')}`);
    }
    next();
  };
}

/** In maintenance mode nobody but an admin changes anything. */
export function maintained(database: Database): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== 'GET' && actorOf(response).role !== 'ADMIN') {
      const setting = await database.companySetting.findUnique({ where: { id: 'default' } });
      if (setting?.maintenanceMode) {
        throw new Problem(503, 'Under Maintenance');
      }
    }
    next();
  };
}

/**
 * The loans that somebody may see: an admin all, a supervisor those of the officers below and their
 * own, a credit officer their own.
 */
export function loansOf(actor: Actor) {
  return actor.role === 'ADMIN' ? {} : { createdBy: mine(actor) };
}

/** The same for unions, which belong to a credit officer. */
export function unionsOf(actor: Actor) {
  return actor.role === 'ADMIN' ? {} : { creditOfficer: mine(actor) };
}

function mine(actor: Actor) {
  return actor.role === 'SUPERVISOR'
    ? { OR: [{ id: actor.id }, { supervisorId: actor.id }] }
    : { id: actor.id };
}
