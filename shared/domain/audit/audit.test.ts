import { describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditFact, chain, firstBreak, noEntries } from './audit.ts';

const fact = (to: string): AuditFact => ({ subject: 'campaign', campaignId: 'c', to, atMs: 1, origin: to });
const chainOf = (...facts: readonly AuditFact[]): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (const each of facts) entries.push(chain('campaigns', entries.at(-1) ?? noEntries, each));
  return entries;
};

describe('a hash chain', () => {
  it('is whole as it was written', () => {
    expect(firstBreak(chainOf(fact('a'), fact('b'), fact('c')))).toBeUndefined();
  });

  it('breaks where a fact was changed, an entry left out, or two were swapped', () => {
    const [a, b, c] = chainOf(fact('a'), fact('b'), fact('c')) as [AuditEntry, AuditEntry, AuditEntry];
    expect(firstBreak([a, { ...b, fact: { ...b.fact, by: 'somebody else' } }, c])?.number).toBe(2);
    expect(firstBreak([a, c])?.number).toBe(3);
    expect(firstBreak([b, a, c])?.number).toBe(2);
  });

  it("does not depend on the order in which a fact's fields were read back", () => {
    const [entry] = chainOf(fact('a')) as [AuditEntry];
    const reordered = Object.fromEntries(Object.entries(entry.fact).reverse()) as unknown as AuditFact;
    expect(firstBreak([{ ...entry, fact: reordered }])).toBeUndefined();
  });
});
