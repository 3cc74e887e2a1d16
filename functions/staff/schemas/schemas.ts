import * as z from 'zod';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import { nextChannels } from '#domain/campaign/channel-plan.ts';
import { planLimits } from '#domain/plan/plan.ts';

const { entryLength } = planLimits;

/** Whether a text has 1 to 254 bytes, which is what a row has room for, and no control characters. */
export const fits = (text: string) => text !== '' && Buffer.byteLength(text) <= entryLength && !/\p{Cc}/u.test(text);

/** A username or an address, compared without regard to case. */
export const identifier = z
  .string()
  .transform(normalizeIdentifier)
  .pipe(z.string().refine(fits))
  .meta({ description: `a username or address of 1 to ${entryLength} bytes, without control characters` });

/** The subject of an account. */
export const subject = z
  .string()
  .regex(/^[\w-]{1,128}$/)
  .meta({ description: 'the sub of an account, as the list of accounts that have not recovered gives it' });

/** A scope of whoever is on a list of usernames and addresses. */
export const listScope = z.strictObject({
  kind: z.literal('list'),
  list: z
    .array(identifier)
    .min(1)
    .max(planLimits.listEntries)
    .meta({ description: `a list of 1 to ${planLimits.listEntries} usernames or addresses` }),
});

/** A next channel. */
export const channel = z.enum(nextChannels).meta({ description: nextChannels.join(', ') });

/** How many of something. */
export const count = z.int().min(0);
/** How many of something, by its name. */
export const counts = z.record(z.string(), count);
/** What tells a moment from other numbers in a schema. */
export const unixMs = 'unix-time-ms';

/** A moment. */
export const instant = z.int().meta({ description: 'milliseconds since 1970-01-01 UTC', format: unixMs });

/** Id of a campaign or of what was done to one. */
export const campaignId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ description: 'a ULID: 26 digits and capital letters' });

/** What tells a request from others of the same person: sent again with it, the same is done once. */
export const idempotencyKey = campaignId
  .optional()
  .meta({ description: 'a ULID of your own; the same request sent again with the same key is done once' });

/** Said by a start or a lift whose second copy of the epochs could not be written. */
export const epochCopy = z
  .literal('missing')
  .optional()
  .meta({ description: 'the second copy of the epochs could not be written; it is compared again within a minute' });

/** Why a request was refused (RFC 9457). */
export const problem = z
  .object({
    type: z.string().meta({ description: 'urn:sluis:problem: and the code' }),
    title: z.string().meta({ description: 'the same for every problem of the kind' }),
    status: z.int(),
    detail: z.string().meta({ description: 'one line that names the field, its value, and what is allowed' }),
    code: z.string().meta({ description: 'the kind of problem, for a program; permanent' }),
    requestId: z.string().meta({ description: 'what the logs call the request; the header X-Request-Id of every answer' }),
    errors: z
      .array(z.object({ field: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'what is wrong, field by field' }),
  })
  .meta({ id: 'Problem' });

/** Ids of the examples in the API description. */
export const exampleIds = {
  campaign: '01KAJ000000000000000000PVT',
  proposal: '01KAJ00000000000000000PRP1',
  addition: '01KAJ00000000000000000ADD1',
} as const;
