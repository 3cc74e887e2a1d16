import { describe, expect, it } from 'vitest';
import type { AccountRow } from '../account/account.ts';
import { isReleased } from './proposal.ts';

const row: AccountRow = {
  campaignId: 'c',
  sub: 's',
  username: 'sanne',
  state: 'contained',
  address: 'sanne@example.nl',
  trusted: true,
  language: 'nl',
};
const list = { kind: 'list', entries: 1 } as const;
const named = (entry: string, changes: Partial<AccountRow> = {}) => isReleased(list, new Set([entry]), { ...row, ...changes });

describe('a list of accounts to release', () => {
  it('names an account by its user name or its address', () => {
    expect(named('sanne')).toBe(true);
    expect(named('sanne@example.nl')).toBe(true);
    expect(named('joost')).toBe(false);
  });

  it.each(['unverified', 'unproven', 'changed'] as const)(
    'does not mean an account by an address that is %s, as an intruder may have given it one',
    (doubt) => {
      expect(named('sanne@example.nl', { trusted: false, doubt })).toBe(false);
      expect(named('sanne', { trusted: false, doubt })).toBe(true);
    },
  );

  it('means an account by its address whose password is another directory’s, or that is switched off', () => {
    expect(named('sanne@example.nl', { trusted: false, doubt: 'federated' })).toBe(true);
    expect(named('sanne@example.nl', { trusted: false })).toBe(true);
  });
});
