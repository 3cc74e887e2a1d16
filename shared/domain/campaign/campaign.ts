import type { Doubt, Exemption, Unreachable } from '../account/account.ts';
import type { DormantPlan, Wave } from '../account/notice-order.ts';
import type { Scope } from '../account/scope.ts';
import type { Cohort, SweepPlan } from '../account/sweep-plan.ts';
import type { CanaryPlan } from '../pacing/canary.ts';
import type { QuietPlan } from '../pacing/quiet-hours.ts';
import type { PoolSettings } from '../pool/pool.ts';
import type { SweepBill } from '../pool/prices.ts';
import type { StaleCredentialLifetimes } from '../pool/stale-credentials.ts';
import type { Transition } from '../transition.ts';
import type { ChannelPlan } from './channel-plan.ts';
import type { TextBudget } from './text-spend.ts';

/**
 * Where a campaign stands. `planning`: the scope is being counted. `empty`: the scope matches nobody; nothing can start.
 * `live`: its epoch holds and notices go out. `closed`: notices have ended; the epoch holds on, so whoever has not
 * recovered stays contained and can still recover. `lifted`: two people took the epoch back; nobody is contained by it any more.
 */
export type CampaignState = 'planning' | 'planned' | 'empty' | 'approved' | 'live' | 'closed' | 'cancelled' | 'lifted';

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
  /** Id of the campaign that this one widens: whoever that one has is exempt here (`covered`) and gets no second notice. */
  readonly widens?: string;
  /** The earliest moment at which an intruder may have used an account, in ms since 1970. @default unknown: every verified address is trusted */
  readonly compromisedSince?: number;
  /** Whether accounts whose password is not ours are contained too. They cannot recover here; two people can release them. @default no */
  readonly containsFederated?: boolean;
  /** Which accounts count as dormant, and whether they get notices. @default 365 days, last */
  readonly dormant?: DormantPlan;
  /** The first notices, after which the others wait. @default none wait */
  readonly canary?: CanaryPlan;
  /** Next channels for holders whom the notice does not reach, in this order; each at most once. @default none */
  readonly channels?: readonly ChannelPlan[];
  /** What text messages may cost; there where the channels have `sms`. */
  readonly sms?: TextBudget;
  /** How many organisations have a contact. @default 0 */
  readonly contacts?: number;
  /** On which whole days after the start whoever is still out is reminded: 1 to 365, rising, at most 10. @default on none */
  readonly reminders?: { readonly days: readonly number[] };
  /** When holders are left in peace. @default 21:00 to 08:00, for all but the first notice */
  readonly quietHours?: QuietPlan;
  /** When each round of reminders was given out, in ms since 1970. @default none was */
  readonly remindedAt?: readonly number[];
  /** How many rounds that were, for the condition that gives each out once. */
  readonly reminderRound?: number;
  /** What the sweep does. @default nothing */
  readonly sweep?: SweepPlan;
  /** Cognito's plan when the campaign was planned, which decides what its sweep costs. */
  readonly tier?: PoolSettings['tier'];
  /** The uploaded lists: how many different entries each has, and how many more were repetitions. */
  readonly lists?: Readonly<Partial<Record<ListName, ListSize>>>;
  /** Attributes that the scope rests on and that holders may write, with the names of the app clients that let them. */
  readonly writable?: readonly WritableAttribute[];
  /** The epoch to set at the start, in ms since 1970. @default the moment of the start */
  readonly wantedEpoch?: number;
  readonly plannedBy: string;
  /** What makes the planner one person, as `personOf` gives it. @default not known: a row of an older version */
  readonly plannedByPerson?: readonly string[];
  readonly plannedAt: number;
  /** Of what was planned, lists and contacts included (see contents.ts). @default not known: a row of an older version */
  readonly digest?: string;
  readonly approvedBy?: string;
  readonly approvedAt?: number;
  /** Digest of what was approved. */
  readonly approvedDigest?: string;
  readonly startedBy?: string;
  readonly startedAt?: number;
  /** The instant from which older credentials of the scope are worthless, in ms since 1970. */
  readonly epoch?: number;
  /** When the last token from before the start ends, in ms since 1970, as the clients' settings had it at the start. */
  readonly lastOldTokenAt?: number;
  /** Who paused the sweep, while it is paused. */
  readonly sweepPausedBy?: string;
  /** Who resumed it, while it runs again. */
  readonly sweepResumedBy?: string;
  /** Who confirmed that the epoch is taken back. */
  readonly liftedBy?: string;
  readonly liftedAt?: number;
  readonly closedBy?: string;
  readonly closedAt?: number;
  readonly cancelledBy?: string;
  /** In ms since 1970. @default not known: a row of an older version */
  readonly cancelledAt?: number;
  /** Who had its personal data erased. */
  readonly erasedBy?: string;
  /** How many lanes an erase is done with; the next one goes on there. */
  readonly erasedLanes?: number;
  /** When all of it was gone, in ms since 1970; absent while an erase is under way. */
  readonly erasedAt?: number;
  /** What counting found; set when it is complete. */
  readonly headcount?: Headcount;
  /** A few accounts in scope, addresses masked, for a person to look at before approving. */
  readonly sample?: readonly SampleAccount[];
}

/**
 * Lists that come with a plan: `scope` of whom it is about, the others of accounts to treat with more care: `privileged`, and by grade `compromised`
 * (confirmed), `suspected` and `precaution`; and `breached`, domains whose mail the intruder reads.
 */
export const listNames = ['scope', 'privileged', 'compromised', 'suspected', 'precaution', 'breached'] as const;

/** One of {@link listNames}. */
export type ListName = (typeof listNames)[number];

/** All lists whose entries are looked for in the directory: those of {@link listNames}, and the exemptions. */
export type MatchedList = ListName | 'exemptions';

/** How long an uploaded list is. */
export interface ListSize {
  readonly entries: number;
  readonly doubles: number;
}

/** An attribute that holders may write, so that they decide by it whether a scope covers them. */
export interface WritableAttribute {
  readonly attribute: string;
  /** Names of app clients. */
  readonly clients: readonly string[];
}

/** What counting a scope found: numbers of accounts and notices. */
export interface Headcount {
  /** Accounts looked at in the directory. */
  readonly looked: number;
  /** Accounts that the scope covers, exempt ones included. */
  readonly inScope: number;
  readonly exempt: Readonly<Partial<Record<Exemption, number>>>;
  readonly unreachable: Readonly<Partial<Record<Unreachable, number>>>;
  /** Contained accounts that get no notice because they are dormant. */
  readonly dormant?: number;
  /** Notices by wave, in the order in which they go out. */
  readonly waves?: Readonly<Partial<Record<Wave, number>>>;
  /** Notices that will be sent. */
  readonly notices: number;
  /** Notices by language. */
  readonly languages: Readonly<Record<string, number>>;
  /** Entries of the scope's list that match no account. */
  readonly unmatched?: number;
  /** Entries of the other lists that match no account in scope. */
  readonly unmatchedIn?: Readonly<Partial<Record<Exclude<MatchedList, 'scope'>, number>>>;
  /** Contained accounts that get a notice, but no code, by reason. Those that get no notice get no code either. */
  readonly doubtful: Readonly<Partial<Record<Doubt, number>>>;
  /** Contained accounts that the sweep works on, by cohort. */
  readonly swept: Readonly<Partial<Record<Cohort, number>>>;
  /** Accounts that the sweep makes billable in this month at most, and what that costs in US dollars at list price. */
  readonly sweepBill?: SweepBill;
}

/** One account of a plan's sample. */
export interface SampleAccount {
  readonly username: string;
  /** Such as `j•••@example.org`. */
  readonly address: string;
  readonly language: string;
  readonly organisation?: string;
}

/** The changes of a campaign's state. */
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
    guard: [
      { attribute: 'plannedBy', is: 'unequal', value: 'approvedBy' },
      { attribute: 'plannedByPerson', is: 'disjoint', value: 'person' },
    ],
    sets: ['approvedBy', 'approvedAt', 'approvedDigest'],
  },
  /** The one write that contains everybody in scope. */
  start: { name: 'start', from: ['approved'], to: 'live', sets: ['startedBy', 'startedAt', 'epoch', 'lastOldTokenAt'] },
  close: { name: 'close', from: ['live'], to: 'closed', sets: ['closedBy', 'closedAt'] },
  /** The second of two people takes the epoch back. */
  lift: { name: 'lift', from: ['live', 'closed'], to: 'lifted', sets: ['liftedBy', 'liftedAt'] },
  /** A round of reminders was given out to the lanes. */
  remind: {
    name: 'remind',
    from: ['live'],
    guard: [{ attribute: 'reminderRound', is: 'below', value: 'reminderRound' }],
    sets: ['reminderRound', 'remindedAt'],
  },
  pauseSweep: { name: 'pauseSweep', from: ['live', 'closed'], sets: ['sweepPausedBy'], removes: ['sweepResumedBy'] },
  resumeSweep: { name: 'resumeSweep', from: ['live', 'closed'], sets: ['sweepResumedBy'], removes: ['sweepPausedBy'] },
  /** Its personal data is being erased; again where an erase was cut off. */
  erase: { name: 'erase', from: ['closed', 'lifted', 'cancelled'], sets: ['erasedBy', 'exemptions'], removes: ['sample'] },
  /** The personal data is gone from so many lanes. */
  eraseLanes: { name: 'eraseLanes', from: ['closed', 'lifted', 'cancelled'], sets: ['erasedLanes'] },
  /** All personal data is gone. Of two erases at the same time, one records this. */
  erased: {
    name: 'erased',
    from: ['closed', 'lifted', 'cancelled'],
    guard: [{ attribute: 'erasedLanes', is: 'equal', value: 'lanes' }],
    sets: ['erasedAt'],
    removes: ['erasedLanes'],
  },
  cancel: { name: 'cancel', from: ['planning', 'planned', 'empty', 'approved'], to: 'cancelled', sets: ['cancelledBy', 'cancelledAt'] },
} as const satisfies Record<string, Transition<CampaignState>>;

/** An epoch that holds, as the gate reads it. */
export interface EpochRow {
  /** In which form it was written. @default 1, the first */
  readonly form?: number;
  /** Set where a reader does not understand what was written, so that it binds everybody. @default it is understood */
  readonly notUnderstood?: true;
  readonly campaignId: string;
  /** Milliseconds since 1970. */
  readonly epoch: number;
  /** When the campaign was started, in ms since 1970: the epoch or later. */
  readonly startedAt: number;
  readonly scope: Scope;
  /** Whether accounts whose password is not ours are bound. @default no */
  readonly containsFederated?: boolean;
  /** The campaign's earliest moment at which an intruder may have used an account, in ms since 1970. @default unknown */
  readonly compromisedSince?: number;
  /** Address of the holders' pages, for the refusal to name. */
  readonly page: string;
  /** Contained accounts among all of the directory when the scope was counted, from 0 to 1. @default 1 over everybody, else 0 */
  readonly containedShare?: number;
  /** Whether a trigger moves accounts into the directory at their first sign-in, so that a new account may have an old password. @default no */
  readonly migrates?: boolean;
  /** How long a session or credential from before the start stays usable, by app client. */
  readonly lingers: StaleCredentialLifetimes;
  /** Id of Sluis's own confidential client, the only one that gets a token while an account is `recovering`. @default there is none */
  readonly ourClientId?: string;
}

/** An address with only its first letter and its domain shown. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${[...address][0]}•••${address.slice(at)}`;
}
