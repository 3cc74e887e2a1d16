import { type AccountRow, isOut } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import { toUsd } from '#domain/campaign/text-spend.ts';
import { moved, openStep, type StepKey, type StepRow, type StepState, type spokenOutcomes } from '#domain/next-channel/next-channel.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';
import { isAllowed, type Refusal } from '../operation.ts';
import { helpdesk } from '../parts/helpdesk.ts';
import { noteLookUp } from '../parts/look-ups.ts';

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

/** Phone number or postal address, for roles that may use it. */
export function meansOf(staff: Staff, { step, account }: ListedStep): string | undefined {
  if (!isAllowed({ by: helpdesk }, staff)) return undefined;
  return step.channel === 'call' ? account?.phone : step.channel === 'letter' ? account?.postal : undefined;
}

/** A page of steps, which is worked through holder by holder, so it is not limited; that it was read is in the audit log before it is answered. */
export async function listSteps(
  needs: Pick<Dependencies, 'steps' | 'accounts' | 'orders' | 'ids' | 'clock'>,
  staff: Staff,
  campaign: CampaignRow,
  listing: StepListing,
): ReturnType<typeof readSteps> {
  const page = await readSteps(needs, campaign, listing);
  if (page.listed.length > 0) await noteLookUp(needs, staff, { order: 'list-steps', campaignId: campaign.id, rows: page.listed.length });
  return page;
}

/**
 * Records how the step of a person ended; where it did not reach the holder, the next one follows within a minute. The same outcome said again by the
 * same person changes nothing.
 */
export async function recordOutcome(
  { steps, clock }: Pick<Dependencies, 'steps' | 'clock'>,
  { username: by }: Staff,
  { id: campaignId }: CampaignRow,
  { channel, account, outcome }: NewOutcome,
): Promise<Result<StepRow, Refusal>> {
  const key: StepKey = { campaignId, sub: account, channel };
  const before = await steps.get(key);
  if (before === undefined) return refused({ kind: 'unknown', text: `account ${account.slice(0, 40)} has no step ${channel}` });
  const atMs = clock.now();
  const ended = { outcome, by, atMs, ...moved(before, 'done') };
  const done =
    outcome === 'reached'
      ? await steps.change(key, 'reach', ended)
      : await steps.change(key, 'miss', { ...ended, open: openStep(atMs, key) });
  const row = (await steps.get(key)) ?? before;
  if (!done && !(row.outcome === outcome && row.by === by)) return refused({ kind: 'state', text: whyNot(row) });
  return ok(row);
}

function whyNot({ state, outcome, by }: StepRow): string {
  if (state !== 'done') return `the step is ${state}; to record how it ended, it must be due`;
  return `the step is done already: ${outcome}${by === undefined ? '' : `, as ${by} said`}; nothing was changed`;
}
