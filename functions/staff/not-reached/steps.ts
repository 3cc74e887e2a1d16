import { type AccountRow, isOut } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import { toUsd } from '#domain/campaign/text-spend.ts';
import { moved, openStep, type StepKey, type StepRow, type StepState, type spokenOutcomes } from '#domain/next-channel/next-channel.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { forbidden, type Refusal } from '../faces/refusal.ts';

/** A step and the account that it is for. */
export interface ListedStep {
  readonly step: StepRow;
  readonly account: AccountRow | undefined;
}

/** Which steps to list. */
export interface StepListing {
  readonly channel: NextChannel;
  readonly state: StepState;
  /** `next` of the page before. @default the first page */
  readonly cursor?: string | undefined;
}

/** How somebody says that a step ended. */
export interface NewOutcome {
  readonly channel: NextChannel;
  /** The account's subject. */
  readonly account: string;
  readonly outcome: (typeof spokenOutcomes)[number];
}

/** A page of steps, at most 100. Steps that are not done are left out where their account has recovered: nobody needs them. */
export async function readSteps(
  { steps, accounts }: Pick<Dependencies, 'steps' | 'accounts'>,
  { id }: CampaignRow,
  { channel, state, cursor }: StepListing,
): Promise<{ readonly listed: readonly ListedStep[]; readonly next: string | undefined }> {
  const page = await steps.list(id, channel, state, cursor);
  const found = new Map((await accounts.getMany(page.steps)).map((row) => [row.sub, row]));
  const listed = page.steps.map((step) => ({ step, account: found.get(step.sub) }));
  return { listed: listed.filter(({ account }) => state === 'done' || isOut(account)), next: page.next };
}

/** What text messages cost a campaign, in US dollars. */
export interface TextCost {
  /** Taken from the ceiling so far; each text takes the most that it may cost. */
  readonly spentUsd: number;
  readonly ceilingUsd: number;
}

/** What text messages cost a campaign; undefined where its plan has none. */
export async function readTextCost(
  { textSpend }: Pick<Dependencies, 'textSpend'>,
  { id, sms }: CampaignRow,
): Promise<TextCost | undefined> {
  return sms && { spentUsd: toUsd(await textSpend.spent(id)), ceilingUsd: sms.ceilingUsd };
}

/** What whoever carries a step out calls or writes to; nothing for others. */
export function meansOf(staff: Staff, { step, account }: ListedStep): string | undefined {
  if (!may(staff, 'recordStep')) return undefined;
  return step.channel === 'call' ? account?.phone : step.channel === 'letter' ? account?.postal : undefined;
}

type Needs = Pick<Dependencies, 'steps' | 'clock' | 'logger'>;

/**
 * Records how the step of a person ended; where it did not reach the holder, the next one follows within a minute. The same outcome said again by the
 * same person changes nothing.
 */
export async function recordOutcome(
  { steps, clock, logger }: Needs,
  staff: Staff,
  campaign: CampaignRow,
  { channel, account, outcome }: NewOutcome,
): Promise<Result<StepRow, Refusal>> {
  if (!may(staff, 'recordStep')) return refused(forbidden(staff, 'recordStep'));
  if (campaign.state !== 'live' && campaign.state !== 'closed')
    return refused({ reason: 'conflict', text: `the campaign is ${campaign.state}; to say how a step ended, it must be live or closed` });
  const key: StepKey = { campaignId: campaign.id, sub: account, channel };
  const before = await steps.get(key);
  if (before === undefined) return refused({ reason: 'unknown', text: `account ${account.slice(0, 40)} has no step ${channel}` });
  const atMs = clock.now();
  const ended = { outcome, by: staff.username, atMs, ...moved(before, 'done') };
  const done =
    outcome === 'reached'
      ? await steps.change(key, 'reach', ended)
      : await steps.change(key, 'miss', { ...ended, open: openStep(atMs, key) });
  const row = (await steps.get(key)) ?? before;
  if (!done && !(row.outcome === outcome && row.by === staff.username)) return refused({ reason: 'conflict', text: whyNot(row) });
  logger.log(messages.commandDone, { command: 'recordStep', campaignId: campaign.id, repeated: !done });
  return ok(row);
}

function whyNot({ state, outcome, by }: StepRow): string {
  if (state !== 'done') return `the step is ${state}; to say how it ended, it must be due`;
  return `the step is done already: ${outcome}${by === undefined ? '' : `, as ${by} said`}; nothing was changed`;
}
