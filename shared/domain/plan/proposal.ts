import type { AccountRow } from '../account/account.ts';
import { normalizeIdentifier } from '../account/scope.ts';
import type { Transition } from '../transition.ts';

/** What takes containment back: `lift` all of a campaign's epoch, or `release` some of its accounts. Both take two people. */
export type ProposalKind = 'lift' | 'release';

/** Whom to release: those whose rows say so; what the directory says of them by now does not matter. */
export type ReleaseScope =
  | { readonly kind: 'environment'; readonly environments: readonly string[] }
  | { readonly kind: 'organisation'; readonly organisations: readonly string[] }
  | { readonly kind: 'list' /** How many entries (user names or addresses) the list has. */; readonly entries: number };

/** `proposed` by one person, then `confirmed` by another, or `withdrawn`. */
export type ProposalState = 'proposed' | 'confirmed' | 'withdrawn';

/** Something that one person wants and another has to confirm. */
export interface ProposalRow {
  readonly id: string;
  readonly campaignId: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  /** Whom to release, for `release`. */
  readonly scope?: ReleaseScope;
  /** The first entries of its list; {@link shownEntries} at most. */
  readonly sample?: readonly string[];
  /** Why, for the audit log and the person who confirms; 1 to 200 characters. */
  readonly reason: string;
  readonly proposedBy: string;
  /** What makes the proposer one person, as `personOf` gives it. @default not known: a row of an older version */
  readonly proposedByPerson?: readonly string[];
  /** In ms since 1970. */
  readonly proposedAt: number;
  /** Of what is proposed, its list included (see contents.ts). @default not known: a row of an older version */
  readonly digest?: string;
  readonly confirmedBy?: string;
  readonly confirmedAt?: number;
  /** Digest of what was confirmed. */
  readonly confirmedDigest?: string;
  readonly withdrawnBy?: string;
  /** When every lane of a release was gone through, in ms since 1970. @default it was not yet */
  readonly completedAt?: number;
}

/** The changes of a proposal's state. */
export const proposalTransitions = {
  confirm: {
    name: 'confirm',
    from: ['proposed'],
    to: 'confirmed',
    guard: [
      { attribute: 'proposedBy', is: 'unequal', value: 'confirmedBy' },
      { attribute: 'proposedByPerson', is: 'disjoint', value: 'person' },
    ],
    sets: ['confirmedBy', 'confirmedAt', 'confirmedDigest'],
  },
  withdraw: { name: 'withdraw', from: ['proposed'], to: 'withdrawn', sets: ['withdrawnBy'] },
  /** The release is done in every lane. */
  complete: { name: 'complete', from: ['confirmed'], sets: ['completedAt'] },
} as const satisfies Record<string, Transition<ProposalState>>;

/** Entries of a list up to which an answer of the API and the page with all proposals show it whole. */
export const shownEntries = 100;

/** Most characters of a reason. */
export const reasonLength = 200;

/**
 * Whether a row is one of those to release. An address names an account only where it is known to be the holder's, else an intruder who gave an account
 * an innocent address would be let out by it.
 * @param list the normalized entries of the proposal's list, where it has one
 */
export function isReleased(scope: ReleaseScope, list: ReadonlySet<string>, row: AccountRow): boolean {
  switch (scope.kind) {
    case 'environment':
      return row.environment !== undefined && scope.environments.includes(row.environment);
    case 'organisation':
      return row.organisation !== undefined && scope.organisations.includes(row.organisation);
    case 'list':
      return list.has(normalizeIdentifier(row.username)) || (row.address !== undefined && isOwn(row) && list.has(row.address));
  }
}

/** Whether an intruder cannot have given the account its address. One of another directory comes from there. */
function isOwn({ doubt }: AccountRow): boolean {
  return doubt === undefined || doubt === 'federated';
}
