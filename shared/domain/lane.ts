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
