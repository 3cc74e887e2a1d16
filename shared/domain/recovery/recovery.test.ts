import { describe, expect, it } from 'vitest';
import type { AccountRow } from '../account/account.ts';
import { noStaleCredentials } from '../pool/stale-credentials.ts';
import { limitKey } from './code-limit.ts';
import {
  codeMs,
  codeOf,
  isOver,
  isRightCode,
  maxTries,
  newRecovery,
  readCode,
  recoverable,
  recoveryIdOf,
  recoveryMs,
  sourceOf,
} from './recovery.ts';

const secret = 'a secret of the deployment';
const now = Date.UTC(2026, 10, 20, 14);
const asked = newRecovery({ id: recoveryIdOf('token'), address: 'a@example.org', language: 'nl', source: 'here' }, now);
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
  it.each([
    ['192.0.2.1', '192.0.2.254', true],
    ['192.0.2.1', '::ffff:192.0.2.7', true],
    ['192.0.2.1', '192.0.3.1', false],
    ['2001:db8:0:1::1', '2001:0DB8::1:ffff:0:0:9', true],
    ['2001:db8::1', '2001:db8:0:0:8000::', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
    ['::1', '1::', false],
  ])('that %s and %s ask for are of one source: %s', (one, other, same) => {
    expect(sourceOf(secret, one) === sourceOf(secret, other)).toBe(same);
    expect(sourceOf(secret, one)).not.toBe(sourceOf('another secret', one));
  });

  it('are counted under a key that does not tell the address', () => {
    expect(limitKey(secret, 'address', 'a@example.org')).toMatch(/^limit#address#[\w-]{43}$/);
    expect(limitKey(secret, 'address', 'a@example.org')).not.toBe(limitKey('another secret', 'address', 'a@example.org'));
  });
});

describe('the accounts that can be recovered', () => {
  const epochs = [
    {
      campaignId: 'one',
      epoch: now,
      startedAt: now,
      page: 'https://pages.example',
      lingers: noStaleCredentials,
      scope: { kind: 'everybody' },
    },
    {
      campaignId: 'two',
      epoch: now,
      startedAt: now,
      page: 'https://pages.example',
      lingers: noStaleCredentials,
      scope: { kind: 'everybody' },
    },
  ] as const;
  const row = (change: Partial<AccountRow>): AccountRow => ({
    campaignId: 'one',
    sub: 's1',
    username: 'b',
    state: 'contained',
    trusted: true,
    language: 'nl',
    address: 'a@example.org',
    ...change,
  });

  it('are those still out in a campaign whose epoch holds, with all their rows, by user name', () => {
    const rows = [row({}), row({ campaignId: 'two', state: 'recovering' }), row({ sub: 's2', username: 'a' })];
    expect(recoverable(rows, epochs, 'a@example.org').map(({ username, rows: own }) => [username, own.length])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it.each([
    { state: 'recovered' },
    { state: 'exempt' },
    { trusted: false },
    { campaignId: 'lifted' },
    { address: 'b@example.org' },
  ] as const)('are not those with %j', (change) => {
    expect(recoverable([row(change)], epochs, 'a@example.org')).toEqual([]);
  });

  it.each([{ trusted: false }, { address: 'b@example.org' }])(
    'are not those with %j in any campaign that they are still out in',
    (change) => {
      const elsewhere = row({ campaignId: 'two', ...change });
      expect(recoverable([row({}), elsewhere], epochs, 'a@example.org')).toEqual([]);
      expect(recoverable([row({}), { ...elsewhere, state: 'recovered' }], epochs, 'a@example.org')).toHaveLength(1);
    },
  );
});
