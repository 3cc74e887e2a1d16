import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectoryAccount } from '../account/account.ts';
import { breachedBy, type ChannelRow, channelAfter, channelDays, channelOf, olderAddress } from './channels.ts';

const day = 86_400_000;
const jan: DirectoryAccount = {
  sub: 's',
  username: 'jan',
  status: 'CONFIRMED',
  enabled: true,
  email: 'Jan@voorbeeld.example',
  emailVerified: true,
  name: undefined,
  locale: undefined,
  environment: undefined,
  organisation: undefined,
  attributes: {},
  createdAt: 1 * day,
  modifiedAt: 10 * day,
};
const since = 100 * day;
const stolen: DirectoryAccount = { ...jan, email: 'thief@elsewhere.example', modifiedAt: since + day };

/** The row after looks at an account on certain days. */
function seen(...looks: readonly (readonly [day: number, email: string, modifiedDay?: number])[]): ChannelRow | undefined {
  return looks.reduce<ChannelRow | undefined>((row, [at, email, modified = at]) => {
    const look = { ...jan, email, modifiedAt: modified * day };
    return channelAfter(row, look, at * day) ?? row;
  }, undefined);
}

describe('the channel of an account', () => {
  it('is its verified address where nobody knows since when an intruder was there', () => {
    expect(channelOf(jan, undefined, undefined)).toEqual({ address: 'jan@voorbeeld.example', trusted: true });
  });

  it('is its verified address where nothing was changed since', () => {
    expect(channelOf(jan, undefined, since)).toEqual({ address: 'jan@voorbeeld.example', trusted: true });
    expect(channelOf({ ...jan, modifiedAt: since }, undefined, since).trusted).toBe(false);
  });

  it('is its present address where we saw that before, whatever else was changed since', () => {
    const row = seen([90, 'jan@voorbeeld.example']);
    expect(channelOf({ ...jan, modifiedAt: since + day }, row, since)).toEqual({ address: 'jan@voorbeeld.example', trusted: true });
  });

  it('is the address from before where it was changed since, and never the new one', () => {
    const row = seen([90, 'jan@voorbeeld.example'], [101, 'thief@elsewhere.example']);
    expect(channelOf(stolen, row, since)).toEqual({ address: 'jan@voorbeeld.example', trusted: true });
    expect(channelOf({ ...stolen, emailVerified: false }, row, since).address).toBe('jan@voorbeeld.example');
  });

  it('is the newest of those from before', () => {
    const row = seen([80, 'old@voorbeeld.example'], [90, 'jan@voorbeeld.example'], [101, 'thief@elsewhere.example']);
    expect(channelOf(stolen, row, since).address).toBe('jan@voorbeeld.example');
  });

  it('is in doubt where we saw nothing before', () => {
    expect(channelOf(stolen, undefined, since)).toEqual({ address: 'thief@elsewhere.example', trusted: false, doubt: 'unproven' });
    expect(channelOf(stolen, seen([101, 'other@elsewhere.example']), since)).toMatchObject({ trusted: false, doubt: 'changed' });
    expect(channelOf({ ...stolen, emailVerified: false }, undefined, since)).toMatchObject({ trusted: false, doubt: 'unverified' });
  });

  it('is in doubt where nobody proved it, and where the password is not ours', () => {
    expect(channelOf({ ...jan, emailVerified: false }, undefined, undefined)).toMatchObject({ trusted: false, doubt: 'unverified' });
    expect(channelOf({ ...jan, status: 'EXTERNAL_PROVIDER' }, undefined, undefined)).toMatchObject({ trusted: false, doubt: 'federated' });
    expect(channelOf({ ...jan, email: undefined }, undefined, undefined)).toEqual({ trusted: false });
  });

  it('is never an address that came after, whatever an intruder does and whenever we look (property)', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean(), fc.integer({ min: 0, max: 5 })), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 5 }), steps, (before, after) => {
        const own = [...before].sort((a, b) => a - b).map((at) => [at, 'jan@voorbeeld.example', 10] as const);
        let row = seen(...own);
        let account = jan;
        for (const [at, verified, which] of [...after].sort(([a], [b]) => a - b)) {
          const now = since + at * day;
          account = { ...account, email: `thief${which}@elsewhere.example`, emailVerified: verified, modifiedAt: now };
          row = channelAfter(row, account, now) ?? row;
        }
        const channel = channelOf(account, row, since);
        expect(channel.trusted && channel.address?.startsWith('thief')).toBe(false);
        // However often it was changed, what we saw before is not pushed out.
        if (before.length > 0 && after.length > 0) expect(channel).toEqual({ address: 'jan@voorbeeld.example', trusted: true });
      }),
    );
  });
});

describe('a look at an account', () => {
  it('writes what is new, and nothing else', () => {
    const row = seen([90, 'jan@voorbeeld.example', 10]);
    expect(row?.addresses).toEqual([{ address: 'jan@voorbeeld.example', since: 10 * day }]);
    expect(channelAfter(row, jan, 91 * day)).toBeUndefined();
    expect(channelAfter(row, { ...jan, email: 'new@voorbeeld.example', emailVerified: false }, 91 * day)).toBeUndefined();
    expect(channelAfter(row, { ...jan, email: 'new@voorbeeld.example', modifiedAt: 91 * day }, 92 * day)?.addresses).toHaveLength(2);
  });

  it('writes a row again after 30 days, so that only the row of an account that is gone ends', () => {
    const row = seen([90, 'jan@voorbeeld.example', 10]);
    expect(row?.expiresAt).toBe(((90 + channelDays) * day) / 1_000);
    expect(channelAfter(row, jan, 119 * day)).toBeUndefined();
    expect(channelAfter(row, jan, 121 * day)?.expiresAt).toBe(((121 + channelDays) * day) / 1_000);
  });

  it('forgets an address 90 days after another took its place', () => {
    const row = seen(
      [10, 'old@voorbeeld.example'],
      [20, 'jan@voorbeeld.example'],
      [109, 'newer@voorbeeld.example'],
      [111, 'newest@voorbeeld.example'],
    );
    expect(row?.addresses.map(({ address }) => address.split('@')[0])).toEqual(['newest', 'newer', 'jan']);
  });
});

describe('an address whose mail the intruder reads', () => {
  const breached = new Set(['voorbeeld.example']);

  it('is one of a breached domain or below it, and of no other that ends the same', () => {
    expect(breachedBy('jan@voorbeeld.example', breached)).toEqual(['voorbeeld.example']);
    expect(breachedBy('jan@mail.voorbeeld.example', breached)).toEqual(['voorbeeld.example']);
    expect(breachedBy('jan@mijnvoorbeeld.example', breached)).toEqual([]);
    expect(breachedBy('voorbeeld.example@elders.example', breached)).toEqual([]);
    expect(breachedBy(undefined, breached)).toEqual([]);
  });

  it('is circular and gets no code, however old it is', () => {
    const circular = { address: 'jan@voorbeeld.example', trusted: false, doubt: 'circular' };
    expect(channelOf(jan, undefined, undefined, breached)).toEqual(circular);
    expect(channelOf(jan, seen([20, 'jan@voorbeeld.example']), since, breached)).toEqual(circular);
  });

  it('gives way to an older one from before, at a domain that is not breached', () => {
    const known = seen([20, 'jan@old.example'], [30, 'jan@mail.voorbeeld.example'], [40, 'jan@voorbeeld.example']);
    expect(channelOf(jan, known, since, breached)).toEqual({ address: 'jan@old.example', trusted: true });
    expect(channelOf(jan, known, undefined, breached)).toMatchObject({ trusted: false, doubt: 'circular' });
  });

  it('is no other address to write to, nor is the one that failed, nor one that an intruder may have set', () => {
    const known = seen([20, 'jan@old.example'], [30, 'jan@voorbeeld.example'], [101, 'thief@elsewhere.example']);
    expect(olderAddress(known, since, breached, 'jan@now.example')).toBe('jan@old.example');
    expect(olderAddress(known, since, breached, 'jan@old.example')).toBeUndefined();
    expect(olderAddress(known, undefined, undefined, 'jan@old.example')).toBe('thief@elsewhere.example');
  });
});
