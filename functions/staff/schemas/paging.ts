import * as z from 'zod';

/** Where a page begins. @param most characters that it has */
export const cursor = (most: number) => z.string().max(most).optional().meta({ description: 'next of the page before' });

/** The query of a list that comes in pages where somebody asks for that. */
export const pagingQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'a whole number from 1 to 1000: most entries of the answer; without it, all' }),
  cursor: cursor(64),
};

/** What an answer says where more follows. */
export const next = z.string().optional().meta({ description: 'cursor of the next page, which may be empty; missing at the end' });

/** A page of rows that have an id. A row that is added or gone meanwhile moves no other into or out of the pages that follow. */
export function pageOfRows<T extends { readonly id: string }>(
  rows: readonly T[],
  { limit, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): { readonly rows: readonly T[]; readonly next?: string } {
  // Newest first: ids are ULIDs, so whatever follows the cursor is older than it, also where its own row is gone.
  const rest = cursor === undefined ? rows : rows.filter(({ id }) => id < cursor);
  const shown = limit === undefined ? rest : rest.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, ...(last !== undefined && shown.length < rest.length && { next: last.id }) };
}
