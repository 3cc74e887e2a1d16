import type { Exemption, Unreachable } from './account.ts';
import type { Scope } from './scope.ts';
import type { Transition } from './transition.ts';

/**
 * Where a campaign stands. `planning`: the scope is being counted. `empty`: the scope matches nobody; nothing can start.
 * `live`: its epoch holds and notices go out. `closed`: notices have ended; the epoch holds on, so whoever has not
 * recovered stays contained and can still recover.
 */
export type CampaignState = 'planning' | 'planned' | 'empty' | 'approved' | 'live' | 'closed' | 'cancelled';

/** One campaign. */
export interface CampaignRow {
  readonly id: string;
  readonly kind: 'password';
  readonly state: CampaignState;
  /** What staff call it; shown to staff only. 1 to 100 characters. */
  readonly title: string;
  readonly scope: Scope;
  /** User names and addresses that the campaign does not touch, normalized. */
  readonly exemptions: readonly string[];
  readonly plannedBy: string;
  readonly plannedAt: number;
  readonly approvedBy?: string;
  readonly approvedAt?: number;
  readonly startedBy?: string;
  /** The instant from which older credentials of the scope are worthless, in ms since 1970. */
  readonly epoch?: number;
  readonly closedBy?: string;
  readonly closedAt?: number;
  readonly cancelledBy?: string;
  /** Set when counting is complete. */
  readonly headcount?: Headcount;
  /** A few accounts in scope, addresses masked, for a person to look at before approving. */
  readonly sample?: readonly SampleAccount[];
}

/** What a scope comes to. */
export interface Headcount {
  /** Accounts looked at in the directory. */
  readonly looked: number;
  /** Accounts that the scope covers, exempt ones included. */
  readonly inScope: number;
  readonly exempt: Readonly<Partial<Record<Exemption, number>>>;
  readonly unreachable: Readonly<Partial<Record<Unreachable, number>>>;
  /** Notices that will be sent. */
  readonly notices: number;
  /** Notices by language. */
  readonly languages: Readonly<Record<string, number>>;
  /** Entries of the uploaded list that match no account. */
  readonly unmatched?: number;
}

/** One account of a plan's sample. */
export interface SampleAccount {
  readonly username: string;
  /** Such as `j•••@example.org`. */
  readonly address: string;
  readonly language: string;
  readonly organisation?: string;
}

/** The way of a campaign. */
export const campaignTransitions = {
  /** Counting is complete. */
  planned: { name: 'planned', from: ['planning'], to: 'planned', sets: ['headcount', 'sample'] },
  /** Counting is complete and nobody is in scope. */
  empty: { name: 'empty', from: ['planning'], to: 'empty', sets: ['headcount', 'sample'] },
  /** A second person releases it. */
  approve: {
    name: 'approve',
    from: ['planned'],
    to: 'approved',
    guard: [{ attribute: 'plannedBy', is: 'unequal', value: 'approvedBy' }],
    sets: ['approvedBy', 'approvedAt'],
  },
  /** The one write that contains everybody in scope. */
  start: { name: 'start', from: ['approved'], to: 'live', sets: ['startedBy', 'epoch'] },
  close: { name: 'close', from: ['live'], to: 'closed', sets: ['closedBy', 'closedAt'] },
  cancel: { name: 'cancel', from: ['planning', 'planned', 'empty', 'approved'], to: 'cancelled', sets: ['cancelledBy'] },
} as const satisfies Record<string, Transition<CampaignState>>;

/** A live epoch as the gate reads it. */
export interface EpochRow {
  readonly campaignId: string;
  /** Milliseconds since 1970. */
  readonly epoch: number;
  readonly scope: Scope;
}

/** An address for human eyes that do not need all of it: its first letter and its domain. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${[...address][0]}•••${address.slice(at)}`;
}
