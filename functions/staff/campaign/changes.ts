import { type CampaignRow, type CampaignState, campaignTransitions } from '#domain/campaign/campaign.ts';
import { isSwept } from '#domain/campaign/sweep.ts';
import { spreadMs } from '#domain/gate/gate.ts';
import { containedBy, shardPrefixes } from '#domain/plan/plan.ts';
import { unknownLingers } from '#domain/pool/linger.ts';
import { lingersIn, longestTokenEverMs, longestTokenMs } from '#domain/pool/pool.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { isSamePerson, personOf } from '#domain/staff/person.ts';
import { type Action, may, type Staff } from '#domain/staff/staff.ts';
import type { Transition } from '#domain/transition.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { digestReleased, readPlan } from '../contents/contents.ts';
import type { Dependencies } from '../dependencies.ts';
import { actionWords, forbidden, type Refusal, sameAs } from '../faces/refusal.ts';
import { makeHoldNotices } from '../hold-notices.ts';
import { mailRefusal, makeCheckMail } from '../mail-check.ts';
import { planFaults } from '../plan/checks.ts';
import type { NewCampaign } from '../plan/new-campaign.ts';
import { planOf } from '../plan/row.ts';

/** Commands that change a campaign that there is. */
export type Change = Extract<Action, 'approve' | 'start' | 'close' | 'cancel' | 'pauseSweep' | 'resumeSweep'>;

/** Said with a start or a lift whose second copy could not be written: until the watch mends that, a gate that cannot read the table knows nothing of it. */
export interface Copied {
  readonly epochCopy?: 'missing';
}

/** Whatever a command comes to. */
export type Outcome = Promise<Result<CampaignRow & Copied, Refusal>>;

/** What comes with a change. */
export interface ChangeOptions {
  /** Of a start: holds its notices. */
  readonly notices?: 'hold' | undefined;
  /** Of an approval: the digest that stood on the plan which the approver looked at. */
  readonly digest?: string | undefined;
}

/** What staff can do; API and console both do it through here. Each command is safe to repeat. */
export interface Commands {
  /**
   * Records a campaign and has its scope counted. The same plan by the same person with the same key is the same campaign. A plan that does not
   * fit the directory or the other campaigns is refused before anything is written.
   */
  plan(staff: Staff, input: NewCampaign): Outcome;
  /**
   * Approves, starts, closes or cancels. Where the same person has done the same already, the campaign is given as it is and nothing
   * changes; where somebody else has, or its state does not allow it, the command is refused. A start is refused too while notices may not go
   * out, unless it holds them: they are then paused, until somebody lets them go on. An approval is refused where the plan is not the one that
   * the approver was shown, a start where it is not the one that was approved.
   */
  change(staff: Staff, change: Change, id: string, options?: ChangeOptions): Outcome;
}

type Needs = Pick<
  Dependencies,
  | 'campaigns'
  | 'contacts'
  | 'startCampaign'
  | 'copyEpochs'
  | 'wakeWatch'
  | 'readPool'
  | 'readMailSetup'
  | 'orders'
  | 'controls'
  | 'names'
  | 'sendsTexts'
  | 'ourClientId'
  | 'page'
  | 'scopeQueue'
  | 'noticeQueue'
  | 'sweepQueue'
  | 'clock'
  | 'ids'
  | 'logger'
>;

/** The commands over these stores and queues. */
export function makeCommands(needs: Needs): Commands {
  const { campaigns, startCampaign, copyEpochs, wakeWatch, readPool, names, sendsTexts, ourClientId, page } = needs;
  const { scopeQueue, noticeQueue, sweepQueue, clock, ids, logger } = needs;
  const checkMail = makeCheckMail(needs);
  const holdNotices = makeHoldNotices(needs);

  /** A start waits for no answer about the directory: without one it takes the longest of all, and trusts no new account. */
  const directory = async () => {
    try {
      const pool = await readPool();
      const migrates = pool.triggers.UserMigration === undefined ? {} : { migrates: true };
      return { lingers: lingersIn(pool), ...migrates, longestToken: longestTokenMs(pool) };
    } catch (error) {
      logger.log(messages.poolUnread, errorFields(error));
      return { lingers: unknownLingers, migrates: true, longestToken: longestTokenEverMs };
    }
  };

  const start = async (id: string, startedBy: string) => {
    const { longestToken, ...found } = await directory();
    const startedAt = clock.now();
    return startCampaign(id, { startedBy, startedAt, page, ...found, lastOldTokenAt: startedAt + spreadMs + longestToken, ourClientId });
  };

  /** Holds the notices of an approved campaign, or gives what keeps them from going out; a campaign that has started is past both. */
  const beforeStart = async (staff: Staff, id: string, notices: 'hold' | undefined): Promise<Refusal | undefined> => {
    if ((await campaigns.get(id))?.state !== 'approved') return undefined;
    if (notices === 'hold') {
      await holdNotices(staff, id);
      return undefined;
    }
    const refusal = mailRefusal(await checkMail());
    return refusal && { ...refusal, text: `${refusal.text}; to start all the same, hold the notices` };
  };

  /** Whether what two people release is what stands in the table; gives the digest of it for an approval that can be. */
  const released = async (change: Change, id: string, shown: string | undefined): Promise<Result<string, Refusal>> => {
    const row = change === 'approve' || change === 'start' ? await campaigns.get(id) : undefined;
    if (change === 'approve' && row?.state === 'planned') return digestReleased(row.digest, await readPlan(needs, row), shown);
    if (change !== 'start' || row?.state !== 'approved' || row.approvedDigest === undefined) return ok('');
    const { digest } = await readPlan(needs, row);
    const text = `what was planned was changed after it was approved (its digest was ${row.approvedDigest} and is ${digest}); nothing was changed; cancel it and plan another`;
    return digest === row.approvedDigest ? ok(digest) : refused({ reason: 'conflict', text });
  };

  const apply = (staff: Staff, change: Change, id: string, digest: string) => {
    const by = staff.username;
    const now = clock.now();
    switch (change) {
      case 'approve':
        return campaigns.change(
          id,
          campaignTransitions.approve,
          { approvedBy: by, approvedAt: now, approvedDigest: digest },
          { person: personOf(staff) },
        );
      case 'start':
        return start(id, by);
      case 'close':
        return campaigns.change(id, campaignTransitions.close, { closedBy: by, closedAt: now });
      case 'cancel':
        return campaigns.change(id, campaignTransitions.cancel, { cancelledBy: by, cancelledAt: now });
      case 'pauseSweep':
        return campaigns.change(id, campaignTransitions.pauseSweep, { sweepPausedBy: by });
      case 'resumeSweep':
        return campaigns.change(id, campaignTransitions.resumeSweep, { sweepResumedBy: by });
    }
  };

  return {
    plan: async (staff, input) => {
      if (!may(staff, 'plan')) return refused(forbidden(staff, 'plan'));
      const widened = input.widens === undefined ? undefined : await campaigns.get(input.widens);
      const surroundings = { pool: await readPool(), names, nowMs: clock.now(), widened, sendsTexts };
      const faults = planFaults(input, surroundings);
      if (faults.length > 0) return refused({ reason: 'invalid', text: faults.map(({ text }) => text).join('; '), faults });
      const { row, lists } = planOf(staff, input, surroundings, ids.next());
      const { id } = row;
      if (!(await campaigns.plan(row, lists, input.contacts))) {
        return refused({
          reason: 'conflict',
          text: `another plan stands under the id ${id}; nothing was changed; plan again with another key`,
        });
      }
      const planned = (await campaigns.get(id)) ?? row;
      // Sent again for a repeated plan too: the first try may have ended between the row and its messages.
      if (planned.state === 'planning') await scopeQueue.send(...shardPrefixes.map((prefix) => ({ campaignId: id, prefix })));
      logger.log(messages.commandDone, { command: 'plan', campaignId: id });
      return ok(planned);
    },
    change: async (staff, change, id, { notices, digest } = {}) => {
      if (!may(staff, change)) return refused(forbidden(staff, change));
      const refusal = change === 'start' ? await beforeStart(staff, id, notices) : undefined;
      if (refusal !== undefined) return refused(refusal);
      const seen = await released(change, id, digest);
      if (!seen.ok) return seen;
      const outcome = await apply(staff, change, id, seen.value);
      const row = outcome.ok ? outcome.value : outcome.error.row;
      if (row === undefined) return refused({ reason: 'unknown', text: `there is no campaign ${id}` });
      if (!outcome.ok && !isDoneBy(staff, change, row)) return refused({ reason: 'conflict', text: whyNot(staff, change, row) });
      let copied: Copied = {};
      if (change === 'start') {
        const [isCopied] = await Promise.all([copyEpochs(), wakeWatch()]);
        if (!isCopied) copied = { epochCopy: 'missing' };
        await noticeQueue.send({ campaignId: id, worker: 0 });
      }
      if ((change === 'start' || change === 'resumeSweep') && isSwept(row)) await sweepQueue.send({ campaignId: id });
      logger.log(messages.commandDone, { command: change, campaignId: id, repeated: !outcome.ok });
      return ok({ ...row, ...copied });
    },
  };
}

const doneBy = {
  approve: 'approvedBy',
  start: 'startedBy',
  close: 'closedBy',
  cancel: 'cancelledBy',
  pauseSweep: 'sweepPausedBy',
  resumeSweep: 'sweepResumedBy',
} as const satisfies Record<Change, keyof CampaignRow>;

function isDoneBy(staff: Staff, change: Change, row: CampaignRow): boolean {
  const { to }: Transition<CampaignState> = campaignTransitions[change];
  return row.state === to && row[doneBy[change]] === staff.username;
}

function whyNot(staff: Staff, change: Change, row: CampaignRow): string {
  const { to, from }: Transition<CampaignState> = campaignTransitions[change];
  if (row.state === to) return `the campaign is ${to} already, by ${row[doneBy[change]]}; nothing was changed`;
  if (change === 'approve' && row.state === 'planned' && isSamePerson(row.plannedByPerson, row.plannedBy, staff)) {
    return `${row.plannedBy} planned this campaign${sameAs(row.plannedBy, staff)}; somebody else must approve it`;
  }
  if (change === 'start' && row.state === 'approved' && row.widens !== undefined) {
    return `the epoch of campaign ${row.widens}, which this one widens, holds no more, so nobody would contain whom that one had; cancel it and plan another`;
  }
  const hint = change === 'approve' && row.state === 'empty' ? `; ${whyEmpty(row)}, so cancel it and plan another` : '';
  return `the campaign is ${row.state}; to ${actionWords[change] ?? `${change} it`}, it must be ${from.join(', ')}${hint}`;
}

/** Why a campaign contains nobody. */
export function whyEmpty({ headcount }: CampaignRow): string {
  return headcount !== undefined && headcount.inScope > 0 && containedBy(headcount) === 0
    ? 'everybody in the scope is exempt'
    : 'the scope matches nobody';
}
