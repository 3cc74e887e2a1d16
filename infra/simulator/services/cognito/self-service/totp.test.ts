import { expect, test } from 'vitest';
import { base32, matchingStep, totp } from './totp.ts';

const secret = base32(Buffer.from('12345678901234567890'));

test('writes base32 as RFC 4648 has it', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(base32(Buffer.from('f'))).toBe('MY');
  expect(base32(Buffer.from(''))).toBe('');
});

// RFC 6238, appendix B: the last six of the eight digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('gives the code of RFC 6238 at %i s', (seconds, code) => {
  expect(totp(secret, seconds * 1000)).toBe(code);
});

test('a code counts half a minute early and late, and no longer', () => {
  const atMs = 1_700_000_010_000;
  const code = totp(secret, atMs);
  expect(matchingStep(secret, code, atMs + 30_000)).toBe(Math.floor(atMs / 30_000));
  expect(matchingStep(secret, code, atMs - 30_000)).toBe(Math.floor(atMs / 30_000));
  expect(matchingStep(secret, code, atMs + 60_000)).toBeUndefined();
});
