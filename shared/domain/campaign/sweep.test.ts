import { describe, expect, it } from 'vitest';
import { isSwept, sweepCounter, sweepTotals, sweepVerdict } from './sweep.ts';

describe('the verdict on an account that is to be swept', () => {
  const campaign = { id: 'c1', epoch: 1_000 };
  const mine = { campaignId: 'c1', state: 'contained', sweep: '2#1#s' } as const;
  const verdict = (...others: Parameters<typeof sweepVerdict>[2]) => sweepVerdict(campaign, 'random-password', others);

  it('is to go on where it is contained, and recovered nowhere since the epoch', () => {
    expect(verdict(mine)).toBe('go');
    expect(verdict(mine, { campaignId: 'c0', state: 'recovered', recoveredAt: 999 })).toBe('go');
  });

  it('is nothing where somebody was first, or its holder is recovering in any campaign', () => {
    expect(verdict()).toBe('nothing');
    for (const state of ['recovering', 'recovered', 'exempt'] as const) expect(verdict({ ...mine, state })).toBe('nothing');
    expect(verdict({ campaignId: 'c1', state: 'contained' })).toBe('nothing');
    expect(verdict(mine, { campaignId: 'c2', state: 'recovering' })).toBe('nothing');
  });

  it('spares a password that is as new as the epoch', () => {
    expect(verdict(mine, { campaignId: 'c2', state: 'recovered', recoveredAt: 1_000 })).toBe('recovered');
  });

  it('is that a password is not ours only where one would be set', () => {
    const federated = { ...mine, doubt: 'federated' } as const;
    expect(verdict(federated)).toBe('federated');
    expect(sweepVerdict(campaign, 'sign-out', [federated])).toBe('go');
  });
});

describe('the sweep of a campaign', () => {
  const sweep = { primitives: { active: 'sign-out' }, activeDays: 90 } as const;

  it('runs while the epoch holds and nobody paused it, and only where there is one', () => {
    expect(isSwept({ state: 'live', sweep })).toBe(true);
    expect(isSwept({ state: 'closed', sweep })).toBe(true);
    for (const state of ['planned', 'approved', 'lifted', 'cancelled'] as const) expect(isSwept({ state, sweep })).toBe(false);
    expect(isSwept({ state: 'live', sweep, sweepPausedBy: 'anna' })).toBe(false);
    expect(isSwept({ state: 'live' })).toBe(false);
    expect(isSwept({ state: 'live', sweep: { ...sweep, primitives: {} } })).toBe(false);
  });
});

describe('what an account counts as in the sweep', () => {
  it('is one thing at most, by cohort, and the totals find it again', () => {
    const rows = [
      { cohort: 'active', sweep: '2#1#s' },
      { cohort: 'active', swept: 'disable' },
      { cohort: 'dormant', sweepRefused: 'gone' },
    ] as const;
    const counters = Object.fromEntries(rows.map((row) => [sweepCounter(row) ?? '', 1]));
    expect(sweepTotals(counters)).toMatchObject({ active: { left: 1, swept: 1, refused: 0 }, dormant: { left: 0, swept: 0, refused: 1 } });
  });

  it('is nothing without a cohort, in a cohort that is left alone, and once its holder was faster', () => {
    expect([sweepCounter({}), sweepCounter({ cohort: 'active' })]).toEqual([undefined, undefined]);
  });
});
