import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDormant, type OrderFacts, rankOf, type Wave, waveOf } from './notice-order.ts';

const day = 86_400_000;
const plannedAt = 20_000 * day;
const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  grade: 'precaution',
  privileged: false,
  address: 'jan@voorbeeld.example',
  modifiedAt: plannedAt - day,
  plannedAt,
  ...more,
});
const wave = (more: Partial<OrderFacts>, staffDomains: readonly string[] = ['sluis.example']) =>
  waveOf(facts(more), defaultDormant, staffDomains);

describe('the wave of a notice', () => {
  it('is the first of those that fit', () => {
    expect(wave({ grade: 'confirmed', privileged: true })).toBe('confirmed');
    expect(wave({ grade: 'suspected' })).toBe('suspected');
    expect(wave({ privileged: true, address: 'eva@sluis.example' })).toBe('privileged');
    expect(wave({ address: 'Eva@SLUIS.example' })).toBe('staff');
    expect(wave({})).toBe('active');
    expect(wave({ modifiedAt: plannedAt - 366 * day })).toBe('dormant');
  });

  it('takes only the whole domain for staff', () => {
    expect(wave({ address: 'eva@notsluis.example' })).toBe('active');
    expect(wave({ address: 'sluis.example@other.example' })).toBe('active');
    expect(wave({ address: undefined })).toBe('active');
  });

  it('takes an account of unknown age for an active one', () => {
    expect(wave({ modifiedAt: undefined })).toBe('active');
  });
});

describe('the rank of a notice', () => {
  it('has six digits at most, and waves never mix, whatever the age', () => {
    const inOrder: readonly Wave[] = ['again', 'confirmed', 'suspected', 'privileged', 'staff', 'active', 'dormant'];
    const moment = fc.option(fc.integer({ min: 0, max: 8_640_000_000_000_000 }), { nil: undefined });
    fc.assert(
      fc.property(moment, moment, fc.nat(5), (one, other, at) => {
        const earlier = rankOf(inOrder[at] as Wave, facts({ modifiedAt: one }));
        const later = rankOf(inOrder[at + 1] as Wave, facts({ modifiedAt: other }));
        expect(earlier).toBeLessThan(later);
        expect(later).toBeLessThan(1_000_000);
      }),
    );
  });

  it('takes the most recently changed first', () => {
    const of = (days: number) => rankOf('active', facts({ modifiedAt: plannedAt - days * day }));
    expect(of(2)).toBeLessThan(of(3));
  });
});
