import { isSwept } from '#domain/campaign/sweep.ts';
import type { Lease } from '#shared/aws/mail/pace.ts';
import type { SweepMessage } from '#shared/aws/staff/queues.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { type Outcome, sweepAccount, type Task } from './account.ts';
import type { Dependencies } from './dependencies.ts';
import { makeQuotaBatch } from './quota-batch.ts';
import { type Due, makeWalk, type Walk } from './walk.ts';
import { makeWorkerPool } from './worker-pool.ts';

/**
 * A successor may take the lease this long before our invocation must end, in ms: a schedule wakes the sweep once a minute, and the old one notices
 * within {@link checkMs}.
 */
const handoverMs = 70_000;

/** Stop when less than this is left of the invocation, in ms: the calls of one account and their time-outs. */
const spareMs = 15_000;

/** How often the campaign is read and the lease renewed, in ms: so long a pause may take. */
const checkMs = 5_000;

/** Accounts under way at once: at 25 calls a second, more than the calls of one account take. */
const mostUnderWay = 10;

/** Pause after a throttle, in ms: the category is pooled with everybody else in this AWS account. */
const throttleMs = 1_000;

/**
 * The sweep of a campaign:
 * - *asking*: takes the campaign's lease, or ends when another sweep holds it;
 * - *sweeping*: account after account in the order of risk, each as soon as recoveries leave the calls for it, some side by side;
 * - *stopping*: when no account is left, somebody paused it, the epoch is taken back, the lease is lost or time is up, it waits for
 *   what is under way and gives the lease back.
 * Where it stands is in the rows alone, so it goes on after a crash where it was.
 */
export async function runSweep(dependencies: Dependencies, { campaignId }: SweepMessage, remainingMs: () => number): Promise<void> {
  const { clock, ids, pace, logger } = dependencies;
  const lease: Lease = { campaignId, worker: 'sweep', token: ids.next() };
  if (!(await pace.takeLease(lease, clock.now() + remainingMs() - handoverMs))) return;
  const reason = await sweep(dependencies, lease, remainingMs);
  await pace.releaseLease(lease);
  logger.log(messages.sweepStopped, { campaignId, reason });
}

async function sweep(dependencies: Dependencies, lease: Lease, remainingMs: () => number): Promise<string> {
  const { clock, pace, campaigns, epochs, accounts, allowance, rates } = dependencies;
  const { campaignId } = lease;
  const endMs = clock.now() + remainingMs();
  const quota = makeQuotaBatch(allowance, rates, clock);
  const pool = makeWorkerPool(dependencies);
  let task: Omit<Task, 'primitive'> | undefined;
  let walk: Walk | undefined;
  let next: Due | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let quietUntil = Number.NEGATIVE_INFINITY;

  const check = async (): Promise<string | undefined> => {
    checkedAt = clock.now();
    const campaign = await campaigns.get(campaignId);
    if (campaign?.sweep === undefined || !isSwept(campaign)) return campaign?.sweepPausedBy === undefined ? 'over' : 'paused';
    task = { campaign, holding: (await epochs()).map((epoch) => epoch.campaignId), endMs };
    walk ??= makeWalk(accounts, campaignId, campaign.sweep);
    return (await pace.renewLease(lease)) ? undefined : 'lease lost';
  };

  const attempt = async (due: Due, under: Omit<Task, 'primitive'>): Promise<Outcome> => {
    const { outcome, called } = await sweepAccount(dependencies, { ...under, primitive: due.primitive }, due.account.sub);
    if (!called) quota.return(due.primitive);
    if (outcome === 'UserUpdate' || outcome === 'UserAccountRecovery') {
      walk?.putBack(due);
      quietUntil = clock.now() + throttleMs;
      await allowance.push(outcome);
    }
    return outcome;
  };

  while (remainingMs() > spareMs && !pool.tooManyFailures()) {
    const reason = clock.now() - checkedAt >= checkMs ? await check() : undefined;
    if (reason !== undefined || task === undefined) return pool.stop(reason ?? 'over');
    next ??= await walk?.next();
    if (next === undefined && pool.size() === 0) return pool.stop('done');
    if (next === undefined || pool.size() >= mostUnderWay) {
      await pool.waitForOne();
      continue;
    }
    const waitMs = Math.max(quietUntil - clock.now(), 0) || (await quota.take(next.primitive));
    if (waitMs > 0) {
      // One that is done may have made no call: what it returns to the batch is used at once, before it is forfeited.
      await Promise.race([clock.sleep(waitMs), pool.waitForOne()]);
      continue;
    }
    pool.start(attempt(next, task));
    next = undefined;
  }
  return pool.stop('time');
}
