import { expect, it } from 'vitest';
import { campaignFact } from './fact.ts';

const image = (row: Readonly<Record<string, unknown>>) => (attribute: string) => row[attribute];

it('an order about notices is one fact, with who gave it, and carrying it out is none', () => {
  const change = { table: 'campaigns', pk: 'c1', sk: 'order#o1', sequence: '7', atMs: 5_000 };
  const given = image({ order: 'set-ceiling', perSecond: 5, by: 'anna' });
  expect(campaignFact({ ...change, before: undefined, after: given })).toEqual([
    { lane: 'orders#c1', fact: { subject: 'order', campaignId: 'c1', to: 'set-ceiling 5', by: 'anna', atMs: 5_000, sequence: '7' } },
  ]);
  expect(campaignFact({ ...change, before: given, after: given })).toEqual([]);
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
