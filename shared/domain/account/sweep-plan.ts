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
