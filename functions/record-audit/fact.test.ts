import { expect, it } from 'vitest';
import { campaignFact } from './fact.ts';

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
