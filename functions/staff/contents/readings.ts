import * as z from 'zod';
import { ok } from '#domain/result.ts';
import { rolesFor } from '#domain/staff/staff.ts';
import { type Operation, reading } from '../operation.ts';
import { digest, namedRows } from '../schemas/contents-schemas.ts';
import { pageOf, released } from './contents.ts';

/** Rows in an answer. */
const pageRows = 1_000;

const asks = z.strictObject({
  page: z.coerce.number().int().min(1).default(1).meta({ description: 'a whole number from 1: which page, of 1,000 entries' }),
});

const answer = z.object({
  digest: digest.meta({ description: 'of all that is said and named, on every page: what the release by a second person is bound to' }),
  facts: z.record(z.string(), z.unknown()).meta({ description: 'all that is said beside the entries' }),
  entries: z.int().meta({ description: 'how many there are on all pages' }),
  page: z.int(),
  pages: z.int(),
  rows: namedRows,
});

const exampleRows = {
  plan: { what: 'privileged', entry: 'mart' },
  proposal: { what: 'release', entry: 'monitor@example.org' },
  addition: { what: 'suspected', entry: 'jansen', detail: 1_763_078_400_000 },
} as const;

/** Shows whole what two people release. */
export const contentsReadings: readonly Operation[] = released.map(({ what, on, id, name, path, summary, read }) =>
  reading({
    id,
    name,
    path,
    on,
    by: rolesFor.seeContents,
    summary,
    description: 'By a commander, an approver or an auditor: every entry, page by page, and the digest that the release is bound to.',
    asks,
    answer,
    example: {
      asks: { page: 1 },
      answer: { digest: 'c3'.repeat(32), facts: {}, entries: 1, page: 1, pages: 1, rows: [exampleRows[what]] },
    },
    run: async ({ dependencies, target }, { page }) => {
      const contents = await read(dependencies, target);
      const at = pageOf(contents, page, pageRows, 'page');
      return at.ok ? ok({ digest: contents.digest, facts: contents.facts, entries: contents.rows.length, ...at.value }) : at;
    },
  }),
);
