import { domainOf, isOut } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { furtherKind, type NoticeRow, noticeId, openDeferred, openResting, rankIn } from '#domain/notice/notice.ts';
import { afterRest } from '#domain/pacing/back-off.ts';
import { defaultQuiet, hoursOf, quietUntil } from '#domain/pacing/quiet-hours.ts';
import type { RestingDomains } from '#shared/aws/mail/back-off.ts';
import type { Dependencies } from './dependencies.ts';

/** What decides what may be sent now. */
export interface Rules extends Pick<CampaignRow, 'quietHours' | 'reminderRound'> {
  /** Domains that put mail off. */
  readonly resting: RestingDomains;
}

/**
 * Lets through what may be sent now. What nobody needs any more is dropped: a further mail, or one sent again, to a holder who is no longer out, but not one to a
 * contact, so reminders stop the moment somebody recovers, to what is read ahead, two seconds; a reminder of an earlier round; a notice whose place
 * a worse one took. What comes in quiet hours of its holder waits for their end, and what goes to a domain that puts mail off for that.
 */
export async function screen(dependencies: Dependencies, rules: Rules, rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]> {
  const { notices } = dependencies;
  const out = await stillOut(dependencies, rows);
  const fates = await Promise.all(
    rows.map(async (row) => {
      const dropped = dropReason(rules, row, out);
      const deferred = deferUntil(dependencies, rules, row);
      if (dropped !== undefined) await notices.change(row, 'drop', { reason: dropped });
      else if (deferred !== undefined) await notices.change(row, 'defer', { open: deferred });
      return dropped === undefined && deferred === undefined ? [row] : [];
    }),
  );
  return fates.flat();
}

/** Subjects of the holders of further mails who are still out. */
async function stillOut({ accounts }: Dependencies, rows: readonly NoticeRow[]): Promise<ReadonlySet<string>> {
  const further = rows.filter(isToHolder);
  const found = further.length === 0 ? [] : await accounts.getMany([...new Map(further.map((row) => [row.sub, row])).values()]);
  return new Set(found.filter(isOut).map(({ sub }) => sub));
}

function isToHolder({ mail, resent }: NoticeRow): boolean {
  return (mail !== undefined || resent === true) && furtherKind(mail) !== 'organisation';
}

/** Why nobody needs a notice; undefined where somebody does. */
function dropReason(rules: Rules, row: NoticeRow, out: ReadonlySet<string>): NoticeRow['reason'] {
  if (row.superseded === true) return 'regraded';
  return isToHolder(row) && !out.has(row.sub) ? 'recovered' : supersededByLaterRound(rules, row);
}

/** Whoever slept through several rounds, or a pause, is reminded once. */
function supersededByLaterRound({ reminderRound = 0 }: Rules, { mail }: NoticeRow): 'overtaken' | undefined {
  const [kind, round] = (mail ?? '').split('-');
  return kind === 'reminder' && Number(round) < reminderRound ? 'overtaken' : undefined;
}

/** The place of a notice that may not go out now; undefined where it may. After quiet hours those of a lower rank are due some ms earlier, so that their order stays. */
function deferUntil({ clock, timeZone }: Dependencies, { quietHours = defaultQuiet, resting }: Rules, row: NoticeRow): string | undefined {
  const kind = furtherKind(row.mail);
  const keepsQuiet = kind === undefined ? quietHours.firstNotice && row.grade !== 'confirmed' : kind === 'reminder';
  const quietMs = keepsQuiet ? quietUntil(clock.now(), row.timeZone ?? timeZone, hoursOf(quietHours)) : undefined;
  if (quietMs !== undefined) return openDeferred(quietMs + Math.floor(rankIn(row.open) / 100), noticeId(row));
  const restMs = resting.get(domainOf(row.address ?? ''));
  return restMs !== undefined && restMs > clock.now() ? openResting(afterRest(restMs, row.sub), noticeId(row)) : undefined;
}
