import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilingUnits, charactersOutsideGsm, isPhoneNumber, textSize, toUsd, worstPrice } from './text-spend.ts';

describe('the parts of a text', () => {
  it.each([
    ['', 'gsm7', 1],
    ['a'.repeat(160), 'gsm7', 1],
    ['a'.repeat(161), 'gsm7', 2],
    ['a'.repeat(306), 'gsm7', 2],
    ['a'.repeat(307), 'gsm7', 3],
    ['é'.repeat(160), 'gsm7', 1],
    ['€'.repeat(80), 'gsm7', 1],
    ['€'.repeat(81), 'gsm7', 2],
    ['ç', 'ucs2', 1],
    ['ê'.repeat(70), 'ucs2', 1],
    ['ê'.repeat(71), 'ucs2', 2],
    ['ê'.repeat(134), 'ucs2', 2],
    ['ê'.repeat(135), 'ucs2', 3],
    [`${'a'.repeat(159)}ç`, 'ucs2', 3],
    ['😀'.repeat(35), 'ucs2', 1],
    ['😀'.repeat(36), 'ucs2', 2],
  ] as const)('%#: are counted in the alphabet that it needs', (text, alphabet, parts) => {
    expect(textSize(text)).toEqual({ alphabet, parts });
  });

  it('are one more where a character of two would be cut', () => {
    expect(textSize(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toEqual({ alphabet: 'gsm7', parts: 3 });
    expect(textSize(`${'ê'.repeat(66)}😀${'ê'.repeat(66)}`)).toEqual({ alphabet: 'ucs2', parts: 3 });
  });

  it('hold every text, whatever it says (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { alphabet, parts } = textSize(text);
        const units = alphabet === 'ucs2' ? text.length : [...text].length;
        const together = alphabet === 'ucs2' ? 67 : 153;
        expect(parts === 1 || parts * together >= units).toBe(true);
        expect(textSize(`${text}a`).parts).toBeGreaterThanOrEqual(parts);
      }),
    );
  });

  it('tell which characters make it dear', () => {
    expect(charactersOutsideGsm('Ça va, François ? “Oui” €[]')).toEqual(['ç', '“', '”']);
  });
});

describe('the worst price of a text', () => {
  it('is exact where MaxPrice can say it, and rounded up where not', () => {
    expect(toUsd(worstPrice(3, { ceilingUsd: 1, usdPerPart: 0.1 }))).toBe(0.3);
    expect(worstPrice(1, { ceilingUsd: 1, usdPerPart: 0.11231 })).toBe(11_231);
    expect(worstPrice(2, { ceilingUsd: 1, usdPerPart: 0.000001 })).toBe(2);
  });

  it('meets a ceiling that is rounded down', () => {
    expect(ceilingUnits({ ceilingUsd: 0.29, usdPerPart: 1 })).toBe(29_000);
    expect(ceilingUnits({ ceilingUsd: 0.000019, usdPerPart: 1 })).toBe(1);
  });
});

describe('a number that a text can go to', () => {
  it.each(['+31612345678', '+12345678', '+123456789012345'])('is %s', (number) => {
    expect(isPhoneNumber(number)).toBe(true);
  });

  it.each(['0612345678', '31612345678', '+0612345678', '+1234567', '+1234567890123456', '+31 612345678', '+31612345678\n', ''])(
    'is not %j',
    (number) => {
      expect(isPhoneNumber(number)).toBe(false);
    },
  );
});
