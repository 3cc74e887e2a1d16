import * as z from 'zod';
import { type CampaignRow, type CampaignState, campaignTransitions } from '#domain/campaign/campaign.ts';
import { isSwept } from '#domain/campaign/sweep.ts';
import { spreadMs } from '#domain/gate/gate.ts';
import { lifetimesIn, longestTokenEverMs, longestTokenMs } from '#domain/pool/pool.ts';
import { unknownLifetimes } from '#domain/pool/stale-credentials.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { personOf } from '#domain/staff/person.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { field, fields, noInput } from '../faces/form.ts';
import { type Act, type AnyAct, act, type Context, obstacle, type Refusal } from '../operation.ts';
import { digestReleased, readPlan, releaseInput } from '../parts/contents.ts';
import { holdNotices } from '../parts/hold-notices.ts';
import { checkMail, mailRefusal } from '../parts/mail-check.ts';
import { oneCampaign } from '../parts/targets.ts';
import { campaignAnswer, campaignExample } from '../schemas/campaign-answer.ts';
import { askApproval, askCancel, askClose, askPauseSweep, askResumeSweep, askStart, whyEmpty } from './questions.ts';

/** A campaign as an act leaves it. */
interface Answer {
  readonly campaign: CampaignRow & { readonly epochCopy?: 'missing' };
}

const exampleOf = (state: CampaignState) => ({ body: {}, answer: { campaign: campaignExample(state) } });

const approve: AnyAct = act({
  id: 'approveCampaign',
  name: 'approve',
  path: '/api/campaigns/{id}/approve',
  on: oneCampaign,
  by: ['approver'],
  from: campaignTransitions.approve.from,
  hint: (campaign) => (campaign.state === 'empty' ? `${whyEmpty(campaign)}, so cancel it and plan another` : ''),
  doneBy: ({ state, approvedBy }) => (state === 'approved' ? approvedBy : undefined),
  notBy: ({ plannedBy, plannedByPerson }) => ({ username: plannedBy, person: plannedByPerson, did: 'planned this campaign' }),
  summary: 'Approve a campaign',
  description: 'By an approver who did not plan it, once it is planned. Repeating it changes nothing.',
  label: 'Approve',
  look: 'plain',
  input: releaseInput,
  answer: campaignAnswer,
  refusals: ['state', 'second-person', 'digest'],
  audit: 'campaign: planned to approved, by <who>',
  example: exampleOf('approved'),
  done: 'The campaign is approved. A commander can start it now.',
  ask: askApproval,
  run: async (context, { digest }) => {
    const { dependencies, staff, target } = context;
    if (target.state !== 'planned') return ok({ campaign: target });
    const seen = digestReleased(target.digest, await readPlan(dependencies, target), digest);
    if (!seen.ok) return seen;
    const sets = { approvedBy: staff.username, approvedAt: dependencies.clock.now(), approvedDigest: seen.value };
    return settled(
      approve,
      context,
      await dependencies.campaigns.change(target.id, campaignTransitions.approve, sets, { person: personOf(staff) }),
    );
  },
});

const start: AnyAct = act({
  id: 'startCampaign',
  name: 'start',
  path: '/api/campaigns/{id}/start',
  on: oneCampaign,
  by: ['commander'],
  from: campaignTransitions.start.from,
  doneBy: ({ state, startedBy }) => (state === 'live' ? startedBy : undefined),
  summary: 'Start a campaign',
  description:
    'By a commander. Contains every account in scope at once; taking that back takes two people. Notices go out; where the mail check has faults it is refused, unless it holds the notices. Repeating it changes nothing.',
  label: 'Start',
  look: 'danger',
  input: fields(
    {
      notices: field(z.literal('hold').optional().meta({ description: 'hold: they are paused, whatever keeps them from going out' }), {
        label: 'Notices',
        hint: 'hold: they are paused until somebody resumes them.',
        kind: 'hidden',
      }),
    },
    'an empty object, or one with notices: "hold"',
  ),
  answer: campaignAnswer,
  refusals: ['state', 'digest', 'mail-check'],
  audit: 'campaign: approved to live, by <who>',
  example: exampleOf('live'),
  done: 'The campaign is live: every account in scope is contained, and notices go out.',
  doneBut: {
    text: 'The campaign is live, but the second copy of its epoch could not be written. It is tried again within a minute; until then a gate that cannot read the table of the epochs may not know of it.',
    when: ({ campaign }) => campaign.epochCopy === 'missing',
  },
  ask: askStart,
  run: async (context, { notices }) => {
    const { dependencies, target } = context;
    const why = target.state === 'approved' ? await whyNotStart(context, notices) : undefined;
    if (why !== undefined) return refused(why);
    const started = await settled(start, context, await startNow(context), noEpochToWiden(target));
    if (!started.ok) return started;
    const { campaign } = started.value;
    const [isCopied] = await Promise.all([dependencies.copyEpochs(), dependencies.wakeWatch()]);
    await dependencies.noticeQueue.send({ campaignId: campaign.id, worker: 0 });
    if (isSwept(campaign)) await dependencies.sweepQueue.send({ campaignId: campaign.id });
    return ok({ campaign: { ...campaign, ...(!isCopied && { epochCopy: 'missing' as const }) } });
  },
});

/** Holds the notices where they are to be held; gives what else keeps an approved campaign from being started. */
async function whyNotStart(
  { dependencies, staff, target }: Context<CampaignRow>,
  notices: 'hold' | undefined,
): Promise<Refusal | undefined> {
  if (notices === 'hold') {
    await holdNotices(dependencies, staff, target.id);
  } else {
    const why = mailRefusal(await checkMail(dependencies));
    if (why !== undefined) return { ...why, text: `${why.text}; to start all the same, hold the notices` };
  }
  const { approvedDigest } = target;
  if (approvedDigest === undefined) return undefined;
  const { digest } = await readPlan(dependencies, target);
  if (digest === approvedDigest) return undefined;
  return {
    kind: 'digest',
    text: `what was planned was changed after it was approved (its digest was ${approvedDigest} and is ${digest}); nothing was changed; cancel it and plan another`,
  };
}

async function startNow({ dependencies, staff, target }: Context<CampaignRow>) {
  const { startCampaign, clock, page, ourClientId } = dependencies;
  const { longestToken, ...found } = await directoryAtStart(dependencies);
  const startedAt = clock.now();
  const lastOldTokenAt = startedAt + spreadMs + longestToken;
  return startCampaign(target.id, { startedBy: staff.username, startedAt, page, ...found, lastOldTokenAt, ourClientId });
}

/** A start waits for no answer about the directory: without one it takes the longest of all, and trusts no new account. */
async function directoryAtStart({ readPool, logger }: Dependencies) {
  try {
    const pool = await readPool();
    const migrates = pool.triggers.UserMigration === undefined ? {} : { migrates: true };
    return { lingers: lifetimesIn(pool), ...migrates, longestToken: longestTokenMs(pool) };
  } catch (error) {
    logger.log(messages.poolUnread, errorFields(error));
    return { lingers: unknownLifetimes, migrates: true, longestToken: longestTokenEverMs };
  }
}

function noEpochToWiden({ widens }: CampaignRow): string | undefined {
  return widens === undefined
    ? undefined
    : `the epoch of campaign ${widens}, which this one widens, holds no more, so nobody would contain whom that one had; cancel it and plan another`;
}

/** What an act says of itself that is one conditional write and takes nothing. */
interface Move
  extends Pick<
    Act<CampaignRow, unknown, Answer>,
    'name' | 'summary' | 'description' | 'label' | 'audit' | 'done' | 'doneBy' | 'when' | 'ask'
  > {
  /** The write; names the operation too, permanently. */
  readonly transition: 'close' | 'cancel' | 'pauseSweep' | 'resumeSweep';
  /** Where the campaign of its example then stands. */
  readonly leaves: CampaignState;
  sets(by: string, nowMs: number): Readonly<Record<string, string | number>>;
  /** What else is done once it is written; again when it is repeated. @default nothing */
  afterwards?(dependencies: Dependencies, campaign: CampaignRow): Promise<void>;
}

/** Declares an act of a commander that is one conditional write. */
function move({ transition, leaves, sets, afterwards, ...said }: Move): AnyAct {
  const declared: AnyAct = act<CampaignRow, unknown, Answer>({
    ...said,
    id: `${transition}Campaign`,
    path: `/api/campaigns/{id}/${said.name}`,
    on: oneCampaign,
    by: ['commander'],
    from: campaignTransitions[transition].from,
    input: noInput,
    answer: campaignAnswer,
    refusals: ['state'],
    example: exampleOf(leaves),
    run: async (context) => {
      const { dependencies, staff, target } = context;
      const written = sets(staff.username, dependencies.clock.now());
      const moved = settled(declared, context, await dependencies.campaigns.change(target.id, campaignTransitions[transition], written));
      if (moved.ok) await afterwards?.(dependencies, moved.value.campaign);
      return moved;
    },
  });
  return declared;
}

const close = move({
  transition: 'close',
  name: 'close',
  doneBy: ({ state, closedBy }) => (state === 'closed' ? closedBy : undefined),
  summary: 'Close a campaign',
  description:
    'By a commander. Notices end; whoever has not recovered stays contained and can still recover. Repeating it changes nothing.',
  label: 'Close',
  audit: 'campaign: live to closed, by <who>',
  leaves: 'closed',
  done: 'The campaign is closed. No further notices go out.',
  ask: askClose,
  sets: (closedBy, closedAt) => ({ closedBy, closedAt }),
});

const cancel = move({
  transition: 'cancel',
  name: 'cancel',
  doneBy: ({ state, cancelledBy }) => (state === 'cancelled' ? cancelledBy : undefined),
  summary: 'Cancel a campaign',
  description: 'By a commander, before it is started. Repeating it changes nothing.',
  label: 'Cancel the campaign',
  audit: 'campaign: to cancelled, by <who>',
  leaves: 'cancelled',
  done: 'The campaign is cancelled. Nothing has changed for any account.',
  ask: askCancel,
  sets: (cancelledBy, cancelledAt) => ({ cancelledBy, cancelledAt }),
});

const pauseSweep = move({
  transition: 'pauseSweep',
  name: 'pause-sweep',
  when: ({ sweep, sweepPausedBy }) => sweep !== undefined && sweepPausedBy === undefined,
  summary: 'Pause the sweep',
  description: 'By a commander. The gate goes on. Repeating it changes nothing.',
  label: 'Pause the sweep',
  audit: 'campaign: sweep paused, by <who>',
  leaves: 'live',
  done: 'The sweep is paused.',
  ask: askPauseSweep,
  sets: (sweepPausedBy) => ({ sweepPausedBy }),
});

const resumeSweep = move({
  transition: 'resumeSweep',
  name: 'resume-sweep',
  when: ({ sweepPausedBy }) => sweepPausedBy !== undefined,
  summary: 'Resume the sweep',
  description: 'By a commander. Repeating it changes nothing.',
  label: 'Resume the sweep',
  audit: 'campaign: sweep resumed, by <who>',
  leaves: 'live',
  done: 'The sweep continues within a minute.',
  ask: askResumeSweep,
  sets: (sweepResumedBy) => ({ sweepResumedBy }),
  afterwards: async ({ sweepQueue }, campaign) => {
    if (isSwept(campaign)) await sweepQueue.send({ campaignId: campaign.id });
  },
});

/**
 * What a conditional write came to: the campaign, also where the same person had done the same already; or why it was not possible, as the row then stood.
 * @param otherwise why, where the row does not show it. @default that it changed meanwhile
 */
function settled(
  act: AnyAct,
  context: Context<CampaignRow>,
  outcome: Awaited<ReturnType<Dependencies['campaigns']['change']>>,
  otherwise = 'the campaign changed meanwhile; nothing was done; look at it again',
): Result<Answer, Refusal> {
  if (outcome.ok) return ok({ campaign: outcome.value });
  const { row } = outcome.error;
  if (row === undefined) return refused({ kind: 'unknown', text: oneCampaign.missing({ id: context.target.id }) });
  if (act.doneBy?.(row) === context.staff.username) return ok({ campaign: row });
  return refused(obstacle(act, { ...context, target: row }) ?? { kind: 'state', text: otherwise });
}

/** What is done to a campaign as a whole. */
export const campaignActs: readonly AnyAct[] = [approve, start, close, cancel, pauseSweep, resumeSweep];
