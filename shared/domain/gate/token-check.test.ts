import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../account/scope.ts';
import type { EpochRow } from '../campaign/campaign.ts';
import { noStaleCredentials } from '../pool/stale-credentials.ts';
import type { GateAccount } from './gate.ts';
import { checkToken, floorsOf, notBeforeOf } from './token-check.ts';

const everybody: Scope = { kind: 'everybody' };
const startedAt = Date.UTC(2026, 10, 20, 13, 0, 0);
const second = startedAt / 1000;
const epochOf = (campaignId: string, scope: Scope = everybody, at = startedAt): EpochRow => ({
  campaignId,
  epoch: at,
  startedAt: at,
  scope,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
});
const recovered = (campaignId: string, afterMs: number): GateAccount => ({
  campaignId,
  state: 'recovered',
  recoveredAt: startedAt + afterMs,
});
const token = (authTime: number, clientId = 'product') => ({ authTime, clientId });

describe('a token at a resource server', () => {
  it('is taken while no epoch holds', () => {
    expect(checkToken([], [], token(0))).toEqual({ accepted: true });
  });

  it('is refused as long as its account is contained, however new it is', () => {
    const rows: GateAccount[] = [{ campaignId: 'a', state: 'contained' }];
    expect(checkToken([epochOf('a')], rows, token(second + 3600))).toEqual({ accepted: false, reason: 'contained' });
    expect(checkToken([epochOf('a')], [{ campaignId: 'a', state: 'recovering' }], token(second + 3600)).accepted).toBe(false);
  });

  it('is refused for an account without a row where everybody is contained, and taken where others are', () => {
    expect(checkToken([epochOf('a')], [], token(second - 60)).accepted).toBe(false);
    expect(checkToken([epochOf('a', { kind: 'environment', environments: ['nl'] })], [], token(second - 60)).accepted).toBe(true);
    expect(checkToken([epochOf('a', { kind: 'list', entries: 2 })], [], token(second - 60)).accepted).toBe(true);
  });

  it('is taken for an exempt account', () => {
    expect(checkToken([epochOf('a')], [{ campaignId: 'a', state: 'exempt' }], token(second - 60)).accepted).toBe(true);
  });

  it('of the seconds in which gates may have had the old epoch is refused, also after a recovery (attack 49)', () => {
    const rows = [recovered('a', 1_000)];
    expect(checkToken([epochOf('a')], rows, token(second + 14))).toEqual({
      accepted: false,
      reason: 'before-epoch',
      notBefore: second + 15,
    });
    expect(checkToken([epochOf('a')], rows, token(second + 15))).toEqual({ accepted: true });
  });

  it('from before the own recovery of its account, or of its very second, is refused: it may be older than the recovery (attack 76)', () => {
    const rows = [recovered('a', 7_200_400)];
    const refusal = { accepted: false, reason: 'before-recovery', notBefore: second + 7201 };
    expect(checkToken([epochOf('a')], rows, token(second + 7199))).toEqual(refusal);
    expect(checkToken([epochOf('a')], rows, token(second + 7200))).toEqual(refusal);
    expect(checkToken([epochOf('a')], rows, token(second + 7201))).toEqual({ accepted: true });
  });

  it('of the very second of a start is refused by the published floor too (attack 76)', () => {
    for (const at of [0, 400, 999]) {
      const epoch = epochOf('a', everybody, startedAt + at);
      expect(floorsOf([epoch]).pool).toBeGreaterThan(second);
      expect(checkToken([epoch], [recovered('a', at)], token(second)).accepted).toBe(false);
    }
  });

  it('of an account that a later campaign contains again is refused', () => {
    const epochs = [epochOf('a'), epochOf('b', everybody, startedAt + 10_000_000)];
    expect(checkToken(epochs, [recovered('a', 5_000)], token(second + 20_000))).toEqual({ accepted: false, reason: 'contained' });
  });

  it('of another app client is not touched by a campaign over clients', () => {
    const epochs = [epochOf('a', { kind: 'client', clients: ['app'] })];
    expect(checkToken(epochs, [], token(second - 60, 'product')).accepted).toBe(true);
    expect(checkToken(epochs, [], token(second - 60, 'app')).accepted).toBe(false);
  });

  it('that is taken stays taken when it is newer (property)', () => {
    const state = fc.constantFrom('contained', 'recovering', 'recovered', 'exempt', 'none');
    const campaign = fc.record({ at: fc.nat(100), state, recoveredAt: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(campaign, { maxLength: 5 }), fc.nat(200), fc.nat(200), (campaigns, a, b) => {
        const epochs = campaigns.map(({ at }, index) => epochOf(String(index), everybody, startedAt + at * 1000));
        const rows = campaigns.flatMap((each, index): GateAccount[] => {
          if (each.state === 'none') return [];
          return [
            each.state === 'recovered'
              ? recovered(String(index), each.recoveredAt * 1000)
              : { campaignId: String(index), state: each.state },
          ];
        });
        const [older, newer] = [Math.min(a, b), Math.max(a, b)].map((after) => checkToken(epochs, rows, token(second + after)));
        expect(!older?.accepted || newer?.accepted).toBe(true);
      }),
    );
  });
});

describe('the published floors', () => {
  it('are the latest of all epochs over accounts, and of each client', () => {
    const later = epochOf('b', { kind: 'environment', environments: ['nl'] }, startedAt + 60_000);
    const client = epochOf('c', { kind: 'client', clients: ['app', 'web'] }, startedAt + 90_000);
    expect(floorsOf([epochOf('a'), later, client])).toEqual({
      pool: notBeforeOf(later),
      clients: { app: notBeforeOf(client), web: notBeforeOf(client) },
    });
    expect(floorsOf([])).toEqual({ pool: 0, clients: {} });
  });
});
