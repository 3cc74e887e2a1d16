import * as z from 'zod';
import { listedPerLookUp } from '#domain/staff/look-up.ts';
import { cursor, next } from '../schemas/paging.ts';
import { identifier } from '../schemas/schemas.ts';

const listed = {
  sub: z.string(),
  username: z.string(),
  address: z.string().optional().meta({ description: 'masked' }),
  organisation: z.string().optional(),
  language: z.string(),
  state: z.enum(['contained', 'recovering', 'recovered', 'exempt']),
  trusted: z.boolean().meta({ description: 'whether a code can go to the address on record' }),
};

/** Accounts that have not recovered. */
export const stillOut = z.object({ accounts: z.array(z.object(listed)), next });

/** Accounts that were looked for. */
export const found = z.object({
  accounts: z.array(
    z
      .object({
        ...listed,
        factorLockedAt: z
          .number()
          .optional()
          .meta({ description: 'when its second factor was closed for a day, as too many wrong codes were typed; ms since 1970' }),
        mails: z
          .array(z.object({ mail: z.string(), state: z.string(), reason: z.string().optional() }))
          .meta({ description: 'the first notice and further mails, and where each stands' }),
      })
      .meta({ id: 'FoundAccount' }),
  ),
});

/** What an account is looked for by. */
export const accountQuery = z.strictObject({
  account: identifier.meta({ description: 'the address on record, or the sub, of an account' }),
});

/** Query of the list of accounts that have not recovered. */
export const stillOutQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(listedPerLookUp).meta({ description: 'a whole number from 1 to 1000' }),
  cursor: cursor(400),
});

/** An account as examples show it. */
export const accountExample = {
  sub: '3f1c0d2e-0000-4000-8000-000000000000',
  username: 'jansen',
  address: 'j•••@example.org',
  language: 'nl',
  state: 'contained',
  trusted: true,
};
