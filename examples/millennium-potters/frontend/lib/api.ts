/** The API below /api of our own host, with the tokens of whoever is signed in. */

export interface Person {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: 'ADMIN' | 'SUPERVISOR' | 'CREDIT_OFFICER';
}

interface Pair {
  accessToken: string;
  refreshToken: string;
}

const REFRESH = 'potters.refresh';
const PERSON = 'potters.person';

/** Dies with the page; the refresh token gives a new one. */
let access = '';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function person(): Person | undefined {
  const kept = localStorage.getItem(PERSON);
  return kept && localStorage.getItem(REFRESH) ? (JSON.parse(kept) as Person) : undefined;
}

export async function signIn(email: string, password: string): Promise<void> {
  const { user, ...pair } = await answer<Pair & { user: Person }>(
    await post('/auth/login', { email, password }),
  );
  keep(pair);
  localStorage.setItem(PERSON, JSON.stringify(user));
}

export async function signOut(): Promise<void> {
  await ask('/auth/logout', { method: 'POST' }).catch(() => undefined);
  forget();
}

/** Asks; an access token that has run out is renewed once. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  return answer<T>(await send(path, init));
}

export async function make<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export async function download(path: string): Promise<Blob> {
  const response = await send(path, {});
  if (!response.ok) {
    throw new ApiError(response.status, 'the document could not be fetched');
  }
  return response.blob();
}

async function send(path: string, init: RequestInit): Promise<Response> {
  if (!access) {
    await renew();
  }
  const first = await withToken(path, init);
  if (first.status !== 401) {
    return first;
  }
  await renew();
  return withToken(path, init);
}

function withToken(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${access}`);
  return fetch(`/api${path}`, { ...init, headers });
}

let renewing: Promise<void> | undefined;

/** A refresh token is good once: neither two requests nor two tabs may use the same one. */
function renew(): Promise<void> {
  renewing ??= alone(async () => {
    const refreshToken = localStorage.getItem(REFRESH);
    if (!refreshToken) {
      throw new ApiError(401, 'sign in first');
    }
    const response = await post('/auth/refresh', { refreshToken });
    if (response.status === 401) {
      forget();
    }
    keep(await answer<Pair>(response));
  }).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function alone(work: () => Promise<void>): Promise<void> {
  await ('locks' in navigator ? navigator.locks.request(REFRESH, work) : work());
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function answer<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as { data?: T; message?: string };
  if (!response.ok) {
    throw new ApiError(response.status, body.message ?? `the server answers ${response.status}`);
  }
  return body.data as T;
}

function keep(pair: Pair): void {
  access = pair.accessToken;
  localStorage.setItem(REFRESH, pair.refreshToken);
}

function forget(): void {
  access = '';
  localStorage.removeItem(REFRESH);
  localStorage.removeItem(PERSON);
}
