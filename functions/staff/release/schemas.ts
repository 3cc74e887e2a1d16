import * as z from 'zod';
import { planLimits } from '#domain/plan/plan.ts';
import { reasonLength } from '#domain/plan/proposal.ts';
import { epochCopy } from '../campaign/change-schemas.ts';
import { campaignId, listScope } from '../campaign/schemas.ts';
import { digest } from '../contents/schemas.ts';

const { values } = planLimits;

const names = (what: string) =>
  z
    .array(z.string().trim().min(1).max(256))
    .min(1)
    .max(values)
    .meta({ description: `a list of 1 to ${values} values of the ${what} attribute` });

const releaseScope = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('environment'), environments: names('environment') }),
    z.strictObject({ kind: z.literal('organisation'), organisations: names('organisation') }),
    listScope,
  ])
  .meta({ description: 'an object whose kind is environment, organisation or list' });

const reason = z
  .string()
  .trim()
  .min(1)
  .max(reasonLength)
  .regex(/^\P{Cc}*$/u)
  .meta({ description: `1 to ${reasonLength} characters on one line; it is kept in the audit log` });

/** What a commander proposes. Fields that are not known here are refused. */
export const newProposal = z
  .strictObject({
    kind: z.enum(['lift', 'release']).meta({ description: 'lift or release' }),
    scope: releaseScope.optional(),
    reason,
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same proposal sent again with the same key is the same one' }),
  })
  .refine(({ kind, scope }) => (kind === 'release') === (scope !== undefined), { path: ['scope'] })
  .meta({ id: 'NewProposal', description: 'an object with kind, reason, for a release scope, and optionally key' });

/** What a commander proposes, checked. */
export type NewProposal = z.output<typeof newProposal>;

const instant = z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' });

const proposal = z
  .object({
    id: campaignId,
    campaignId,
    kind: z.enum(['lift', 'release']),
    state: z.enum(['proposed', 'confirmed', 'withdrawn']),
    scope: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('environment'), environments: z.array(z.string()) }),
        z.object({ kind: z.literal('organisation'), organisations: z.array(z.string()) }),
        z.object({ kind: z.literal('list'), entries: z.int() }),
      ])
      .optional(),
    sample: z.array(z.string()).optional().meta({ description: 'the first 100 entries of its list' }),
    reason: z.string(),
    proposedBy: z.string(),
    proposedAt: instant,
    digest: digest.optional().meta({ description: 'of all that it says and names; its confirmation is bound to it' }),
    confirmedBy: z.string().optional(),
    confirmedAt: instant.optional(),
    withdrawnBy: z.string().optional(),
  })
  .meta({ id: 'Proposal' });

/** One proposal, after a command. */
export const proposalOnly = z.object({ proposal: proposal.extend({ epochCopy }) });

/** The proposals of a campaign. */
export const proposalList = z.object({ proposals: z.array(proposal) });
