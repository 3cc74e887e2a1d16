import type { AccountRow } from './account.ts';
import type { AllowanceCategory } from './allowance.ts';
import type { CampaignRow } from './campaign.ts';

/** What the sweep does to an account. `sign-out`: ends its sessions. `random-password`: sets a password that nobody knows. `disable`: shuts it off. */
export const primitives = ['sign-out', 'random-password', 'disable'] as const;

/** One of {@link primitives}. */
export type Primitive = (typeof primitives)[number];

/** Whom the sweep tells apart, in the order in which it goes: `privileged` and `compromised` by lists, `active` by when the account was changed last. */
export const cohorts = ['privileged', 'compromised', 'active', 'dormant'] as const;

/** One of {@link cohorts}. */
export type Cohort = (typeof cohorts)[number];

/** The cohorts that are worked on in each of the ready-made plans. */
export const sweepModes = { active: ['privileged', 'compromised', 'active'], all: cohorts } as const satisfies Record<
  string,
  readonly Cohort[]
>;

/** Days within which an account must have been changed to count as active, where nobody says. */
export const defaultActiveDays = 90;

/** What the sweep does behind the gate. */
export interface SweepPlan {
  /** By cohort; a cohort that is not named is left alone. */
  readonly primitives: Readonly<Partial<Record<Cohort, Primitive>>>;
  /** An account counts as active when it was changed within this many days before the plan, 1 to 3,650. */
  readonly activeDays: number;
}

/** The cohort of an account. One of which Cognito does not say when it was changed counts as active. */
export function cohortOf(
  modifiedAt: number | undefined,
  on: { readonly privileged: boolean; readonly compromised: boolean },
  activeSince: number,
): Cohort {
  if (on.privileged) return 'privileged';
  if (on.compromised) return 'compromised';
  return modifiedAt === undefined || modifiedAt >= activeSince ? 'active' : 'dormant';
}

/**
 * Why the sweep can do nothing for an account. `gone`: deleted. `state`: its status does not allow it. `federated`: its password is not ours.
 * `limited`: Cognito was tried too often for this one account, which no waiting of seconds mends. `recovered`: its holder set a new password at
 * or after this campaign's epoch, in another campaign.
 */
export type SweepRefusal = 'gone' | 'state' | 'federated' | 'limited' | 'recovered';

/** An account's place in the sweep of its lane: cohorts first, in them the most recently changed first. */
export function sweepOrder(cohort: Cohort, modifiedAt: number | undefined, sub: string): string {
  const age = String(99_999_999_999_999 - Math.max(0, Math.floor(modifiedAt ?? 0)));
  return `${cohorts.indexOf(cohort)}#${age}#${sub}`;
}

/** Bounds of {@link sweepOrder} for one cohort: included, excluded. */
export function sweepRange(cohort: Cohort): { readonly from: string; readonly to: string } {
  const rank = cohorts.indexOf(cohort);
  return { from: `${rank}#`, to: `${rank}$` };
}

/** The categories of Cognito's rates that a primitive takes one call of each of. The tighter one comes first. */
export const sweepCalls: Readonly<Record<Primitive, readonly AllowanceCategory[]>> = {
  'sign-out': ['UserUpdate'],
  'random-password': ['UserUpdate', 'UserAccountRecovery'],
  disable: ['UserUpdate'],
};

/** Whether the sweep of a campaign has to run: its epoch holds, it has a plan, and nobody paused it. */
export function isSwept({ state, sweep, sweepPausedBy }: Pick<CampaignRow, 'state' | 'sweep' | 'sweepPausedBy'>): boolean {
  return (state === 'live' || state === 'closed') && sweepPausedBy === undefined && Object.keys(sweep?.primitives ?? {}).length > 0;
}

/**
 * What the sweep of a campaign has to do with an account, by all its rows in campaigns whose epoch holds: go on; nothing, as somebody else was
 * first; or say why not. A password that is newer than the epoch is not touched, whichever campaign it was set in.
 */
export function sweepVerdict(
  { id, epoch = 0 }: Pick<CampaignRow, 'id' | 'epoch'>,
  primitive: Primitive,
  rows: readonly Pick<AccountRow, 'campaignId' | 'state' | 'sweep' | 'doubt' | 'recoveredAt'>[],
): 'go' | 'nothing' | SweepRefusal {
  const row = rows.find(({ campaignId }) => campaignId === id);
  if (row?.state !== 'contained' || row.sweep === undefined) return 'nothing';
  if (rows.some(({ state }) => state === 'recovering')) return 'nothing';
  if (rows.some(({ state, recoveredAt = 0 }) => state === 'recovered' && recoveredAt >= epoch)) return 'recovered';
  return primitive === 'random-password' && row.doubt === 'federated' ? 'federated' : 'go';
}

/** How far the sweep of an account is. Whoever recovers or is released before the sweep comes is no more among those that are `left`. */
export const sweepOutcomes = ['left', 'swept', 'refused'] as const;

/** One of {@link sweepOutcomes}. */
export type SweepOutcome = (typeof sweepOutcomes)[number];

/** How many accounts of a campaign there are by cohort and outcome. */
export type SweepTotals = Readonly<Record<Cohort, Readonly<Record<SweepOutcome, number>>>>;

/** Under which name an account is counted; undefined where the sweep has nothing to do with it, or nothing any more. */
export function sweepCounter({ cohort, sweep, swept, sweepRefused }: Partial<AccountRow>): string | undefined {
  if (cohort === undefined) return undefined;
  if (swept !== undefined) return counterOf(cohort, 'swept');
  if (sweepRefused !== undefined) return counterOf(cohort, 'refused');
  return sweep === undefined ? undefined : counterOf(cohort, 'left');
}

/** The totals of these counters. */
export function sweepTotals(counters: Readonly<Record<string, unknown>>): SweepTotals {
  const outcomes = (cohort: Cohort) => sweepOutcomes.map((outcome) => [outcome, Number(counters[counterOf(cohort, outcome)] ?? 0)]);
  return Object.fromEntries(cohorts.map((cohort) => [cohort, Object.fromEntries(outcomes(cohort))])) as SweepTotals;
}

function counterOf(cohort: Cohort, outcome: SweepOutcome): string {
  return `sweep-${outcome}-${cohort}`;
}
