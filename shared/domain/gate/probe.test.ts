import { describe, expect, it } from 'vitest';
import type { DirectoryAccount } from '../account/account.ts';
import type { CampaignRow, EpochRow } from '../campaign/campaign.ts';
import { planAccount } from '../plan/plan.ts';
import type { PoolSettings } from '../pool/pool.ts';
import { noStaleCredentials } from '../pool/stale-credentials.ts';
import { judge, unknownTo } from './gate.ts';
import { isProbe, probeAddress, probeName, trialsAt } from './probe.ts';

const account: DirectoryAccount = {
  sub: 's',
  username: probeName,
  status: 'CONFIRMED',
  enabled: true,
  email: probeAddress,
  emailVerified: false,
  name: 'Sluis',
  locale: undefined,
  environment: undefined,
  organisation: undefined,
  attributes: {},
  createdAt: 0,
  modifiedAt: 0,
};

const campaign: CampaignRow = {
  id: 'c1',
  kind: 'password',
  state: 'planning',
  title: 'Stolen passwords',
  scope: { kind: 'environment', environments: ['nl'] },
  exemptions: [probeName],
  plannedBy: 'anna',
  plannedAt: 0,
};

const epoch = (scope: EpochRow['scope']): EpochRow => ({
  campaignId: 'c',
  epoch: 0,
  startedAt: 0,
  page: '',
  lingers: noStaleCredentials,
  scope,
});

describe('the probe', () => {
  it('is in no plan, so that it counts nowhere and gets nothing', () => {
    expect(planAccount({ ...campaign, scope: { kind: 'everybody' } }, new Set([probeName]), account)).toBeUndefined();
    expect(
      planAccount({ ...campaign, scope: { kind: 'everybody' } }, new Set(), { ...account, username: 'x', email: 'x@y.z' }),
    ).toBeDefined();
  });

  it.each<EpochRow['scope']>([
    { kind: 'everybody' },
    { kind: 'environment', environments: ['nl'] },
    { kind: 'client', clients: ['a'] },
    { kind: 'list', entries: 1 },
  ])('is bound by every epoch without a row, and reported as unknown by none: %j', (scope) => {
    const facts = { attributes: {}, environment: undefined, organisation: undefined, createdAt: undefined, listed: false };
    const request = { facts, federated: false, clientId: 'a', isOurClient: false, isProbe: true, nowMs: 1_000_000 };
    expect(judge([epoch(scope)], [], request)).toMatchObject({ admitted: false, reason: 'contained' });
    expect(unknownTo([epoch(scope)], [], request)).toEqual([]);
  });

  it('is known by its name, or by its address where names are addresses', () => {
    expect(isProbe(account)).toBe(true);
    expect(isProbe({ username: 'uuid', email: probeAddress })).toBe(true);
    expect(isProbe({ username: 'sluis', email: 'sluis@example.org' })).toBe(false);
  });

  it('tries each flow of each client at which an epoch binds, once, and no refresh', () => {
    const client = (id: string, flows: readonly string[]) => ({ id, flows });
    const pool = {
      clients: [
        client('a', ['USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH', 'ADMIN_NO_SRP_AUTH', 'ADMIN_USER_PASSWORD_AUTH']),
        client('b', ['USER_SRP_AUTH']),
      ],
    } as unknown as PoolSettings;
    const epoch = (scope: EpochRow['scope']): EpochRow => ({
      campaignId: 'c',
      epoch: 0,
      startedAt: 0,
      page: '',
      lingers: noStaleCredentials,
      scope,
    });
    const atA = [
      { clientId: 'a', flow: 'USER_PASSWORD_AUTH' },
      { clientId: 'a', flow: 'ADMIN_USER_PASSWORD_AUTH' },
    ];
    expect(trialsAt(pool, [epoch({ kind: 'everybody' })])).toEqual([...atA, { clientId: 'b', flow: 'USER_SRP_AUTH' }]);
    expect(trialsAt(pool, [epoch({ kind: 'client', clients: ['a'] })])).toEqual(atA);
    expect(trialsAt(pool, [])).toEqual([]);
  });
});
