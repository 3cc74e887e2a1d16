import { expect, it } from 'vitest';
import { accountFact, campaignFact } from './fact.ts';

const image = (row: Readonly<Record<string, unknown>>) => (attribute: string) => row[attribute];

it('an order about a dead-letter queue is one fact, of no campaign', () => {
  const change = { table: 'campaigns', pk: 'dead-letters', sk: 'order#o1', sequence: '7', atMs: 5_000, before: undefined };
  expect(campaignFact({ ...change, after: image({ order: 'redrive', queue: 'event', by: 'olga' }) })).toEqual([
    { lane: 'orders#dead-letters', fact: { subject: 'order', to: 'redrive event', by: 'olga', atMs: 5_000, sequence: '7' } },
  ]);
});

it('an order about notices is one fact, with who gave it, and carrying it out is none', () => {
  const change = { table: 'campaigns', pk: 'c1', sk: 'order#o1', sequence: '7', atMs: 5_000 };
  const given = image({ order: 'set-ceiling', perSecond: 5, by: 'anna' });
  expect(campaignFact({ ...change, before: undefined, after: given })).toEqual([
    { lane: 'orders#c1', fact: { subject: 'order', campaignId: 'c1', to: 'set-ceiling 5', by: 'anna', atMs: 5_000, sequence: '7' } },
  ]);
  expect(campaignFact({ ...change, before: given, after: given })).toEqual([]);
});

it('a list that somebody downloads is one fact, with who took it and how many rows', () => {
  const given = image({ order: 'download', channel: 'letter', part: 1, of: 2, rows: 37, by: 'anna' });
  const change = { table: 'campaigns', pk: 'c1', sk: 'order#o1', sequence: '7', atMs: 5_000, before: undefined, after: given };
  expect(campaignFact(change).map(({ lane, fact }) => [lane, fact.to, fact.by])).toEqual([
    ['orders#c1', 'download letter, rows: 37', 'anna'],
  ]);
});

it('an order of an agent says how many calls were reported, or whose notice is sent again', () => {
  const change = { table: 'campaigns', pk: 'c1', sk: 'order#o1', sequence: '7', atMs: 5_000, before: undefined };
  const factOf = (row: object) => campaignFact({ ...change, after: image({ ...row, by: 'new' }) })[0]?.fact;
  expect(factOf({ order: 'report-calls', calls: 0 })).toMatchObject({ to: 'report-calls 0', by: 'new' });
  expect(factOf({ order: 'resend-notice', sub: 's1' })).toMatchObject({ to: 'resend-notice', sub: 's1', by: 'new' });
});

it('compromised accounts that somebody adds are one fact, and each account that they grade is one', () => {
  const change = { table: 'campaigns', pk: 'c1', sk: 'addition#a1', sequence: '7', atMs: 5_000 };
  const added = image({ state: 'running', entries: 12, by: 'anna' });
  expect(campaignFact({ ...change, before: undefined, after: added })).toEqual([
    {
      lane: 'additions#c1',
      fact: { subject: 'addition', campaignId: 'c1', to: 'compromised accounts added: 12', by: 'anna', atMs: 5_000, sequence: '7' },
    },
  ]);
  expect(campaignFact({ ...change, before: added, after: image({ state: 'done', entries: 12, by: 'anna' }) })).toEqual([]);
  const account = { ...change, table: 'accounts', pk: 'c1#07', sk: 's1' };
  const graded = image({ state: 'contained', grade: 'confirmed', gradings: 1 });
  expect(accountFact({ ...account, before: image({ state: 'contained' }), after: graded })).toEqual([
    {
      lane: 'c1#07',
      fact: { subject: 'account', campaignId: 'c1', sub: 's1', from: 'contained', to: 'graded: confirmed', atMs: 5_000, sequence: '7' },
    },
  ]);
});

it('a round of reminders is one fact of its campaign', () => {
  const change = { table: 'campaigns', pk: 'campaign', sk: 'c1', sequence: '8', atMs: 6_000 };
  const before = image({ state: 'live', startedBy: 'anna', reminderRound: 1 });
  const after = image({ state: 'live', startedBy: 'anna', reminderRound: 2 });
  expect(campaignFact({ ...change, before, after })).toEqual([
    { lane: 'campaigns', fact: { subject: 'campaign', campaignId: 'c1', to: 'reminders, round 2', atMs: 6_000, sequence: '8' } },
  ]);
  expect(campaignFact({ ...change, before: after, after })).toEqual([]);
});
