import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const LENGTH = 32;

/** A salted hash of the password, with the salt in it. */
export async function hashed(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, LENGTH);
  return `scrypt:${salt.toString('base64')}:${key.toString('base64')}`;
}

export async function matches(password: string, hash: string): Promise<boolean> {
  const [kind, salt, key] = hash.split(':');
  if (kind !== 'scrypt' || !salt || !key) {
    return false;
  }
  const wanted = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), LENGTH);
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

/** What an unknown user's password is compared with, so that it takes as long as a known one's. */
export const nobody = hashed(randomBytes(16).toString('hex'));
