import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountSigns, type ReferenceParts, readReference, referenceOf, referredMails, typedReference } from './reference.ts';

const secret = 'a secret';
const nowMs = Date.UTC(2026, 10, 21, 9, 30);
const parts: ReferenceParts = { campaignId: 'c1', sub: 's1', mail: 'confirmed', atMs: Date.UTC(2026, 10, 20, 14, 45) };
const plain = (reference: string) => typedReference(reference) ?? '';

describe('the reference of a mail', () => {
  it('is three groups of four letters and digits, and the same whenever it is made in one hour', () => {
    expect(referenceOf(secret, parts)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(referenceOf(secret, { ...parts, atMs: parts.atMs + 60_000 })).toBe(referenceOf(secret, parts));
  });

  it('tells which mail it was and the hour it was sent in, for three years and a half', () => {
    const moments = fc.record({ ageMs: fc.integer({ min: 0, max: 3.5 * 365 * 86_400_000 }), mail: fc.constantFrom(...referredMails) });
    fc.assert(
      fc.property(moments, fc.string(), ({ ageMs, mail }, sub) => {
        const atMs = nowMs - ageMs;
        const reference = referenceOf(secret, { ...parts, mail, sub, atMs });
        expect(readReference(secret, plain(reference), nowMs)).toEqual({
          mail,
          account: accountSigns(secret, parts.campaignId, sub),
          atMs: Math.floor(atMs / 3_600_000) * 3_600_000,
        });
      }),
    );
  });

  it('is believed when the sender\u2019s clock was a little ahead', () => {
    const reference = referenceOf(secret, { ...parts, atMs: nowMs + 40 * 60_000 });
    expect(readReference(secret, plain(reference), nowMs)?.atMs).toBe(Date.UTC(2026, 10, 21, 10));
  });

  it('differs from account to account, mostly', () => {
    const references = Array.from({ length: 100 }, (_, index) => referenceOf(secret, { ...parts, sub: `s${index}` }));
    expect(new Set(references).size).toBeGreaterThan(80);
  });

  it('is not ours when one sign is another, or when somebody else made it', () => {
    const genuine = plain(referenceOf(secret, parts));
    for (let place = 0; place < genuine.length; place++) {
      const changed = `${genuine.slice(0, place)}${genuine[place] === 'A' ? 'B' : 'A'}${genuine.slice(place + 1)}`;
      expect(readReference(secret, changed, nowMs), changed).toBeUndefined();
    }
    expect(readReference('another secret', genuine, nowMs)).toBeUndefined();
  });

  it('may be typed in small letters, with other marks, and with O, I and L for 0 and 1', () => {
    expect(typedReference(' 4k7m 12xw\u2013d9ft ')).toBe('4K7M12XWD9FT');
    expect(typedReference('OIL0-ABCD-EFGH')).toBe('0110ABCDEFGH');
    expect(typedReference('4K7M-12XW')).toBeUndefined();
    expect(typedReference('4K7M-12XW-D9F!')).toBeUndefined();
  });
});
