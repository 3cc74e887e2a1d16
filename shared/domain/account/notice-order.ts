import { domainOf } from './account.ts';
import type { Grade } from './grade.ts';

/** What becomes of the notices to dormant accounts: they go out `last`, or not at all (`none`). */
export const dormantChoices = ['last', 'none'] as const;

/** From when on an account is dormant, and what that means for its notice. */
export interface DormantPlan {
  /** An account counts as dormant when it was not changed within this many days before the plan, 1 to 3,650. */
  readonly afterDays: number;
  readonly notices: (typeof dormantChoices)[number];
}

/** Dormancy where nobody says: a year, as in most products everybody who is a customer changes something in that time. */
export const defaultDormant: DormantPlan = { afterDays: 365, notices: 'last' };

const dayMs = 86_400_000;

/** Days of age that the order tells apart; older ones are equal. */
const mostDays = 99_999;

/**
 * The waves in which notices go out. `again`: an attempt that came to nothing; its holder has waited the longest. `staff`: the operator's own people,
 * who then know what customers will ask.
 */
const waves = ['again', 'confirmed', 'suspected', 'privileged', 'staff', 'active', 'dormant'] as const;

/** One of the waves of notices. */
export type Wave = (typeof waves)[number];

/** What the order of notices goes by. */
export interface OrderFacts {
  /** What is known of what an intruder did with the account. */
  readonly grade: Grade;
  readonly privileged: boolean;
  /** Where the notice goes. */
  readonly address: string | undefined;
  /** When anything of the account was changed last, in ms since 1970; one that is not known counts as now. */
  readonly modifiedAt: number | undefined;
  /** When the campaign was planned, in ms since 1970. */
  readonly plannedAt: number;
}

/** The wave of an account. @param staffDomains domains of the operator's own addresses, in small letters */
export function waveOf(facts: OrderFacts, dormant: DormantPlan, staffDomains: readonly string[]): Wave {
  if (facts.grade !== 'precaution') return facts.grade;
  if (facts.privileged) return 'privileged';
  if (facts.address !== undefined && staffDomains.includes(domainOf(facts.address))) return 'staff';
  return daysOf(facts) > dormant.afterDays ? 'dormant' : 'active';
}

const reminded: readonly Grade[] = ['confirmed', 'suspected', 'precaution'];

/** A reminder's place in the order: after every first notice, and the worst grade first. 900,000 to 900,002. */
export function reminderRank(grade: Grade): number {
  return 900_000 + reminded.indexOf(grade);
}

/** A notice's place in the order: the wave, and in it the most recently changed first. 0 to 699,999; a lower rank goes first. */
export function rankOf(wave: Wave, facts: Pick<OrderFacts, 'modifiedAt' | 'plannedAt'>): number {
  return firstRank(wave) + Math.min(mostDays, Math.floor(daysOf(facts)));
}

/** The first rank of a wave. */
export function firstRank(wave: Wave): number {
  return waves.indexOf(wave) * (mostDays + 1);
}

function daysOf({ modifiedAt, plannedAt }: Pick<OrderFacts, 'modifiedAt' | 'plannedAt'>): number {
  return modifiedAt === undefined ? 0 : Math.max(0, plannedAt - modifiedAt) / dayMs;
}
