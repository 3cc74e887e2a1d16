import { type AccountRow, isOut } from '#domain/account/account.ts';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import type { ChannelRow } from '#domain/campaign/channels.ts';
import { moved, openStep, type StepOutcome, type StepRow, stepAfter } from '#domain/next-channel/next-channel.ts';
import { furtherKind, type NoticeRow, noticeId, openRejected, openUnreached, timeIn } from '#domain/notice/notice.ts';
import type { Dependencies } from './dependencies.ts';
import { type Round, tell } from './round.ts';
import { carryOut } from './step.ts';

/** Rows read at once: as many accounts as one read takes. */
const readSize = 100;

/** Works on what is due in a lane until nothing is, or time is up: a step that fails at once makes the next one due. */
export async function workOnLane(dependencies: Dependencies, round: Round, lane: number, hasTime: () => boolean): Promise<void> {
  const { notices, steps, clock } = dependencies;
  const campaignId = round.campaign.id;
  for (let rows = 1; rows > 0 && hasTime(); ) {
    const now = clock.now();
    const unreached = await notices.open(campaignId, lane, { from: '5#', to: openUnreached(now, '~'), limit: readSize });
    await forEachAccount(dependencies, unreached, (row, account) => handOverNotice(dependencies, round, row, account));
    const open = await steps.open(campaignId, lane, now, readSize);
    const seen = await dependencies.channels.getMany(open.filter(isNewAddressStep).map(({ sub }) => sub));
    await forEachAccount(dependencies, open, (row, account) => lookAt(dependencies, round, row, account, seen.get(row.sub)));
    rows = unreached.length + open.length;
  }
}

function isNewAddressStep({ channel, state }: StepRow): boolean {
  return channel === 'address' && state === 'planned';
}

async function forEachAccount<R extends { readonly campaignId: string; readonly sub: string }>(
  { accounts }: Dependencies,
  rows: readonly R[],
  work: (row: R, account: AccountRow | undefined) => Promise<unknown>,
): Promise<void> {
  const keys = new Map(rows.map((row) => [row.sub, row]));
  const found = new Map((await accounts.getMany([...keys.values()])).map((account) => [account.sub, account]));
  await Promise.all(rows.map((row) => work(row, found.get(row.sub))));
}

/**
 * The first step follows the first notice, and the one of a worse grade, which may have taken its place. Whatever became of another further mail, the
 * step that sent it finds out.
 */
async function handOverNotice(dependencies: Dependencies, round: Round, row: NoticeRow, account: AccountRow | undefined): Promise<void> {
  const failedAt = timeIn(row.open ?? '');
  const kind = furtherKind(row.mail);
  if ((kind === undefined || kind === 'grade') && isOut(account)) await begin(dependencies, round, row.sub, undefined, failedAt);
  if (row.reason !== 'rejected') await dependencies.notices.change(row, 'handOver');
  else await dependencies.notices.change(row, 'handOverRejected', { open: openRejected(failedAt, noticeId(row)) });
}

async function begin({ steps }: Dependencies, round: Round, sub: string, after: NextChannel | undefined, failedAt: number): Promise<void> {
  const row = stepAfter(round.campaign, sub, after, failedAt);
  if (row !== undefined && (await steps.add(row))) round.begun++;
}

async function lookAt(
  dependencies: Dependencies,
  round: Round,
  row: StepRow,
  account: AccountRow | undefined,
  seen: ChannelRow | undefined,
): Promise<void> {
  const { steps, clock } = dependencies;
  const now = clock.now();
  const ended = (outcome: StepOutcome) => ({ outcome, atMs: clock.now(), ...moved(row, 'done') });
  if (row.state === 'done') {
    if (isOut(account)) await begin(dependencies, round, row.sub, row.channel, row.atMs ?? now);
    await steps.change(row, 'handOver');
    return;
  }
  if (account === undefined || !isOut(account)) {
    await steps.change(row, 'finish', ended('recovered'));
    return;
  }
  const next = await carryOut(dependencies, round, row, account, seen);
  switch (next.kind) {
    case 'fall-due':
      await steps.change(row, 'fallDue', { open: openStep(next.lookAt, row), ...moved(row, 'due') });
      return;
    case 'taken': {
      const sets = { mail: next.mail, open: openStep(next.lookAt, row), ...moved(row, 'under-way') };
      const taken = await steps.change(row, 'takeUp', sets, { before: row.open });
      if (taken && next.mail === round.mail) tell(round, account);
      return;
    }
    case 'wait':
      await steps.change(row, 'look', { open: openStep(next.lookAt, row) });
      return;
    case 'put-off':
      await steps.change(row, 'putOff', { open: openStep(next.lookAt, row), ...moved(row, 'planned') });
      return;
    case 'ended':
      await steps.change(row, 'finish', ended(next.outcome));
      return;
    case 'failed':
      if (await steps.change(row, 'fail', { ...ended(next.outcome), open: openStep(now, row) })) round.failed++;
  }
}
