import type { AuditFact } from '#domain/audit/audit.ts';
import { type CampaignState, campaignTransitions } from '#domain/campaign/campaign.ts';
import { orderValues } from '#domain/staff/order.ts';
import type { Transition } from '#domain/transition.ts';
import { type Image, isByHand, type StreamChange } from '#shared/lambda/stream.ts';

/** A fact and the chain that it belongs to. */
export interface LaneFact {
  readonly lane: string;
  readonly fact: AuditFact;
}

/** The same as the change tells it, without what {@link factsOf} adds for all alike. */
interface ToldFact {
  readonly lane: string;
  readonly fact: Omit<AuditFact, 'atMs' | 'origin' | 'byHand'>;
}

/** Names of the tables that facts are told apart by; any other is that of the campaigns. */
export interface FactTables {
  readonly accountsTable: string;
  readonly stepsTable: string;
}

/** The facts in a change, each with when it happened and an origin of its own, and whether it was made past all functions. */
export function factsOf(tables: FactTables, change: StreamChange): readonly LaneFact[] {
  const { accountsTable, stepsTable } = tables;
  const facts = { [accountsTable]: accountFact, [stepsTable]: stepFact }[change.table] ?? campaignFact;
  const found = facts(change);
  return (found.length === 0 && isByHand(change) ? changeFact(tables, change) : found).map(({ lane, fact }, index) => {
    const byHand = numbered.has(fact.subject) && isByHand(change) ? { byHand: true } : {};
    return { lane, fact: { ...fact, ...byHand, atMs: change.atMs, origin: index === 0 ? change.id : `${change.id}.${index}` } };
  });
}

/** Subjects whose rows have versions from their first write on. */
const numbered: ReadonlySet<AuditFact['subject']> = new Set(['campaign', 'account', 'proposal', 'step', 'note']);

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

/** The fact in a change of the campaigns table: of a campaign, of its sweep or its reminders, of a proposal, of an order about its notices, of accounts that were added, or of a note; none when nothing of these changed. */
function campaignFact(change: StreamChange): readonly ToldFact[] {
  if (change.sk.startsWith('proposal#')) return proposalFact(change);
  if (change.sk.startsWith('order#')) return orderFact(change);
  if (change.sk.startsWith('addition#')) return additionFact(change);
  if (change.sk.startsWith('note#')) return noteFact(change);
  if (change.sk.startsWith('mend#')) return mendFact(change);
  return [...stateFact(change), ...sweepFact(change), ...roundFact(change), ...eraseFact(change)];
}

/** Some other change, made past all functions, of a row whose changes by functions tell facts. */
function changeFact({ accountsTable, stepsTable }: FactTables, { table, pk, sk, before, after }: StreamChange): readonly ToldFact[] {
  const to = before === undefined ? 'written' : 'changed';
  const [campaignId = '', lane = ''] = pk.split('#');
  if (table === accountsTable) return [{ lane: `${campaignId}#${lane}`, fact: { subject: 'account', campaignId, sub: sk, to } }];
  if (table === stepsTable)
    return [{ lane: `steps#${campaignId}#${lane}`, fact: { subject: 'step', campaignId, sub: String(after?.('sub')), to } }];
  if (pk === 'campaign') return [{ lane: 'campaigns', fact: { subject: 'campaign', campaignId: sk, to } }];
  if (sk.startsWith('note#')) return [{ lane: `notes#${pk}`, fact: { subject: 'note', campaignId: pk, to } }];
  if (!sk.startsWith('proposal#')) return [];
  return [{ lane: `proposals#${pk}`, fact: { subject: 'proposal', campaignId: pk, proposalId: sk.slice('proposal#'.length), to } }];
}

/** That somebody put a note, not what it says: an erase takes that, and the log keeps all. */
function noteFact({ pk, before, after }: StreamChange): readonly ToldFact[] {
  if (before !== undefined || after === undefined) return [];
  return [{ lane: `notes#${pk}`, fact: { subject: 'note', campaignId: pk, to: 'put', by: String(after('by')) } }];
}

/** Counters that did not agree with the rows, and by how much they were changed. */
function mendFact({ pk, before, after }: StreamChange): readonly ToldFact[] {
  if (before !== undefined || after === undefined) return [];
  const sums = Object.entries(after('sums') as Readonly<Record<string, number>>).map(([name, by]) => `${name} ${by > 0 ? '+' : ''}${by}`);
  const to = `counters of ${String(after('counted'))} mended in lane ${String(after('lane'))}: ${sums.sort().join(', ')}`;
  return [{ lane: `counters#${pk}`, fact: { subject: 'counter', campaignId: pk, to } }];
}

/** Who decided on an addition of compromised accounts, by what was set. */
const additionActors: Readonly<Record<string, string>> = {
  confirmedBy: 'confirmed',
  withdrawnBy: 'withdrawn',
  undoBy: 'proposed to be undone',
  undoConfirmedBy: 'undone',
  keptBy: 'kept',
};

/** Compromised accounts that somebody added, and who decided on them; what that came to stands in the chains of the accounts. */
function additionFact({ pk, before, after }: StreamChange): readonly ToldFact[] {
  if (after === undefined) return [];
  const entries = String(after('entries'));
  const told = (to: string, by: unknown): ToldFact => ({
    lane: `additions#${pk}`,
    fact: { subject: 'addition', campaignId: pk, to, by: String(by) },
  });
  if (before === undefined) return [told(`compromised accounts added: ${entries}`, after('by'))];
  return Object.entries(additionActors)
    .filter(([actor]) => after(actor) !== undefined && before(actor) !== after(actor))
    .map(([actor, what]) => told(`compromised accounts ${what}: ${entries}`, after(actor)));
}

/** An order counts when it is given; that it was carried out is no news. */
function orderFact({ pk, before, after }: StreamChange): readonly ToldFact[] {
  if (before !== undefined || after === undefined) return [];
  const queue = after('queue');
  const rows = after('rows');
  const object =
    rows === undefined
      ? (queue ?? orderValues.map(after).find((value) => value !== undefined))
      : [after('channel'), `rows: ${String(rows)}`].filter(Boolean).join(', ');
  const sub = after('sub');
  const to = object === undefined ? String(after('order')) : `${String(after('order'))} ${String(object)}`;
  const campaign = queue === undefined && after('slot') === undefined ? { campaignId: pk } : {};
  const account = sub === undefined ? {} : { sub: String(sub) };
  return [{ lane: `orders#${pk}`, fact: { subject: 'order', ...campaign, ...account, to, by: String(after('by')) } }];
}

const proposalActors: Readonly<Record<string, string>> = { proposed: 'proposedBy', confirmed: 'confirmedBy', withdrawn: 'withdrawnBy' };

function proposalFact({ pk, sk, before, after }: StreamChange): readonly ToldFact[] {
  const state = after?.('state');
  if (after === undefined || typeof state !== 'string' || before?.('state') === state) return [];
  const by = after(proposalActors[state] ?? '');
  const fact: ToldFact['fact'] = {
    subject: 'proposal',
    campaignId: pk,
    proposalId: sk.slice('proposal#'.length),
    to: `${String(after('kind'))} ${state}`,
    ...(typeof by === 'string' && { by }),
  };
  // A chain takes what comes in order, and only the rows of one partition do.
  return [{ lane: `proposals#${pk}`, fact }];
}

function sweepFact({ pk, sk, before, after }: StreamChange): readonly ToldFact[] {
  if (pk !== 'campaign' || before === undefined || after === undefined) return [];
  const [paused, resumed] = [after('sweepPausedBy'), after('sweepResumedBy')];
  const by = paused ?? resumed;
  if (typeof by !== 'string' || (before('sweepPausedBy') === paused && before('sweepResumedBy') === resumed)) return [];
  const to = paused === undefined ? 'sweep goes on' : 'sweep paused';
  return [{ lane: 'campaigns', fact: { subject: 'campaign', campaignId: sk, to, by } }];
}

/** Who ordered a round stands in the fact of the order; a planned one is nobody's. */
function roundFact({ pk, sk, before, after }: StreamChange): readonly ToldFact[] {
  const round = after?.('reminderRound');
  if (pk !== 'campaign' || typeof round !== 'number' || before?.('reminderRound') === round) return [];
  return [{ lane: 'campaigns', fact: { subject: 'campaign', campaignId: sk, to: `reminders, round ${round}` } }];
}

/** Who has personal data erased, and that it is gone. */
function eraseFact({ pk, sk, before, after }: StreamChange): readonly ToldFact[] {
  const by = after?.('erasedBy');
  if (pk !== 'campaign' || after === undefined || typeof by !== 'string') return [];
  const is = (attribute: string) => before?.(attribute) !== after(attribute);
  const to = is('erasedAt') ? 'personal data erased' : is('erasedBy') ? 'personal data is being erased' : undefined;
  return to === undefined ? [] : [{ lane: 'campaigns', fact: { subject: 'campaign', campaignId: sk, to, by } }];
}

function stateFact({ pk, sk, before, after }: StreamChange): readonly ToldFact[] {
  const to = after?.('state');
  if (pk !== 'campaign' || after === undefined || typeof to !== 'string' || before?.('state') === to) return [];
  const by = after(actors[to] ?? '');
  const fact: ToldFact['fact'] = {
    subject: 'campaign',
    campaignId: sk,
    to,
    ...(before !== undefined && { from: String(before('state')) }),
    ...(typeof by === 'string' && { by }),
  };
  return [{ lane: 'campaigns', fact }];
}

/** The fact in a change of the accounts table; none for rows that a plan writes, as nothing has happened to those accounts. */
function accountFact(change: StreamChange): readonly ToldFact[] {
  const { pk, sk, before, after } = change;
  const from = before?.('state');
  const to = accountOutcome(before, after);
  if (to === undefined || (before === undefined && !isByHand(change))) return [];
  const [campaignId = '', lane = ''] = pk.split('#');
  const fact = { subject: 'account', campaignId, sub: sk, ...(typeof from === 'string' && { from }), to } as const;
  return [{ lane: `${campaignId}#${lane}`, fact }];
}

/** The fact in a change of the steps table: what a member of the staff said of a step; none for what happens by itself. */
function stepFact({ pk, before, after }: StreamChange): readonly ToldFact[] {
  const by = after?.('by');
  if (after === undefined || typeof by !== 'string' || before?.('by') === by) return [];
  const [campaignId = '', lane = ''] = pk.split('#');
  const to = `${String(after('channel'))} ${String(after('outcome'))}`;
  const fact: ToldFact['fact'] = { subject: 'step', campaignId, sub: String(after('sub')), to, by };
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
  const locked = before?.('factorLockedAt') === after?.('factorLockedAt') ? undefined : 'second factor closed';
  return state ?? graded ?? locked ?? (swept && `swept: ${swept}`) ?? (refused && `not swept: ${refused}`);
}
