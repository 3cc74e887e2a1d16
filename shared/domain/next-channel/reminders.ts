import type { CampaignRow } from '../campaign/campaign.ts';

/** Limits of the days on which reminders go out. */
export const reminderLimits = {
  /** The latest day after the start. */
  lastDay: 365,
  /** Days in one plan. */
  days: 10,
} as const;

const dayMs = 86_400_000;

/** How long after a round of reminders nobody can order another, in ms. */
export const roundApartMs = dayMs;

/** What of a campaign says which reminders went out and which come. */
export type Reminded = Pick<CampaignRow, 'state' | 'startedAt' | 'reminders' | 'remindedAt'>;

/** The number that the next round of reminders has, from 1. */
export function nextRound({ remindedAt = [] }: Pick<CampaignRow, 'remindedAt'>): number {
  return remindedAt.length + 1;
}

/** When the latest round of reminders was given out, in ms since 1970; undefined before the first. */
export function lastRoundAt({ remindedAt }: Pick<CampaignRow, 'remindedAt'>): number | undefined {
  return remindedAt?.at(-1);
}

/**
 * Whether a round of reminders is to be given out now: a planned day has come since the last round. Of several days that passed without one it is a
 * single round. None once the campaign is closed or lifted. While notices are paused too: what is sent once they go on is the latest round.
 */
export function isRoundDue(campaign: Reminded, nowMs: number): boolean {
  const due = moments(campaign).findLast((atMs) => atMs <= nowMs);
  return campaign.state === 'live' && due !== undefined && (lastRoundAt(campaign) ?? 0) < due;
}

/** When the next planned round comes, in ms since 1970; undefined where none will. */
export function nextRoundAt(campaign: Reminded, nowMs: number): number | undefined {
  return campaign.state === 'live' ? moments(campaign).find((atMs) => atMs > nowMs) : undefined;
}

/** The planned moments, in ms since 1970, the earliest first; none before the start. */
function moments({ startedAt, reminders }: Reminded): readonly number[] {
  return startedAt === undefined ? [] : (reminders?.days ?? []).map((day) => startedAt + day * dayMs);
}
