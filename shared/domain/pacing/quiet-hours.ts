/** Hours of the day in which nobody is written to; they may go over midnight. */
export interface QuietHours {
  /** When they begin, in minutes after midnight by the holder's clock, 0 to 1,439. */
  readonly from: number;
  /** When they end, in the same way; other than `from`. */
  readonly to: number;
}

/** Quiet hours as a plan has them, by the clock of each holder. */
export interface QuietPlan {
  /** When they begin, such as `21:00`. */
  readonly from: string;
  /** When they end, in the same way; other than `from`. */
  readonly to: string;
  /** Whether the first notice waits for their end too. One to an account that was used never does. */
  readonly firstNotice: boolean;
}

/** Quiet hours where nobody says: the night. */
export const defaultQuiet: QuietPlan = { from: '21:00', to: '08:00', firstNotice: false };

/** The hours of a plan. */
export function hoursOf({ from, to }: QuietPlan): QuietHours {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return { from: minutes(from), to: minutes(to) };
}

const minuteMs = 60_000;
const dayMinutes = 1_440;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether this is the name of a time zone, such as Europe/Amsterdam. */
export function isTimeZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** When somebody may be written to, in ms since 1970; undefined where that is at once. @param zone name of the holder's time zone */
export function quietUntil(nowMs: number, zone: string, { from, to }: QuietHours): number | undefined {
  const now = minuteOfDay(nowMs, zone);
  const isQuiet = from < to ? now >= from && now < to : now >= from || now < to;
  if (!isQuiet) return undefined;
  const wholeMinute = nowMs - (nowMs % minuteMs);
  const end = wholeMinute + minutesFrom(now, to) * minuteMs;
  // Clocks that were changed in between show another time by then.
  const off = minutesFrom(to, minuteOfDay(end, zone));
  const moved = end - (off > dayMinutes / 2 ? off - dayMinutes : off) * minuteMs;
  // Where clocks skip the end, that moment is before it, perhaps before now.
  return minuteOfDay(moved, zone) === to ? moved : end;
}

function minutesFrom(earlier: number, later: number): number {
  return (later - earlier + dayMinutes) % dayMinutes;
}

function minuteOfDay(ms: number, zone: string): number {
  const [hours = 0, minutes = 0] = clockOf(zone).format(ms).split(':').map(Number);
  return hours * 60 + minutes;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(zone, clock);
  return clock;
}
