import type { AccountRow } from '../account/account.ts';
import { type Cohort, cohorts, type Primitive, type SweepRefusal } from '../account/sweep-plan.ts';
import type { AllowanceCategory } from '../pacing/allowance.ts';
import type { CampaignRow } from './campaign.ts';

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
