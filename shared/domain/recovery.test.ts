import { describe, expect, it } from 'vitest';
import type { AccountRow } from './account.ts';
import {
  codeMs,
  codeOf,
  isOver,
  isRightCode,
  mailLimitKey,
  maxTries,
  newRecovery,
  oneMoreMail,
  readCode,
  recoverable,
  recoveryIdOf,
  recoveryMs,
} from './recovery.ts';

const secret = 'a secret of the deployment';
const now = Date.UTC(2026, 10, 20, 14);
const asked = newRecovery(recoveryIdOf('token'), 'a@example.org', 'nl', now);
const mailed = { ...asked, minted: 1, mintedAt: now };
const right = codeOf(secret, asked);

describe('a code', () => {
  it('is 8 digits, the same whenever it is asked for', () => {
    expect(right).toMatch(/^\d{8}$/);
    expect(codeOf(secret, asked)).toBe(right);
  });

  it('is bound to its recovery, its number and the secret', () => {
    const others = [
      codeOf(secret, { ...asked, id: recoveryIdOf('other') }),
      codeOf(secret, { ...asked, code: 2 }),
      codeOf('another secret', asked),
    ];
    expect(new Set([right, ...others]).size).toBe(4);
  });

  it('is spread evenly: 10,000 recoveries have codes all over the range', () => {
    const codes = Array.from({ length: 10_000 }, (_, index) => Number(codeOf(secret, { id: `r${index}`, code: 1 })));
    const tenths = Map.groupBy(codes, (code) => Math.floor(code / 10_000_000));
    expect(new Set(codes).size).toBeGreaterThan(9_990);
    for (const tenth of tenths.values()) expect(Math.abs(tenth.length - 1_000)).toBeLessThan(150);
  });

  it('is right for ten minutes after it was made', () => {
    expect(isRightCode(mailed, right, secret, now + codeMs - 1)).toBe(true);
    expect(isRightCode(mailed, right, secret, now + codeMs)).toBe(false);
  });

  it('is wrong when no mail was made for it: what was never sent cannot be guessed', () => {
    expect(isRightCode(asked, right, secret, now)).toBe(false);
  });

  it('is wrong once a newer one was asked for', () => {
    expect(isRightCode({ ...mailed, code: 2 }, right, secret, now)).toBe(false);
  });

  it('that was asked for after it is wrong too, until it is made for a mail of its own', () => {
    const again = { ...mailed, code: 2 };
    expect(isRightCode(again, codeOf(secret, again), secret, now)).toBe(false);
    expect(isRightCode({ ...again, minted: 2 }, codeOf(secret, again), secret, now)).toBe(true);
  });

  it('is wrong after five wrong ones', () => {
    expect(isRightCode({ ...mailed, tries: maxTries }, right, secret, now)).toBe(false);
  });

  it.each(['00000000', right.slice(0, 7), `${right}0`, ''])('is not %j', (given) => {
    expect(isRightCode(mailed, given, secret, now)).toBe(false);
  });

  it.each([
    ['1234 5678', '12345678'],
    [' 1234-5678\t', '12345678'],
    ['１２３４５６７８', '12345678'],
    ['1234567', undefined],
    ['123456789', undefined],
    ['1234567a', undefined],
    ['', undefined],
    ['٠١٢٣٤٥٦٧', undefined],
  ])('typed as %j reads %j', (typed, digits) => {
    expect(readCode(typed)).toBe(digits);
  });
});

describe('a recovery', () => {
  it('ends an hour after it began', () => {
    expect(isOver(asked, now + recoveryMs - 1)).toBe(false);
    expect(isOver(asked, now + recoveryMs)).toBe(true);
  });

  it('has an id that does not tell the secret of its cookie', () => {
    expect(asked.id).toMatch(/^[\w-]{43}$/);
    expect(asked.id).not.toContain('token');
  });
});

describe('the mails to one address', () => {
  it('are three at most in any hour', () => {
    const minute = 60_000;
    const three = [0, 10, 59].map((at) => now + at * minute);
    expect(oneMoreMail(three, now + 59.9 * minute)).toBeUndefined();
    expect(oneMoreMail(three, now + 60 * minute)).toEqual([...three.slice(1), now + 60 * minute]);
  });

  it('are counted under a key that does not tell the address', () => {
    expect(mailLimitKey(secret, 'a@example.org')).toMatch(/^limit#[\w-]{43}$/);
    expect(mailLimitKey(secret, 'a@example.org')).not.toBe(mailLimitKey('another secret', 'a@example.org'));
  });
});

describe('the accounts that can be recovered', () => {
  const epochs = [
    { campaignId: 'one', epoch: now, scope: { kind: 'everybody' } },
    { campaignId: 'two', epoch: now, scope: { kind: 'everybody' } },
  ] as const;
  const row = (change: Partial<AccountRow>): AccountRow => ({
    campaignId: 'one',
    sub: 's1',
    username: 'b',
    state: 'contained',
    trusted: true,
    language: 'nl',
    ...change,
  });

  it('are those still out in a campaign whose epoch holds, with all their rows, by user name', () => {
    const rows = [row({}), row({ campaignId: 'two', state: 'recovering' }), row({ sub: 's2', username: 'a' })];
    expect(recoverable(rows, epochs).map(({ username, rows: own }) => [username, own.length])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it.each([{ state: 'recovered' }, { state: 'exempt' }, { trusted: false }, { campaignId: 'lifted' }] as const)(
    'are not those with %j',
    (change) => {
      expect(recoverable([row(change)], epochs)).toEqual([]);
    },
  );
});
