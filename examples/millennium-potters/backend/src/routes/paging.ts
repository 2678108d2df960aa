import { z } from 'zod';

/** Every list has an end: 50 unless asked for more, never more than 200. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  page: z.coerce.number().int().min(1).default(1),
});

export function rangeOf(query: unknown): { take: number; skip: number } {
  const { limit, page } = paging.parse(query);
  return { take: limit, skip: (page - 1) * limit };
}
