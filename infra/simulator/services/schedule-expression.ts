import { UnsupportedError } from '../errors.ts';

/** Gives the next time (epoch ms) after a time; undefined when there is none. */
export type Recurrence = (afterMs: number) => number | undefined;

/** A schedule expression, understood. */
export interface ScheduleExpression {
  readonly kind: 'rate' | 'cron' | 'at';
  readonly next: Recurrence;
}

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Understands `rate(5 minutes)`, `at(2026-11-20T14:00:00)` and `cron(0 8 ? * MON-FRI *)`, in UTC.
 * @throws UnsupportedError for anything else, and for the `L`, `W` and `#` of cron.
 */
export function parseSchedule(expression: string): ScheduleExpression {
  const open = expression.indexOf('(');
  const kind = expression.slice(0, open);
  const inner = expression.endsWith(')') ? expression.slice(open + 1, -1).trim() : '';
  const refuse = () => new UnsupportedError('Scheduler', `the schedule ${expression}`);
  if (kind === 'rate') {
    const [count, unit = ''] = inner.split(' ');
    const intervalMs = Number(count) * (unitMs[unit.replace(/s$/, '')] ?? Number.NaN);
    if (!Number.isInteger(intervalMs) || intervalMs <= 0) throw refuse();
    return { kind, next: (afterMs) => afterMs + intervalMs };
  }
  if (kind === 'at') {
    const atMs = Date.parse(`${inner}Z`);
    if (Number.isNaN(atMs)) throw refuse();
    return { kind, next: (afterMs) => (atMs > afterMs ? atMs : undefined) };
  }
  const fields = inner.split(/\s+/);
  if (kind !== 'cron' || fields.length !== 6) throw refuse();
  const [minutes, hours, days, months, weekdays, years] = fields.map((field, index) => {
    const values = parseField(field, fieldRanges[index] as FieldRange);
    if (values === undefined) throw refuse();
    return values;
  }) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  const isDay = (date: Date) =>
    years.has(date.getUTCFullYear()) &&
    months.has(date.getUTCMonth() + 1) &&
    days.has(date.getUTCDate()) &&
    weekdays.has(date.getUTCDay() + 1);
  return {
    kind,
    next: (afterMs) => {
      let atMs = (Math.floor(afterMs / 60_000) + 1) * 60_000;
      for (let tries = 0; tries < 4 * 366 + 24 * 60; tries++) {
        const date = new Date(atMs);
        if (!isDay(date)) atMs = (Math.floor(atMs / 86_400_000) + 1) * 86_400_000;
        else if (!hours.has(date.getUTCHours())) atMs = (Math.floor(atMs / 3_600_000) + 1) * 3_600_000;
        else if (!minutes.has(date.getUTCMinutes())) atMs += 60_000;
        else return atMs;
      }
      return undefined;
    },
  };
}

interface FieldRange {
  readonly low: number;
  readonly high: number;
  /** Words for the values from `low` on. */
  readonly words?: readonly string[];
}

const fieldRanges: readonly FieldRange[] = [
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31 },
  { low: 1, high: 12, words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] },
  { low: 1, high: 7, words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
  { low: 1970, high: 2199 },
];

/** `*`, `?`, `5`, `1-5`, `1,3`, `0/15`, with words where the field has them, and lists of these; undefined for anything else. */
function parseField(field: string, { low, high, words = [] }: FieldRange): Set<number> | undefined {
  const values = new Set<number>();
  const read = (text: string) => (words.includes(text) ? words.indexOf(text) + low : /^\d+$/.test(text) ? Number(text) : Number.NaN);
  for (const part of field.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [first = '', last = part.includes('/') ? String(high) : first] = range.split('-');
    const [from, to] = range === '*' || range === '?' ? [low, high] : [read(first), read(last)];
    const by = Number(step);
    if (!(from >= low && to <= high && from <= to && Number.isInteger(by) && by > 0)) return undefined;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}
