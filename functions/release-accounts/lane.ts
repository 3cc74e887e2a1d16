import { accountTransitions } from '#domain/account/account.ts';
import { markMs } from '#domain/lane.ts';
import { isReleased, type ReleaseScope } from '#domain/plan/proposal.ts';
import { walkLane } from '#shared/aws/account/walk-lane.ts';
import type { Dependencies } from './dependencies.ts';

/** Accounts that are looked at, and where they are meant written, side by side. */
const together = 20;

/**
 * Goes through the accounts of a lane that are still out and releases those that are meant: the account becomes exempt, and a notice that nobody
 * has taken yet is not sent.
 * @param mark shows that it is being worked on
 * @returns how many accounts changed.
 */
export async function releaseLane(
  { accounts, notices, clock }: Dependencies,
  campaignId: string,
  lane: number,
  scope: ReleaseScope,
  list: ReadonlySet<string>,
  mark: () => Promise<void>,
): Promise<number> {
  const releaseOne = async (sub: string): Promise<number> => {
    const outcome = await accounts.change(campaignId, sub, accountTransitions.release, { exemption: 'released' });
    if (outcome.ok) await notices.change({ campaignId, sub }, 'drop', { reason: 'exempt' });
    return outcome.ok ? 1 : 0;
  };
  let released = 0;
  let markedAt = clock.now();
  await walkLane(
    (start) => accounts.outOfLane(campaignId, lane, start),
    together,
    async (rows) => {
      const counts = await Promise.all(rows.filter((row) => isReleased(scope, list, row)).map(({ sub }) => releaseOne(sub)));
      released += counts.reduce((sum, count) => sum + count, 0);
      if (clock.now() - markedAt < markMs) return;
      markedAt = clock.now();
      await mark();
    },
  );
  return released;
}
