import { describe, expect, it } from 'vitest';
import { hoursOf, isTimeZone, quietUntil } from './quiet-hours.ts';

const night = { from: 21 * 60, to: 8 * 60 };
const at = (iso: string) => Date.parse(iso);
const until = (iso: string, zone: string, hours = night) => {
  const ms = quietUntil(at(iso), zone, hours);
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('quiet hours', () => {
  it('hold from their first minute to their last by the clock of the holder', () => {
    expect(until('2026-11-26T19:59:59Z', 'Europe/Amsterdam')).toBeUndefined();
    expect(until('2026-11-26T20:00:00Z', 'Europe/Amsterdam')).toBe('2026-11-27T07:00:00.000Z');
    expect(until('2026-11-27T06:59:59Z', 'Europe/Amsterdam')).toBe('2026-11-27T07:00:00.000Z');
    expect(until('2026-11-27T07:00:00Z', 'Europe/Amsterdam')).toBeUndefined();
  });

  it('are those of each time zone', () => {
    expect(until('2026-11-26T20:30:00Z', 'America/Toronto')).toBeUndefined();
    expect(until('2026-11-26T20:30:00Z', 'Asia/Kolkata')).toBe('2026-11-27T02:30:00.000Z');
  });

  it('may lie within one day', () => {
    expect(until('2026-11-26T12:10:30Z', 'UTC', { from: 12 * 60, to: 13 * 60 + 15 })).toBe('2026-11-26T13:15:00.000Z');
  });

  it('end by the clock also in the night in which clocks change', () => {
    expect(until('2026-10-24T22:00:00Z', 'Europe/Amsterdam')).toBe('2026-10-25T07:00:00.000Z');
    expect(until('2027-03-27T22:00:00Z', 'Europe/Amsterdam')).toBe('2027-03-28T06:00:00.000Z');
  });

  it('end after now also where the clocks skip their end', () => {
    expect(until('2027-03-28T00:40:00Z', 'Europe/Amsterdam', { from: 21 * 60, to: 150 })).toBe('2027-03-28T01:30:00.000Z');
    expect(until('2027-03-27T20:00:00Z', 'Europe/Amsterdam', { from: 21 * 60, to: 150 })).toBe('2027-03-28T01:30:00.000Z');
  });

  it('are read from times of the day', () => {
    expect(hoursOf({ from: '21:00', to: '08:05', firstNotice: false })).toEqual({ from: 1_260, to: 485 });
  });

  it('know a time zone from a text that is none', () => {
    expect([isTimeZone('Europe/Amsterdam'), isTimeZone('Amsterdam'), isTimeZone('')]).toEqual([true, false, false]);
  });
});
