import type { Hold, PauseReason } from './mail-rate.ts';
import { isShareAbove, type MailFates } from './reputation.ts';

/** The first notices of a campaign, in its order, after which the others wait for a while. */
export interface CanaryPlan {
  /** How many, 1 to 10,000. */
  readonly notices: number;
  /** For how long the others wait once these were sent, in minutes, 1 to 1,440. They wait on where too many bounced or complained. @default until a person lets them go on */
  readonly holdMinutes?: number;
}

/** How the canary of a campaign stands. */
export interface CanaryFacts extends MailFates {
  /** When the last of them was given out, in ms since 1970. */
  readonly canaryAt?: number;
  /** When somebody let paused notices go on, in ms since 1970; what bounced before is counted no more. */
  readonly resumedAt?: number;
  /** Who let the others go on; `time` where they did so by themselves. */
  readonly canaryEndedBy?: string;
}

/**
 * Shares among the canary from which on the others wait for a person: where the guard, too, stops by default. Bounces are taken as they are, so a small
 * canary errs on the side of waiting; complaints are too rare for that, and have to be more than chance gives.
 */
const mostBounces = 0.03;
const mostComplaints = 0.0005;

/** Whether the others may go on by themselves: their time has come, and few bounced or complained; never where a pause since made the guard count anew. */
export function isCanaryOver(
  { canaryAt, resumedAt = Number.NEGATIVE_INFINITY, bounced = 0, complained = 0 }: CanaryFacts,
  canary: CanaryPlan,
  nowMs: number,
): boolean {
  const { notices, holdMinutes } = canary;
  if (canaryAt === undefined || resumedAt >= canaryAt || holdMinutes === undefined || nowMs < canaryAt + holdMinutes * 60_000) return false;
  return !isShareAbove(mostComplaints, complained, notices) && bounced / notices < mostBounces;
}

/** Why the notices of a campaign are held; undefined while they may go. */
export function holdOf({ pausedFor, canaryAt, canaryEndedBy }: CanaryFacts & { readonly pausedFor?: PauseReason }): Hold | undefined {
  return pausedFor ?? (canaryAt !== undefined && canaryEndedBy === undefined ? 'canary' : undefined);
}
