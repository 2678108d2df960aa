import { createHash, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Role, User } from './generated/prisma/client.js';
import type { Database } from './database.js';
import { Problem } from './problem.js';
import type { Settings } from './settings.js';

export interface Actor {
  id: string;
  email: string;
  firstName: string;
  role: Role;
}

export interface Pair {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

const DAY_MILLIS = 24 * 60 * 60 * 1000;

/**
 * Short access tokens, and refresh tokens that are good once: each refresh gives a new one. A
 * refresh token that comes a second time was stolen or kept by two; its whole family ends.
 */
export class Tokens {
  private readonly access: Uint8Array;
  private readonly refresh: Uint8Array;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {
    const encoder = new TextEncoder();
    this.access = encoder.encode(settings.JWT_SECRET);
    this.refresh = encoder.encode(settings.JWT_REFRESH_SECRET);
  }

  async begin(user: User): Promise<Pair> {
    return this.pair(user, randomUUID());
  }

  async renew(refreshToken: string): Promise<Pair> {
    const family = await this.family(refreshToken);
    const used = await this.database.refreshToken.updateMany({
      where: { hash: digest(refreshToken), usedAt: null, expiresAt: { gt: new Date() } },
      data: { usedAt: new Date() },
    });
    if (used.count !== 1) {
      await this.database.refreshToken.deleteMany({ where: { family } });
      throw new Problem(401, 'the refresh token was used already: sign in again');
    }
    const found = await this.database.refreshToken.findUniqueOrThrow({
      where: { hash: digest(refreshToken) },
      include: { user: true },
    });
    if (!found.user.isActive) {
      throw new Problem(401, 'this user is not active any more');
    }
    return this.pair(found.user, family);
  }

  /** Ends one session; access tokens of it that are out die within minutes. */
  async end(session: string): Promise<void> {
    await this.database.refreshToken.deleteMany({ where: { family: session } });
  }

  /** Who an access token is for, and in which session it was given. */
  async read(accessToken: string): Promise<{ actor: Actor; session: string }> {
    try {
      const { payload } = await jwtVerify(accessToken, this.access, { algorithms: ['HS256'] });
      return { actor: payload['actor'] as Actor, session: String(payload['session']) };
    } catch {
      throw new Problem(401, 'the access token is not good, or not any more');
    }
  }

  private async family(refreshToken: string): Promise<string> {
    try {
      const { payload } = await jwtVerify(refreshToken, this.refresh, { algorithms: ['HS256'] });
      return String(payload['family']);
    } catch {
      throw new Problem(401, 'the refresh token is not good, or not any more');
    }
  }

  private async pair(user: User, family: string): Promise<Pair> {
    const actor: Actor = {
      id: user.id,
      email: user.email,
      firstName: user.firstName,
      role: user.role,
    };
    const expiresAt = new Date(Date.now() + this.settings.REFRESH_TOKEN_DAYS * DAY_MILLIS);
    const accessToken = await new SignJWT({ actor: { ...actor }, session: family })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime(`${this.settings.ACCESS_TOKEN_SECONDS}s`)
      .sign(this.access);
    const refreshToken = await new SignJWT({ family })
      .setProtectedHeader({ alg: 'HS256' })
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.refresh);
    await this.database.refreshToken.create({
      data: { family, hash: digest(refreshToken), userId: user.id, expiresAt },
    });
    return { accessToken, refreshToken, expiresIn: this.settings.ACCESS_TOKEN_SECONDS };
  }
}

/** Tokens are kept as digests: who reads the table can't sign in with them. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
