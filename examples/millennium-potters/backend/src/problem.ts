/** What a client did wrong or can't have: told as JSON with its status. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = (what: string) => new Problem(404, `${what} is not there`);
