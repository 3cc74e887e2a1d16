import * as z from 'zod';
import { campaignTransitions } from '#domain/campaign/campaign.ts';
import type { ProposalRow } from '#domain/plan/proposal.ts';
import { ok, type Result } from '#domain/result.ts';
import { linkTo } from '#shared/web/links.ts';
import { noInput } from '../faces/form.ts';
import { paths } from '../faces/paths.ts';
import { type AnyAct, act, type Operation, type Refusal, reading } from '../operation.ts';
import { releaseInput as digestInput } from '../parts/contents.ts';
import { oneCampaign, oneProposal } from '../parts/targets.ts';
import { pageOfRows, pagingQuery } from '../schemas/paging.ts';
import { liftInput, releaseInput } from './inputs.ts';
import { confirmProposal, propose, withdrawProposal } from './proposals.ts';
import { askConfirm, askLift, askRelease, askWithdraw } from './questions.ts';
import { proposalAnswer, proposalExample, proposalList } from './schemas.ts';

/** A proposal as an act leaves it. */
interface Answer {
  readonly proposal: ProposalRow & { readonly epochCopy?: 'missing' };
}

const answerOf = (outcome: Result<Answer['proposal'], Refusal>): Result<Answer, Refusal> =>
  outcome.ok ? ok({ proposal: outcome.value }) : outcome;

/** What both proposals have in common. */
const proposing = {
  id: 'propose',
  path: '/api/campaigns/{id}/proposals',
  on: oneCampaign,
  by: ['commander'],
  from: campaignTransitions.lift.from,
  answer: proposalAnswer,
  refusals: ['state'],
  after: (path: string, { proposal }: Answer) => linkTo(path, paths.release, { id: proposal.campaignId }),
} as const;

const release = act({
  ...proposing,
  name: 'release',
  fixed: { kind: 'release' },
  audit: 'proposal: release proposed, by <who>',
  summary: 'Propose to release accounts',
  description:
    'By a commander: a list of accounts, organisations, or environments. Nothing changes until somebody else confirms it. Repeating it with the same key changes nothing.',
  label: 'Release accounts',
  input: releaseInput,
  example: {
    body: { kind: 'release', scope: { kind: 'list', list: ['monitor@example.org'] }, reason: 'An account of the monitoring' },
    answer: { proposal: proposalExample('release', 'proposed') },
  },
  done: 'The release is proposed. An approver other than you must confirm it; nothing has changed for any account.',
  ask: askRelease,
  run: async ({ dependencies, staff, target, key }, { scope, reason }) =>
    answerOf(await propose(dependencies, staff, target, key, { scope, reason })),
});

const lift = act({
  ...proposing,
  name: 'lift',
  fixed: { kind: 'lift' },
  audit: 'proposal: lift proposed, by <who>',
  summary: 'Propose to lift containment',
  description:
    'By a commander: the whole campaign contains nobody any more. Nothing changes until somebody else confirms it. Repeating it with the same key changes nothing.',
  label: 'Lift containment',
  input: liftInput,
  example: {
    body: { kind: 'lift', reason: 'The passwords were not stolen after all' },
    answer: { proposal: proposalExample('lift', 'proposed') },
  },
  done: 'The lift is proposed. An approver other than you must confirm it; nothing has changed for any account.',
  ask: askLift,
  run: async ({ dependencies, staff, target, key }, { reason }) => answerOf(await propose(dependencies, staff, target, key, { reason })),
});

const confirm = act({
  id: 'confirmProposal',
  name: 'confirm-proposal',
  path: '/api/campaigns/{id}/proposals/{proposal}/confirm',
  on: oneProposal,
  by: ['approver'],
  from: campaignTransitions.lift.from,
  when: ({ row }) => row.state === 'proposed',
  doneBy: ({ row }) => row.confirmedBy,
  notBy: ({ row: { state, proposedBy, proposedByPerson } }) =>
    state === 'proposed' ? { username: proposedBy, person: proposedByPerson, did: 'proposed this' } : undefined,
  summary: 'Confirm a proposal',
  description:
    'By an approver who did not propose it. Released accounts can use their old passwords again where nobody replaced them; what the sweep did stays done. Repeating it changes nothing.',
  look: 'danger',
  label: 'Confirm',
  input: digestInput,
  answer: proposalAnswer,
  refusals: ['state', 'second-person', 'digest'],
  audit: 'proposal: <kind> confirmed, by <who>',
  example: { body: {}, answer: { proposal: { ...proposalExample('lift', 'confirmed'), confirmedBy: 'carla' } } },
  done: 'The proposal is confirmed. Those accounts can use their old passwords and sessions again; releasing many takes a few minutes.',
  doneBut: {
    text: 'Containment is lifted, but the second copy of the epochs could not be written. It is tried again within a minute; until then a gate that cannot read the table of the epochs may still contain these accounts.',
    when: ({ proposal }) => proposal.epochCopy === 'missing',
  },
  ask: askConfirm,
  run: async ({ dependencies, staff, target }, { digest }): Promise<Result<Answer, Refusal>> =>
    answerOf(await confirmProposal(dependencies, staff, target, digest)),
});

const withdraw = act({
  id: 'withdrawProposal',
  name: 'withdraw-proposal',
  path: '/api/campaigns/{id}/proposals/{proposal}/withdraw',
  on: oneProposal,
  by: ['commander', 'approver'],
  when: ({ row }) => row.state === 'proposed',
  doneBy: ({ row }) => row.withdrawnBy,
  summary: 'Withdraw a proposal',
  description: 'By a commander or an approver, before it is confirmed. Repeating it changes nothing.',
  label: 'Withdraw',
  input: noInput,
  answer: proposalAnswer,
  refusals: ['state'],
  audit: 'proposal: <kind> withdrawn, by <who>',
  example: { body: {}, answer: { proposal: { ...proposalExample('lift', 'withdrawn'), withdrawnBy: 'anna' } } },
  done: 'The proposal is withdrawn. Nothing has changed for any account.',
  ask: askWithdraw,
  run: async ({ dependencies, staff, target }) => answerOf(await withdrawProposal(dependencies, staff, target)),
});

/** What is proposed for a campaign. */
export const proposingActs: readonly AnyAct[] = [release, lift];

/** What is decided about a proposal. */
export const decidingActs: readonly AnyAct[] = [confirm, withdraw];

/** How accounts are released and containment is lifted: one person proposes it, another confirms it. */
export const releaseActs: readonly AnyAct[] = [...proposingActs, ...decidingActs];

/** What staff look at of proposals. */
export const releaseReadings: readonly Operation[] = [
  reading({
    id: 'listProposals',
    name: 'proposals',
    path: '/api/campaigns/{id}/proposals',
    on: oneCampaign,
    summary: 'List the proposals of a campaign',
    description: 'Those to release accounts or lift containment, newest first.',
    asks: z.strictObject(pagingQuery),
    answer: proposalList,
    example: { answer: { proposals: [proposalExample('release', 'proposed')] } },
    run: async ({ dependencies, target }, paging) => {
      const { rows, ...more } = pageOfRows(await dependencies.proposals.list(target.id), paging);
      return ok({ proposals: rows, ...more });
    },
  }),
];
