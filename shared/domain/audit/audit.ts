import { createHash } from 'node:crypto';

/** What happened, as it is written down. Holds ids and states, never addresses, names or secrets. */
export interface AuditFact {
  /** What it happened to. */
  readonly subject: 'campaign' | 'account' | 'proposal' | 'order' | 'addition' | 'step' | 'counter' | 'note';
  /** Of all but an order about a dead-letter queue or the alarms, which belong to no campaign. */
  readonly campaignId?: string;
  /** The account's subject, for changes of accounts and steps, and orders about one. */
  readonly sub?: string;
  /** The proposal, for those. */
  readonly proposalId?: string;
  readonly from?: string;
  readonly to: string;
  /** The member of staff who did it, where one did. */
  readonly by?: string;
  /** Milliseconds since 1970, to the second. */
  readonly atMs: number;
  /** Id of the change that it was read off, and where one change tells several facts, which of them. No two entries have the same. */
  readonly origin: string;
  /** Whether it was changed past all functions. @default no */
  readonly byHand?: boolean;
}

/** A fact in its chain. */
export interface AuditEntry {
  /** Chain that it belongs to: a lane of the accounts, or `campaigns`. */
  readonly lane: string;
  /** Place in the chain, from 1. */
  readonly number: number;
  readonly fact: AuditFact;
  /** Hash of the entry before it; of the first: 64 zeros. */
  readonly previous: string;
  /** SHA-256 over lane, number, fact and previous, in hexadecimal. */
  readonly hash: string;
}

/** The end of a chain. */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
}

/** Where every chain begins. */
export const noEntries: AuditHead = { number: 0, hash: '0'.repeat(64) };

/** The next entry of a chain. */
export function chain(lane: string, head: AuditHead, fact: AuditFact): AuditEntry {
  const number = head.number + 1;
  return { lane, number, fact, previous: head.hash, hash: hashOf(lane, number, fact, head.hash) };
}

/** The first entry that does not fit the one before it or its own hash; undefined when the chain is whole. */
export function firstBreak(entries: readonly AuditEntry[]): AuditEntry | undefined {
  let head = noEntries;
  for (const entry of entries) {
    const sound =
      entry.number === head.number + 1 &&
      entry.previous === head.hash &&
      entry.hash === hashOf(entry.lane, entry.number, entry.fact, entry.previous);
    if (!sound) return entry;
    head = entry;
  }
  return undefined;
}

/** The hash of an entry: SHA-256 in hexadecimal. */
export function hashOf(lane: string, number: number, fact: AuditFact, previous: string): string {
  const ordered = Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([lane, number, ordered, previous]))
    .digest('hex');
}
