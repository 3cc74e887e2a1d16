import { describe, expect, it } from 'vitest';
import type { AccountRow } from '../account/account.ts';
import { noStaleCredentials } from '../pool/stale-credentials.ts';
import { renewed } from '../recovery/recovery.ts';
import type { EpochRow } from './campaign.ts';
import { doubtfulSince } from './factor.ts';

const rowOf = (campaignId: string, change: Partial<AccountRow> = {}): AccountRow => ({
  campaignId,
  sub: 's1',
  username: 'b',
  state: 'contained',
  trusted: true,
  language: 'nl',
  ...change,
});
const epochOf = (campaignId: string, compromisedSince?: number): EpochRow => ({
  campaignId,
  epoch: 1_000,
  startedAt: 1_000,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
  scope: { kind: 'everybody' },
  ...(compromisedSince === undefined ? {} : { compromisedSince }),
});

describe('what somebody added to an account', () => {
  it('is doubtful since the campaign knows of an intruder, or since the account is known to be taken', () => {
    expect(doubtfulSince([rowOf('one')], [epochOf('one', 500)])).toBe(500);
    expect(doubtfulSince([rowOf('one', { compromisedSince: 700 })], [epochOf('one', 500)])).toBe(700);
  });

  it('is doubtful since the earliest that any of its campaigns knows', () => {
    expect(doubtfulSince([rowOf('one'), rowOf('two')], [epochOf('one', 500), epochOf('two', 300)])).toBe(300);
  });

  it('is doubtful whenever it was added, where a campaign knows no moment', () => {
    expect(doubtfulSince([rowOf('one'), rowOf('two')], [epochOf('one', 500), epochOf('two')])).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('an account', () => {
  it('is renewed once its password is set and its sessions are dead in every campaign', () => {
    const marked = { state: 'recovering', passwordAt: 5 } as const;
    expect(renewed([rowOf('one', marked), rowOf('two', marked)])).toHaveLength(2);
    expect(renewed([rowOf('one', marked), rowOf('two')])).toBeUndefined();
    expect(renewed([rowOf('one', { state: 'recovering' })])).toBeUndefined();
  });
});
