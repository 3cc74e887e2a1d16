import * as z from 'zod';
import { type Fault, fault } from '#shared/lambda/validate.ts';

const isoDate = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** How a moment is written. */
export const momentWords =
  'a date such as 2026-11-20 (its first moment in UTC), a time with its zone such as 2026-11-20T13:00Z, or milliseconds since 1970';

/** A moment as ms since 1970. A day that the month does not have is none, though `Date` would take it for one of the next. */
export const moment = z
  .union([z.int(), z.string()])
  .transform((given) => {
    const day = typeof given === 'string' ? isoDate.exec(given.trim())?.[1] : undefined;
    if (typeof given === 'number') return given;
    return day !== undefined && Date.parse(day) === Date.parse(`${day}T00:00Z`) && new Date(day).toISOString().startsWith(day)
      ? Date.parse(given.trim())
      : Number.NaN;
  })
  .pipe(z.int().min(0).max(8_640_000_000_000_000))
  .meta({ description: momentWords });

/** Moments, by their field, that lie before the making of the directory or after now, both in ms since 1970. */
export function momentFaults(moments: readonly (readonly [string, number | undefined])[], fromMs: number, toMs: number): Fault[] {
  const iso = (ms: number) => new Date(ms).toISOString();
  return moments.flatMap(([field, ms]) =>
    ms === undefined || (ms >= fromMs && ms <= toMs)
      ? []
      : [fault(field, iso(ms), `a moment from ${iso(fromMs)}, when the directory was made, to now (${iso(toMs)})`)],
  );
}
