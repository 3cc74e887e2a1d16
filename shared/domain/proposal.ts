import type { Scope } from './scope.ts';
import type { Transition } from './transition.ts';

/** What takes containment back: `lift` all of a campaign's epoch, or `release` some of its accounts. Both take two people. */
export type ProposalKind = 'lift' | 'release';

/** `proposed` by one person, then `confirmed` by another, or `withdrawn`. */
export type ProposalState = 'proposed' | 'confirmed' | 'withdrawn';

/** Something that one person wants and another has to confirm. */
export interface ProposalRow {
  readonly id: string;
  readonly campaignId: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  /** Whom to release, for `release`: an environment, organisations or a list. */
  readonly scope?: Scope;
  /** Why, for the audit log and the person who confirms; 1 to 200 characters. */
  readonly reason: string;
  readonly proposedBy: string;
  /** In ms since 1970. */
  readonly proposedAt: number;
  readonly confirmedBy?: string;
  readonly confirmedAt?: number;
  readonly withdrawnBy?: string;
}

/** The way of a proposal. */
export const proposalTransitions = {
  confirm: {
    name: 'confirm',
    from: ['proposed'],
    to: 'confirmed',
    guard: [{ attribute: 'proposedBy', is: 'unequal', value: 'confirmedBy' }],
    sets: ['confirmedBy', 'confirmedAt'],
  },
  withdraw: { name: 'withdraw', from: ['proposed'], to: 'withdrawn', sets: ['withdrawnBy'] },
} as const satisfies Record<string, Transition<ProposalState>>;
