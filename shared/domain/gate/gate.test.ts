import { describe, expect, it } from 'vitest';
import type { Scope } from '../account/scope.ts';
import type { EpochRow } from '../campaign/campaign.ts';
import { noStaleCredentials } from '../pool/stale-credentials.ts';
import { type GateAccount, type GateRequest, judge } from './gate.ts';

const everybody: Scope = { kind: 'everybody' };
const epochAt = (campaignId: string, epoch: number, scope: Scope = everybody): EpochRow => ({
  campaignId,
  epoch,
  startedAt: epoch,
  scope,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
});
const request: GateRequest = {
  facts: { attributes: {}, environment: undefined, organisation: undefined, createdAt: undefined, listed: false },
  federated: false,
  clientId: 'product',
  isOurClient: false,
  nowMs: 1_000_000,
};
const verdict = (epochs: readonly EpochRow[], rows: readonly GateAccount[]) => judge(epochs, rows, request);

describe('the gate', () => {
  it.each([
    ['over some clients', { scope: { kind: 'client', clients: ['product'] } }],
    ['that is not understood, which may be one over some clients', { notUnderstood: true }],
  ] as const)('counts what lingers by an epoch %s from the recovery on', (_, other) => {
    const epoch: EpochRow = { ...epochAt('a', 100), lingers: { byClient: {}, other: 3_600_000 }, ...other };
    const rows = [{ campaignId: 'a', state: 'recovered', recoveredAt: 90_000_000 }] as const;
    expect(judge([epoch], rows, { ...request, nowMs: 92_000_000 })).toMatchObject({ admitted: false, reason: 'lingering' });
    expect(judge([epoch], rows, { ...request, nowMs: 94_000_000 })).toEqual({ admitted: true });
  });

  it('admits everybody while no epoch holds', () => {
    expect(verdict([], [])).toEqual({ admitted: true });
  });

  it('refuses an account that it does not know while a campaign is live', () => {
    expect(verdict([epochAt('a', 100)], [])).toEqual({ admitted: false, campaignId: 'a', reason: 'contained' });
  });

  it('admits an account without a row when the scope is a list, as it is not on it', () => {
    expect(verdict([epochAt('a', 100, { kind: 'list', entries: 3 })], [])).toEqual({ admitted: true });
  });

  it('admits an exempt account', () => {
    expect(verdict([epochAt('a', 100)], [{ campaignId: 'a', state: 'exempt' }])).toEqual({ admitted: true });
  });

  it('refuses an account whose recovery is only half done', () => {
    expect(verdict([epochAt('a', 100)], [{ campaignId: 'a', state: 'recovering' }]).admitted).toBe(false);
  });

  it('admits an account that recovered at or after the epoch', () => {
    expect(verdict([epochAt('a', 100)], [{ campaignId: 'a', state: 'recovered', recoveredAt: 100 }])).toEqual({ admitted: true });
  });

  it('refuses a recovered account again when a later campaign binds it', () => {
    const rows: GateAccount[] = [
      { campaignId: 'a', state: 'recovered', recoveredAt: 150 },
      { campaignId: 'b', state: 'contained' },
    ];
    expect(verdict([epochAt('a', 100), epochAt('b', 200)], rows)).toEqual({ admitted: false, campaignId: 'b', reason: 'contained' });
  });

  it('counts a recovery in one campaign for an earlier epoch of another', () => {
    const rows: GateAccount[] = [
      { campaignId: 'a', state: 'contained' },
      { campaignId: 'b', state: 'recovered', recoveredAt: 250 },
    ];
    expect(verdict([epochAt('a', 100), epochAt('b', 200)], rows)).toEqual({ admitted: true });
  });
});
