import * as z from 'zod';
import { planLimits } from '#domain/plan/plan.ts';
import { reasonLength } from '#domain/plan/proposal.ts';
import { digest } from '../schemas/contents-schemas.ts';
import { next } from '../schemas/paging.ts';
import { campaignId, epochCopy, exampleIds, instant, listScope } from '../schemas/schemas.ts';

const { values } = planLimits;

const names = (what: string) =>
  z
    .array(z.string().trim().min(1).max(256))
    .min(1)
    .max(values)
    .meta({ description: `a list of 1 to ${values} values of the ${what} attribute` });

/** Whom to release. */
export const releaseScope = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('environment'), environments: names('environment') }),
    z.strictObject({ kind: z.literal('organisation'), organisations: names('organisation') }),
    listScope,
  ])
  .meta({ description: 'an object whose kind is environment, organisation or list' });

/** Why something is proposed. */
export const reason = z
  .string()
  .trim()
  .min(1)
  .max(reasonLength)
  .regex(/^\P{Cc}*$/u)
  .meta({ description: `1 to ${reasonLength} characters on one line; it is kept in the audit log` });

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

/** One proposal, after an act. */
export const proposalAnswer = z.object({ proposal: proposal.extend({ epochCopy }) });

/** The proposals of a campaign. */
export const proposalList = z.object({ proposals: z.array(proposal), next });

/** A proposal as examples show it. */
export const proposalExample = (kind: 'lift' | 'release', state: string) => ({
  id: exampleIds.proposal,
  campaignId: exampleIds.campaign,
  kind,
  state,
  ...(kind === 'release' && { scope: { kind: 'list', entries: 1 }, sample: ['monitor@example.org'] }),
  reason: kind === 'lift' ? 'The passwords were not stolen after all' : 'An account of the monitoring',
  proposedBy: 'anna',
  proposedAt: 1_763_733_600_000,
});
