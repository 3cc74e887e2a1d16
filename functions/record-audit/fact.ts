import type { AuditFact } from '#domain/audit.ts';
import { type CampaignState, campaignTransitions } from '#domain/campaign.ts';
import type { Transition } from '#domain/transition.ts';
import type { Image, StreamChange } from '#shared/lambda/stream.ts';

/** A fact and the chain that it belongs to. */
export interface LaneFact {
  readonly lane: string;
  readonly fact: AuditFact;
}

/** Attributes that name who moved a campaign into a state: those of its transitions that end in `By`. */
const actors: Readonly<Record<string, string>> = {
  planning: 'plannedBy',
  ...Object.fromEntries(
    Object.values<Transition<CampaignState>>(campaignTransitions).flatMap(({ to, sets = [] }) => {
      const actor = sets.find((attribute) => attribute.endsWith('By'));
      return actor === undefined || to === undefined ? [] : [[to, actor]];
    }),
  ),
};

/** The fact in a change of the campaigns table: of a campaign, of its sweep or its reminders, of a proposal, of an order about its notices, or of accounts that were added; none when nothing of these changed. */
export function campaignFact(change: StreamChange): readonly LaneFact[] {
  if (change.sk.startsWith('proposal#')) return proposalFact(change);
  if (change.sk.startsWith('order#')) return orderFact(change);
  if (change.sk.startsWith('addition#')) return additionFact(change);
  return [...stateFact(change), ...sweepFact(change), ...roundFact(change)];
}

/** Compromised accounts that somebody added; what that came to stands in the chains of the accounts. */
function additionFact({ pk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  if (before !== undefined || after === undefined) return [];
  const to = `compromised accounts added: ${String(after('entries'))}`;
  return [{ lane: `additions#${pk}`, fact: { subject: 'addition', campaignId: pk, to, by: String(after('by')), atMs, sequence } }];
}

/** An order counts when it is given; that it was carried out is no news. */
function orderFact({ pk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  if (before !== undefined || after === undefined) return [];
  const queue = after('queue');
  const rows = after('rows');
  const object =
    rows === undefined ? (queue ?? after('perSecond') ?? after('calls')) : `${String(after('channel'))}, rows: ${String(rows)}`;
  const sub = after('sub');
  const to = object === undefined ? String(after('order')) : `${String(after('order'))} ${String(object)}`;
  const campaign = queue === undefined ? { campaignId: pk } : {};
  const account = sub === undefined ? {} : { sub: String(sub) };
  return [{ lane: `orders#${pk}`, fact: { subject: 'order', ...campaign, ...account, to, by: String(after('by')), atMs, sequence } }];
}

const proposalActors: Readonly<Record<string, string>> = { proposed: 'proposedBy', confirmed: 'confirmedBy', withdrawn: 'withdrawnBy' };

function proposalFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const state = after?.('state');
  if (after === undefined || typeof state !== 'string' || before?.('state') === state) return [];
  const by = after(proposalActors[state] ?? '');
  const fact: AuditFact = {
    subject: 'proposal',
    campaignId: pk,
    proposalId: sk.slice('proposal#'.length),
    to: `${String(after('kind'))} ${state}`,
    atMs,
    sequence,
    ...(typeof by === 'string' && { by }),
  };
  // A chain takes what comes in order, and only the rows of one partition do.
  return [{ lane: `proposals#${pk}`, fact }];
}

function sweepFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  if (pk !== 'campaign' || before === undefined || after === undefined) return [];
  const [paused, resumed] = [after('sweepPausedBy'), after('sweepResumedBy')];
  const by = paused ?? resumed;
  if (typeof by !== 'string' || (before('sweepPausedBy') === paused && before('sweepResumedBy') === resumed)) return [];
  const to = paused === undefined ? 'sweep goes on' : 'sweep paused';
  return [{ lane: 'campaigns', fact: { subject: 'campaign', campaignId: sk, to, by, atMs, sequence } }];
}

/** Who ordered a round stands in the fact of the order; a planned one is nobody's. */
function roundFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const round = after?.('reminderRound');
  if (pk !== 'campaign' || typeof round !== 'number' || before?.('reminderRound') === round) return [];
  return [{ lane: 'campaigns', fact: { subject: 'campaign', campaignId: sk, to: `reminders, round ${round}`, atMs, sequence } }];
}

function stateFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const to = after?.('state');
  if (pk !== 'campaign' || after === undefined || typeof to !== 'string' || before?.('state') === to) return [];
  const by = after(actors[to] ?? '');
  const fact: AuditFact = {
    subject: 'campaign',
    campaignId: sk,
    to,
    atMs,
    sequence,
    ...(before !== undefined && { from: String(before('state')) }),
    ...(typeof by === 'string' && { by }),
  };
  return [{ lane: 'campaigns', fact }];
}

/** The fact in a change of the accounts table; none for rows that a plan writes, as nothing has happened to those accounts. */
export function accountFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const from = before?.('state');
  const to = accountOutcome(before, after);
  if (typeof from !== 'string' || to === undefined) return [];
  const [campaignId = '', lane = ''] = pk.split('#');
  return [
    {
      lane: `${campaignId}#${lane}`,
      fact: { subject: 'account', campaignId, sub: sk, from, to, atMs, sequence },
    },
  ];
}

/** The fact in a change of the steps table: what a member of the staff said of a step; none for what happens by itself. */
export function stepFact({ pk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const by = after?.('by');
  if (after === undefined || typeof by !== 'string' || before?.('by') === by) return [];
  const [campaignId = '', lane = ''] = pk.split('#');
  const to = `${String(after('channel'))} ${String(after('outcome'))}`;
  const fact: AuditFact = { subject: 'step', campaignId, sub: String(after('sub')), to, by, atMs, sequence };
  // Not the chain of the account's lane: a chain takes what comes in order, and that comes from another stream.
  return [{ lane: `steps#${campaignId}#${lane}`, fact }];
}

/** What became of an account: its new state, its new grade, or what the sweep did with it; undefined when nothing of these changed. */
function accountOutcome(before: Image | undefined, after: Image | undefined): string | undefined {
  const changed = (attribute: string) => {
    const now = after?.(attribute);
    return typeof now === 'string' && before?.(attribute) !== now ? now : undefined;
  };
  const [state, swept, refused] = [changed('state'), changed('swept'), changed('sweepRefused')];
  const graded = before?.('gradings') === after?.('gradings') ? undefined : `graded: ${String(after?.('grade'))}`;
  return state ?? graded ?? (swept && `swept: ${swept}`) ?? (refused && `not swept: ${refused}`);
}
