import { expect, it } from 'vitest';
import type { Image, StreamChange } from '#shared/lambda/stream.ts';
import { factsOf } from './fact.ts';

const tables = { accountsTable: 'accounts', stepsTable: 'steps' };

/** A change of a row, made by a function; its images by attribute. */
function change(
  at: { readonly table?: string; readonly pk: string; readonly sk: string },
  before: object | undefined,
  after: object | undefined,
  versions: readonly [number, number] = before === undefined ? [0, 1] : [1, 2],
): StreamChange {
  const image = (row: object | undefined): Image | undefined => row && ((attribute) => (row as Record<string, unknown>)[attribute]);
  return { table: 'campaigns', id: 'e7', atMs: 5_000, ...at, before: image(before), after: image(after), versions };
}

const order = { pk: 'c1', sk: 'order#o1' };
const common = { atMs: 5_000, origin: 'e7' };

it('an order about a dead-letter queue is one fact, of no campaign', () => {
  const given = change({ ...order, pk: 'dead-letters' }, undefined, { order: 'redrive', queue: 'event', by: 'olga' });
  expect(factsOf(tables, given)).toEqual([
    { lane: 'orders#dead-letters', fact: { subject: 'order', to: 'redrive event', by: 'olga', ...common } },
  ]);
});

it('an order about notices is one fact, with who gave it, and carrying it out is none', () => {
  const given = { order: 'set-ceiling', perSecond: 5, by: 'anna' };
  expect(factsOf(tables, change(order, undefined, given))).toEqual([
    { lane: 'orders#c1', fact: { subject: 'order', campaignId: 'c1', to: 'set-ceiling 5', by: 'anna', ...common } },
  ]);
  expect(factsOf(tables, change(order, given, given))).toEqual([]);
});

it('an account that somebody looks up is one fact, with whose and by whom, and without an address', () => {
  const given = { order: 'find-account', rows: 1, sub: 's1', by: 'agnes' };
  expect(factsOf(tables, change(order, undefined, given)).map(({ lane, fact }) => [lane, fact.to, fact.sub, fact.by])).toEqual([
    ['orders#c1', 'find-account rows: 1', 's1', 'agnes'],
  ]);
});

it('a list that somebody downloads is one fact, with who took it and how many rows', () => {
  const given = { order: 'download', channel: 'letter', part: 1, of: 2, rows: 37, by: 'anna' };
  expect(factsOf(tables, change(order, undefined, given)).map(({ lane, fact }) => [lane, fact.to, fact.by])).toEqual([
    ['orders#c1', 'download letter, rows: 37', 'anna'],
  ]);
});

it('an order of an agent says how many calls were reported, or whose notice is sent again', () => {
  const factOf = (row: object) => factsOf(tables, change(order, undefined, { ...row, by: 'new' }))[0]?.fact;
  expect(factOf({ order: 'report-calls', calls: 0 })).toMatchObject({ to: 'report-calls 0', by: 'new' });
  expect(factOf({ order: 'resend-notice', sub: 's1' })).toMatchObject({ to: 'resend-notice', sub: 's1', by: 'new' });
});

it('a note is one fact, with who put it and without its text, and its erase is none', () => {
  const note = { pk: 'c1', sk: 'note#n1' };
  const put = { text: 'Jansen has moved', by: 'agnes' };
  expect(factsOf(tables, change(note, undefined, put))).toEqual([
    { lane: 'notes#c1', fact: { subject: 'note', campaignId: 'c1', to: 'put', by: 'agnes', ...common } },
  ]);
  expect(factsOf(tables, change(note, put, undefined))).toEqual([]);
});

it('compromised accounts that somebody adds are one fact, and each account that they grade is one', () => {
  const addition = { pk: 'c1', sk: 'addition#a1' };
  const added = { state: 'running', entries: 12, by: 'anna' };
  expect(factsOf(tables, change(addition, undefined, added))).toEqual([
    {
      lane: 'additions#c1',
      fact: { subject: 'addition', campaignId: 'c1', to: 'compromised accounts added: 12', by: 'anna', ...common },
    },
  ]);
  expect(factsOf(tables, change(addition, added, { state: 'done', entries: 12, by: 'anna' }))).toEqual([]);
  const told = (before: object, after: object) => factsOf(tables, change(addition, before, after)).map(({ fact }) => [fact.to, fact.by]);
  const confirmed = { ...added, confirmedBy: 'carla' };
  expect(told(added, confirmed)).toEqual([['compromised accounts confirmed: 12', 'carla']]);
  const proposed = { ...confirmed, state: 'undoProposed', undoBy: 'anna' };
  expect(told(confirmed, proposed)).toEqual([['compromised accounts proposed to be undone: 12', 'anna']]);
  expect(told(proposed, { ...confirmed, keptBy: 'boris' })).toEqual([['compromised accounts kept: 12', 'boris']]);
  expect(told(proposed, { ...proposed, undoConfirmedBy: 'carla' })).toEqual([['compromised accounts undone: 12', 'carla']]);
  const account = { table: 'accounts', pk: 'c1#07', sk: 's1' };
  const graded = { state: 'contained', grade: 'confirmed', gradings: 1 };
  expect(factsOf(tables, change(account, { state: 'contained' }, graded))).toEqual([
    { lane: 'c1#07', fact: { subject: 'account', campaignId: 'c1', sub: 's1', from: 'contained', to: 'graded: confirmed', ...common } },
  ]);
});

it('a round of reminders is one fact of its campaign', () => {
  const before = { state: 'live', startedBy: 'anna', reminderRound: 1 };
  const after = { state: 'live', startedBy: 'anna', reminderRound: 2 };
  const campaign = { pk: 'campaign', sk: 'c1' };
  expect(factsOf(tables, change(campaign, before, after))).toEqual([
    { lane: 'campaigns', fact: { subject: 'campaign', campaignId: 'c1', to: 'reminders, round 2', ...common } },
  ]);
  expect(factsOf(tables, change(campaign, after, after))).toEqual([]);
});

it('several facts of one change have an origin each', () => {
  const before = { state: 'approved', reminderRound: 1 };
  const after = { state: 'live', startedBy: 'anna', reminderRound: 2 };
  expect(factsOf(tables, change({ pk: 'campaign', sk: 'c1' }, before, after)).map(({ fact }) => fact.origin)).toEqual(['e7', 'e7.1']);
});

it('a change that raised no version was made by hand, and so was a row of an account that no function wrote', () => {
  const account = { table: 'accounts', pk: 'c1#07', sk: 's1' };
  const [contained, recovered] = [{ state: 'contained' }, { state: 'recovered' }];
  const byHand = (before: object | undefined, after: object, versions?: readonly [number, number]) =>
    factsOf(tables, change(account, before, after, versions)).map(({ fact }) => fact.byHand === true);
  expect(byHand(contained, recovered)).toEqual([false]);
  expect(byHand(contained, recovered, [3, 3])).toEqual([true]);
  expect(byHand(contained, recovered, [3, 5])).toEqual([true]);
  expect(byHand(undefined, recovered, [0, 0])).toEqual([true]);
  expect(byHand(undefined, contained)).toEqual([]);
  expect(byHand(contained, contained)).toEqual([]);
});

it('any other attribute that somebody changed by hand is a fact as well, without its value', () => {
  const row = { state: 'contained', trusted: true };
  const facts = (at: { readonly table?: string; readonly pk: string; readonly sk: string }) =>
    factsOf(tables, change(at, row, { ...row, address: 'thief@example.com' }, [2, 2])).map(({ lane, fact }) => [
      lane,
      fact.subject,
      fact.to,
      fact.byHand,
    ]);
  expect(facts({ table: 'accounts', pk: 'c1#07', sk: 's1' })).toEqual([['c1#07', 'account', 'changed', true]]);
  expect(facts({ pk: 'campaign', sk: 'c1' })).toEqual([['campaigns', 'campaign', 'changed', true]]);
  expect(facts({ pk: 'c1', sk: 'proposal#p1' })).toEqual([['proposals#c1', 'proposal', 'changed', true]]);
  expect(facts({ pk: 'c1', sk: 'note#n1' })).toEqual([['notes#c1', 'note', 'changed', true]]);
  expect(facts({ table: 'steps', pk: 'c1#07', sk: 's1#call' })).toEqual([['steps#c1#07', 'step', 'changed', true]]);
  expect(facts({ pk: 'c1', sk: 'list#scope#1' })).toEqual([]);
});

it('of a row from before there were versions nobody can say that it was changed by hand', () => {
  const account = { table: 'accounts', pk: 'c1#07', sk: 's1' };
  const facts = factsOf(tables, change(account, { state: 'contained' }, { state: 'recovering' }, [0, 0]));
  expect(facts.map(({ fact }) => fact.byHand)).toEqual([undefined]);
});
