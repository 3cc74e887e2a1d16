import { hash } from 'node:crypto';

/**
 * Rows of a campaign are spread over this many lanes: a DynamoDB partition takes 1,000 writes a second, and the hash chain of
 * the audit log is one per lane.
 */
export const laneCount = 64;

/** The lane of an account: its subject's hash modulo {@link laneCount}. */
export function laneOf(sub: string): number {
  return hash('sha256', sub, 'buffer').readUInt32BE(0) % laneCount;
}

/** Progress of a job in one lane. */
export interface LaneMark {
  readonly lane: number;
  /** When it was written, in ms since 1970. */
  readonly markedAt: number;
  readonly done: boolean;
}

/** How often whoever works on a lane writes a mark, in ms. */
export const markMs = 5_000;

/** Whether work has stopped: its last mark is so old that the function that wrote it must have ended. */
export function isStill(markedAt: number, nowMs: number): boolean {
  return nowMs - markedAt >= 3 * markMs;
}
