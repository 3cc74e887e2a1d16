import type { CampaignRow } from '#domain/campaign.ts';
import { furtherKind, type NoticeRow, noticeId, openDeferred, rankIn } from '#domain/notice.ts';
import { defaultQuiet, hoursOf, quietUntil } from '#domain/quiet-hours.ts';
import type { Dependencies } from './dependencies.ts';

/** What of a campaign decides what may be sent now. */
export type Rules = Pick<CampaignRow, 'quietHours' | 'reminderRound'>;

/**
 * Lets through what may be sent now. A further mail whose holder is no longer out is dropped: reminders stop the moment somebody recovers, to what
 * is read ahead, two seconds. A reminder of an earlier round is dropped too, and one that comes in quiet hours of its holder waits for their end.
 */
export async function screen(dependencies: Dependencies, rules: Rules, rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]> {
  const { accounts, notices } = dependencies;
  const further = rows.filter(({ mail }) => mail !== undefined);
  const found = await accounts.getMany([...new Map(further.map((row) => [row.sub, row])).values()]);
  const out = new Set(found.filter(({ state }) => state === 'contained' || state === 'recovering').map(({ sub }) => sub));
  const fates = await Promise.all(
    rows.map(async (row) => {
      const needless = row.mail === undefined ? undefined : out.has(row.sub) ? overtaken(rules, row) : 'recovered';
      const fromMs = heldUntil(dependencies, rules, row);
      if (needless !== undefined) await notices.change(row, 'drop', { reason: needless });
      else if (fromMs !== undefined) await notices.change(row, 'defer', { open: openDeferred(fromMs, noticeId(row)) });
      return needless === undefined && fromMs === undefined ? [row] : [];
    }),
  );
  return fates.flat();
}

/** Whoever slept through several rounds, or a pause, is reminded once. */
function overtaken({ reminderRound = 0 }: Rules, { mail }: NoticeRow): 'overtaken' | undefined {
  const [kind, round] = (mail ?? '').split('-');
  return kind === 'reminder' && Number(round) < reminderRound ? 'overtaken' : undefined;
}

/** From when a notice may go out; undefined where that is now. Those of a lower rank are due some ms earlier, so that their order stays. */
function heldUntil({ clock, timeZone }: Dependencies, { quietHours = defaultQuiet }: Rules, row: NoticeRow): number | undefined {
  const kind = furtherKind(row.mail);
  const isHeld = kind === undefined ? quietHours.firstNotice && row.grade !== 'confirmed' : kind === 'reminder';
  const untilMs = isHeld ? quietUntil(clock.now(), row.timeZone ?? timeZone, hoursOf(quietHours)) : undefined;
  return untilMs && untilMs + Math.floor(rankIn(row.open) / 100);
}
