import { Router } from 'express';
import { z } from 'zod';
import { actorOf, sessionOf, signedIn } from '../access.js';
import { note } from '../audit.js';
import type { Database } from '../database.js';
import { matches, nobody } from '../passwords.js';
import { Problem } from '../problem.js';
import type { Tokens } from '../tokens.js';

const login = z.object({ email: z.email(), password: z.string().max(200) });
const refresh = z.object({ refreshToken: z.string() });

export function authRoutes(database: Database, tokens: Tokens): Router {
  const router = Router();

  router.post('/login', async (request, response) => {
    const { email, password } = login.parse(request.body);
    const user = await database.user.findUnique({ where: { email: email.toLowerCase() } });
    const right = await matches(password, user?.passwordHash ?? (await nobody));
    if (!user?.isActive || !right) {
      throw new Problem(401, 'email or password is wrong');
    }
    const pair = await tokens.begin(user);
    const { id, firstName, lastName, role } = user;
    await note(database, { id, email: user.email, firstName, role }, 'LOGIN', { name: 'User', id });
    const shown = { id, email: user.email, firstName, lastName, role };
    response.json({ success: true, data: { ...pair, user: shown } });
  });

  router.post('/refresh', async (request, response) => {
    const { refreshToken } = refresh.parse(request.body);
    response.json({ success: true, data: await tokens.renew(refreshToken) });
  });

  router.post('/logout', signedIn(tokens), async (_request, response) => {
    const actor = actorOf(response);
    await tokens.end(sessionOf(response));
    await note(database, actor, 'LOGOUT', { name: 'User', id: actor.id });
    response.json({ success: true });
  });

  return router;
}
