import { describe, expect, it } from 'vitest';
import type { DirectoryAccount } from './account.ts';
import type { CampaignRow } from './campaign.ts';
import { laneCount, laneOf } from './lane.ts';
import { addHeadcounts, noHeadcount, planAccount } from './plan.ts';
import { normalizeIdentifier, type Scope } from './scope.ts';

const found: DirectoryAccount = {
  sub: '0b1c',
  username: '0b1c',
  status: 'CONFIRMED',
  enabled: true,
  email: 'Jan@Voorbeeld.example',
  emailVerified: true,
  name: 'Jan',
  locale: 'nl-NL',
  environment: 'nl',
  organisation: 'org-1',
  attributes: { email: 'Jan@Voorbeeld.example', 'custom:environment': 'nl' },
  createdAt: 1,
  modifiedAt: 1,
};
const campaign = (scope: Scope, exemptions: readonly string[] = []): CampaignRow => ({
  id: 'c1',
  kind: 'password',
  state: 'planning',
  title: 't',
  scope,
  exemptions,
  plannedBy: 'p',
  plannedAt: 1,
});
const dutch: Scope = { kind: 'environment', environments: ['nl'] };

describe('planning an account', () => {
  it("writes a contained account and a waiting notice in the holder's language", () => {
    const plan = planAccount(campaign(dutch), new Set(), found);
    expect(plan?.account).toMatchObject({ state: 'contained', trusted: true, language: 'nl', address: 'jan@voorbeeld.example' });
    expect(plan?.notice).toMatchObject({ state: 'waiting', address: 'jan@voorbeeld.example', username: '0b1c' });
    expect(plan?.headcount).toMatchObject({ inScope: 1, notices: 1, languages: { nl: 1 } });
    expect(plan?.sample.address).toBe('j•••@voorbeeld.example');
  });

  it('leaves out what the scope does not cover', () => {
    expect(planAccount(campaign({ kind: 'environment', environments: ['be'] }), new Set(), found)).toBeUndefined();
    expect(planAccount(campaign({ kind: 'list', entries: 1 }), new Set(['other@x.example']), found)).toBeUndefined();
  });

  it('finds a listed account by its address in any case', () => {
    const plan = planAccount(campaign({ kind: 'list', entries: 1 }), new Set([normalizeIdentifier(' JAN@voorbeeld.example ')]), found);
    expect(plan?.matched).toEqual({ scope: ['jan@voorbeeld.example'], privileged: [], compromised: [] });
  });

  it('exempts who is on the list of exemptions, and whose password is not ours', () => {
    expect(planAccount(campaign(dutch, ['0b1c']), new Set(), found)?.account).toMatchObject({ state: 'exempt', exemption: 'listed' });
    expect(planAccount(campaign(dutch), new Set(), { ...found, status: 'EXTERNAL_PROVIDER' })?.account).toMatchObject({
      exemption: 'federated',
    });
  });

  it('does not exempt an account for an address that nobody has proven', () => {
    const unproven = planAccount(campaign(dutch, ['jan@voorbeeld.example']), new Set(), { ...found, emailVerified: false });
    expect(unproven?.account.state).toBe('contained');
    expect(planAccount(campaign(dutch, ['jan@voorbeeld.example']), new Set(), found)?.account.state).toBe('exempt');
  });

  it('contains an account that cannot be reached, sends it nothing, and trusts its address with no code', () => {
    const plan = planAccount(campaign(dutch), new Set(), { ...found, emailVerified: false });
    expect(plan?.account).toMatchObject({ state: 'contained', trusted: false });
    expect(plan?.notice).toMatchObject({ state: 'suppressed', reason: 'unverified-address' });
    expect(plan?.headcount).toMatchObject({ inScope: 1, notices: 0, unreachable: { 'unverified-address': 1 } });
  });

  it('adds up to the sum of its parts', () => {
    const one = planAccount(campaign(dutch), new Set(), found)?.headcount ?? noHeadcount;
    expect(addHeadcounts(one, addHeadcounts(one, noHeadcount))).toMatchObject({ inScope: 2, notices: 2, languages: { nl: 2 } });
  });
});

describe('lanes', () => {
  it('spread accounts evenly', () => {
    const counts = new Array<number>(laneCount).fill(0);
    for (let index = 0; index < 6_400; index++) counts[laneOf(`account-${index}`)] = (counts[laneOf(`account-${index}`)] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(150);
  });
});
