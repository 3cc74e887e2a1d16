import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { isStill, laneCount } from '#domain/lane.ts';
import type { ProposalRow } from '#domain/plan/proposal.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

const lanes = Array.from({ length: laneCount }, (_, lane) => lane);

/**
 * Has confirmed releases carried on whose lanes stand still, as their function crashed or ran out of time: their messages would come back only after the
 * queue's visibility timeout. A lane that nobody has begun waits for its message while others are worked on. Where all are done the release is complete.
 */
export async function resumeReleases(dependencies: Dependencies, { id: campaignId }: CampaignRow): Promise<void> {
  const { proposals } = dependencies;
  const open = (await proposals.list(campaignId)).filter(
    ({ kind, state, completedAt }) => kind === 'release' && state === 'confirmed' && completedAt === undefined,
  );
  for (const proposal of open) await resumeRelease(dependencies, proposal);
}

async function resumeRelease(
  { proposals, laneMarks, releases, clock, logger }: Dependencies,
  { campaignId, id, confirmedAt = 0 }: ProposalRow,
): Promise<void> {
  const now = clock.now();
  if (!isStill(confirmedAt, now)) return;
  const marks = new Map((await laneMarks.list(campaignId, id)).map((mark) => [mark.lane, mark]));
  const undone = lanes.filter((lane) => marks.get(lane)?.done !== true);
  if (undone.length === 0) {
    await proposals.change(campaignId, id, 'complete', { completedAt: now });
    return;
  }
  const begun = undone.filter((lane) => marks.has(lane));
  const still = begun.filter((lane) => isStill(marks.get(lane)?.markedAt ?? 0, now));
  const isWorkedOn = [...marks.values()].some(({ markedAt }) => !isStill(markedAt, now));
  const resumed = isWorkedOn ? still : undone;
  if (resumed.length === 0) return;
  await releases.send(...resumed.map((lane) => ({ campaignId, proposalId: id, lane })));
  logger.log(messages.releaseResumed, { campaignId, proposalId: id, lanes: resumed.length });
}

/** Has the lanes of additions gone through that no function has ended within a minute; one takes less, and doing it twice changes nothing. */
export async function resumeGrading({ additions, grades, clock, logger }: Dependencies, { id: campaignId }: CampaignRow): Promise<void> {
  for (const { id, state, accounts, atMs } of await additions.list(campaignId)) {
    if ((state !== 'running' && state !== 'undoing') || clock.now() - atMs < 60_000) continue;
    const isCounted = state === 'running' && accounts !== undefined;
    const done = isCounted
      ? await additions.lanes(campaignId, id)
      : await additions.counts(campaignId, id, state === 'undoing' ? 'undone' : 'counted');
    // Where all are done, any of them completes the addition.
    const undone = done.size === laneCount ? lanes.slice(0, 1) : lanes.filter((lane) => !done.has(lane));
    await grades.send(...undone.map((lane) => ({ campaignId, additionId: id, lane })));
    logger.log(messages.gradingResumed, { campaignId, additionId: id, lanes: undone.length });
  }
}
