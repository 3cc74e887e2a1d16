import type { AccountRow } from '#domain/account/account.ts';
import { type ChannelRow, compromisedFrom, olderAddress } from '#domain/campaign/channels.ts';
import { isManual, organisationSub, type StepRow } from '#domain/next-channel/next-channel.ts';
import { type NoticeRow, noticeId, openWaiting } from '#domain/notice/notice.ts';
import type { Dependencies } from './dependencies.ts';
import type { Round } from './round.ts';
import { carryOutText } from './text.ts';
import { type Next, quietFor, underWayMs } from './waits.ts';

/** How often a step that waits for a person is looked at, in ms: for so long it may stand for a holder who has recovered. */
const personMs = 3_600_000;

/** Carries out the step of an account that is out, as far as it goes now. */
export async function carryOut(
  dependencies: Dependencies,
  round: Round,
  row: StepRow,
  account: AccountRow,
  seen: ChannelRow | undefined,
): Promise<Next> {
  const now = dependencies.clock.now();
  if (isManual(row.channel)) {
    const quietMs = row.channel === 'call' && row.state === 'planned' ? quietFor(dependencies, round, account) : undefined;
    if (quietMs !== undefined) return { kind: 'wait', lookAt: quietMs };
    return { kind: row.state === 'planned' ? 'fall-due' : 'wait', lookAt: now + personMs };
  }
  if (row.channel === 'sms') return carryOutText(dependencies, round, row, account);
  if (row.state === 'under-way') {
    const fate = await fateOf(dependencies, round, row, account);
    if (fate === 'delivered') return { kind: 'ended', outcome: 'delivered' };
    if (fate === 'failed') return { kind: 'failed', outcome: 'bounced' };
    if (fate === 'under-way') return { kind: 'wait', lookAt: now + underWayMs };
  }
  const mail = round.campaign.state === 'live' ? await mailFor(dependencies, round, row, account, seen) : undefined;
  return mail === undefined ? { kind: 'failed', outcome: 'no-channel' } : { kind: 'taken', mail, lookAt: now + underWayMs };
}

/** What became of the mail of a step; `missing` where a crash came before it was written, or where it waits and the campaign was closed. */
async function fateOf(
  { notices }: Dependencies,
  { campaign }: Round,
  { campaignId, channel, mail, sub }: StepRow,
  { organisation = '' }: AccountRow,
): Promise<'delivered' | 'failed' | 'under-way' | 'missing'> {
  const to = channel === 'organisation' ? organisationSub(organisation) : sub;
  const found = await notices.get({ campaignId, sub: to, ...(mail && { mail }) });
  switch (found?.state) {
    case undefined:
      return 'missing';
    case 'waiting':
      return campaign.state === 'live' ? 'under-way' : 'missing';
    case 'delivered':
    case 'complained':
      return 'delivered';
    case 'bounced':
    case 'suppressed':
      return 'failed';
    default:
      return 'under-way';
  }
}

/** Writes the mail of a step, or says which is to hold it at the end of the round; undefined where there is nobody to send one to. */
async function mailFor(
  dependencies: Dependencies,
  { campaign, breached, contacts, mail }: Round,
  { channel, sub }: StepRow,
  account: AccountRow,
  seen: ChannelRow | undefined,
): Promise<NoticeRow['mail']> {
  if (channel === 'organisation') {
    return contacts.has(account.organisation ?? '') ? mail : undefined;
  }
  const address = olderAddress(seen, compromisedFrom(campaign, account), breached, account.address);
  if (address === undefined) return undefined;
  const { campaignId, username, language, name, grade } = account;
  const key = { campaignId, sub, mail: 'address-1' } as const;
  const open = openWaiting(0, noticeId(key));
  await dependencies.notices.add({
    ...key,
    username,
    language,
    address,
    open,
    state: 'waiting',
    ...(name && { name }),
    ...(grade && { grade }),
  });
  return key.mail;
}
