import { describe, expect, it } from 'vitest';
import { hourMs, type MailHour, noticesWithinCapacity, partMs } from './capacity.ts';

const none = [0, 0, 0, 0, 0, 0];
/** Two hours: what was sent and who came in each sixth of them; it is the end of the second sixth of the last hour. */
const hours = (sent: readonly number[][], came: readonly number[][]): readonly MailHour[] =>
  sent.map((sentIn, index) => ({ sent: 0, arrivals: 0, codes: 0, plain: 0, sentIn, arrivalsIn: came[index] ?? none }));
const nowMs = 1_000 * hourMs + 2 * partMs - 1;

describe('how many notices the pages carry', () => {
  it('goes by what is expected before anybody had time to come', () => {
    const fresh = hours([none, [0, 4_000, 0, 0, 0, 0]], []);
    expect(noticesWithinCapacity(fresh, {}, 25, nowMs).recoveryPerSecond).toBeCloseTo((0.7 * 25) / 0.05, 5);
  });

  it('falls where more holders come than expected, and rises where fewer do', () => {
    const many = hours([[10_000, 0, 0, 0, 0, 0], none], [[0, 2_000, 0, 0, 0, 0]]);
    const few = hours([[10_000, 0, 0, 0, 0, 0], none], [[0, 20, 0, 0, 0, 0]]);
    expect(noticesWithinCapacity(many, {}, 25, nowMs).recoveryPerSecond).toBeLessThan(100);
    expect(noticesWithinCapacity(few, {}, 25, nowMs).recoveryPerSecond).toBeGreaterThan(3_000);
  });

  it('does not take those who were told a moment ago for nobody', () => {
    const quick = hours([none, [0, 60_000, 0, 0, 0, 0]], [none, [0, 600, 0, 0, 0, 0]]);
    expect(noticesWithinCapacity(quick, {}, 25, nowMs).recoveryPerSecond).toBeCloseTo((0.7 * 25) / 0.05, 5);
    const many = hours([none, [0, 60_000, 0, 0, 0, 0]], [none, [0, 6_000, 0, 0, 0, 0]]);
    expect(noticesWithinCapacity(many, {}, 25, nowMs).recoveryPerSecond).toBeLessThan(100);
  });

  it('goes on at a pace that people can be carried at while somebody asks for codes by the thousand before there are notices', () => {
    const flood = hours([none, none, none], [[5_000, 5_000, 5_000, 5_000, 5_000, 5_000], none, none]);
    expect(noticesWithinCapacity(flood, {}, 25, nowMs).recoveryPerSecond).toBeCloseTo((0.7 * 25) / 0.5, 5);
  });

  it('falls further while more come at once than can be carried', () => {
    const spread = hours([[10_000, 0, 0, 0, 0, 0], none], [[0, 30_000, 0, 0, 0, 0]]);
    const now = hours([[10_000, 0, 0, 0, 0, 0], none], [none, [15_000, 15_000, 0, 0, 0, 0]]);
    const [calm = 0, rush = 0] = [spread, now].map((each) => noticesWithinCapacity(each, {}, 25, nowMs).recoveryPerSecond);
    expect(rush / calm).toBeCloseTo(17.5 / 25, 2);
  });
});

describe('how many notices the helpdesk carries', () => {
  const calm = hours([none, none], []);

  it('limits nothing before somebody said how many calls it takes', () => {
    expect(noticesWithinCapacity(calm, { calls: 9_999, callsAt: nowMs }, 25, nowMs).helpdeskPerSecond).toBeUndefined();
  });

  it('goes by the expected calls until some are reported, and again two hours after the last report', () => {
    const { helpdeskPerSecond } = noticesWithinCapacity(calm, { helpdeskPerHour: 1_000 }, 25, nowMs);
    expect(helpdeskPerSecond).toBeCloseTo((0.7 * 1_000) / 3_600 / 0.03, 5);
    const old = { helpdeskPerHour: 1_000, calls: 5_000, callsAt: nowMs - 2 * hourMs };
    expect(noticesWithinCapacity(calm, old, 25, nowMs).helpdeskPerSecond).toBe(helpdeskPerSecond);
  });

  it('falls where more call than the helpdesk takes', () => {
    const sent = hours([[5_000, 0, 0, 0, 0, 0], none], []);
    const [busy = 0, quiet = 0] = [2_000, 50].map(
      (calls) => noticesWithinCapacity(sent, { helpdeskPerHour: 1_000, calls, callsAt: nowMs }, 25, nowMs).helpdeskPerSecond ?? 0,
    );
    expect(busy).toBeLessThan(0.3);
    expect(quiet).toBeGreaterThan(10);
  });
});
