import * as z from 'zod';
import { listNames } from '#domain/campaign/campaign.ts';
import { shownEntries } from '#domain/plan/proposal.ts';

/** The digest of what two people release. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: '64 hexadecimal digits: the SHA-256 that stands on the contents' });

/** What a plan or a proposal names. */
export const namedRows = z.array(
  z
    .object({
      what: z.enum([...listNames, 'exemption', 'contact', 'release']),
      entry: z.string(),
      detail: z
        .union([z.int(), z.string()])
        .optional()
        .meta({ description: 'since when an account was used, in milliseconds since 1970; the address of a contact' }),
    })
    .meta({ id: 'Named' }),
);

/** What stands on a plan that waits for its approval. */
export const plannedContents = z
  .object({
    digest,
    entries: z.int().meta({ description: 'how many usernames, addresses, domains and contacts it names' }),
    rows: namedRows.meta({ description: `the first ${shownEntries} of them` }),
  })
  .optional()
  .meta({
    description: 'while it waits to be approved, for commander, approver and auditor: what it names, and the digest to approve it by',
  });
