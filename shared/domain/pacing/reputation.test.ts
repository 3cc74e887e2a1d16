import { describe, expect, it } from 'vitest';
import { guardVerdict, guardView } from './reputation.ts';

const limits = { bounces: 0.03, complaints: 0.0005 };

describe('the reputation guard', () => {
  it('pauses for no single complaint among 1,500 mails, and for as many as chance gives in fewer than one of a hundred campaigns', () => {
    expect(guardVerdict({ sent: 1_500, complained: 1 }, limits)).toBeUndefined();
    expect(guardVerdict({ sent: 1_500, complained: 3 }, limits)).toBeUndefined();
    expect(guardVerdict({ sent: 1_500, complained: 4 }, limits)).toBe('complaints');
    expect(guardVerdict({ sent: 1_000, bounced: 42 }, limits)).toBeUndefined();
    expect(guardVerdict({ sent: 1_000, bounced: 44 }, limits)).toBe('bounces');
  });

  it('gives no verdict before a thousand mails', () => {
    expect(guardVerdict({ sent: 999, bounced: 500, complained: 500 }, limits)).toBeUndefined();
  });

  it('comes close to its limits as mails become many, below the shares at which AWS reviews', () => {
    const { pausesAt } = guardView({ sent: 1_000_000 }, limits);
    expect(pausesAt.complaints / 1_000_000).toBeCloseTo(0.00055, 5);
    expect(pausesAt.bounces / 1_000_000).toBeCloseTo(0.0304, 4);
    expect(guardVerdict({ sent: 1_000_000, complained: pausesAt.complaints - 1 }, limits)).toBeUndefined();
    expect(guardVerdict({ sent: 1_000_000, complained: pausesAt.complaints }, limits)).toBe('complaints');
  });

  it('is right about exact chances: of Poisson’s with a mean of 0.75, four or more come in 0.73 of a hundred', () => {
    const bound = (complaints: number) => guardVerdict({ sent: 1_500, complained: 4 }, { bounces: 0.03, complaints });
    expect(bound(0.0823 / 150)).toBe('complaints');
    expect(bound(0.0825 / 150)).toBeUndefined();
  });

  it('says what it saw and what it would take', () => {
    expect(guardView({ sent: 1_500, complained: 1 }, limits)).toEqual({
      sent: 1_500,
      bounced: 0,
      complained: 1,
      pausesAt: { bounces: 62, complaints: 4 },
    });
    expect(guardView({}, limits).pausesAt).toEqual({ bounces: 44, complaints: 4 });
  });
});
