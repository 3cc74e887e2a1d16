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
