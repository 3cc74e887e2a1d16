import { hash } from 'node:crypto';

/** Whom a campaign is about: everybody, some environments of the product, or the accounts of an uploaded list. */
export type Scope =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'environment' /** Values of the environment attribute, such as `nl`. */; readonly environments: readonly string[] }
  | { readonly kind: 'list' /** How many entries (user names or addresses) the list has. */; readonly entries: number };

/** What a scope is decided by. */
export interface ScopeFacts {
  /** Value of the environment attribute, where the account has one. */
  readonly environment: string | undefined;
  /** Whether the account's user name or address is on the uploaded list. */
  readonly listed: boolean;
}

/** Whether the scope covers an account. */
export function covers(scope: Scope, facts: ScopeFacts): boolean {
  switch (scope.kind) {
    case 'everybody':
      return true;
    case 'environment':
      return facts.environment !== undefined && scope.environments.includes(facts.environment);
    case 'list':
      return facts.listed;
  }
}

/**
 * Rows of a campaign are spread over this many lanes: a DynamoDB partition takes 1,000 writes a second, and the hash chain of
 * the audit log is one per lane.
 */
export const laneCount = 64;

/** The lane of an account: its subject's hash modulo {@link laneCount}. */
export function laneOf(sub: string): number {
  return hash('sha256', sub, 'buffer').readUInt32BE(0) % laneCount;
}

/** An address or user name as it is compared: without surrounding blanks, in lower case, composed (NFC). */
export function normalizeIdentifier(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
