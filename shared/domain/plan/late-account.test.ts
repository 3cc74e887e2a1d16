import { describe, expect, it } from 'vitest';
import type { DirectoryAccount } from '../account/account.ts';
import type { Scope } from '../account/scope.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { planLateAccount } from './late-account.ts';
import type { AccountEvidence } from './plan.ts';

const startedAt = 1_000_000;
const account: DirectoryAccount = {
  sub: 's1',
  username: 'sanne',
  status: 'CONFIRMED',
  enabled: true,
  email: 'sanne@example.nl',
  emailVerified: true,
  name: 'Sanne',
  locale: 'nl',
  environment: 'nl',
  organisation: undefined,
  attributes: { email: 'sanne@example.nl' },
  createdAt: startedAt - 1,
  modifiedAt: startedAt - 1,
};
const nl: Scope = { kind: 'environment', environments: ['nl'] };

function rows(
  scope: Scope,
  changes: Partial<DirectoryAccount> = {},
  given: { readonly list?: readonly string[]; readonly evidence?: AccountEvidence; readonly migrates?: boolean } = {},
) {
  const campaign: CampaignRow = {
    id: 'c1',
    kind: 'password',
    state: 'live',
    title: 'Stolen passwords',
    scope,
    exemptions: ['robot'],
    plannedBy: 'anna',
    plannedAt: startedAt - 60_000,
  };
  const { list = [], evidence = {}, migrates = false } = given;
  const late = planLateAccount({ campaign, startedAt, migrates, list: new Set(list), evidence }, { ...account, ...changes });
  return late && [late.account.state, late.account.exemption, late.notice.state];
}

describe('an account that a started campaign does not know', () => {
  it.each<[string, Scope, Partial<DirectoryAccount>]>([
    ['in scope', nl, {}],
    ['out of scope, as it may move there later', nl, { environment: 'be' }],
    ['over which the campaign is', { kind: 'everybody' }, {}],
  ])('and that was made at or after the start is exempt for good (%s)', (_, scope, changes) => {
    expect(rows(scope, { createdAt: startedAt, ...changes })).toEqual(['exempt', 'new', 'suppressed']);
  });

  it('and that was made after the start is contained all the same where accounts are moved here with older passwords', () => {
    expect(rows(nl, { createdAt: startedAt + 1 }, { migrates: true })).toEqual(['contained', undefined, 'waiting']);
  });

  it('and that was made between plan and start gets what a plan would have written', () => {
    expect(rows(nl)).toEqual(['contained', undefined, 'waiting']);
    expect(rows(nl, { emailVerified: false })).toEqual(['contained', undefined, 'suppressed']);
    expect(rows(nl, { username: 'robot' })).toEqual(['exempt', 'listed', 'suppressed']);
    expect(rows(nl, { status: 'EXTERNAL_PROVIDER' })).toEqual(['exempt', 'federated', 'suppressed']);
  });

  it('gets no rows out of scope', () => {
    expect(rows(nl, { environment: 'be' })).toBeUndefined();
    expect(rows({ kind: 'list', entries: 1 }, {}, { list: ['joost'] })).toBeUndefined();
  });

  it('is bound by a list that names it', () => {
    expect(rows({ kind: 'list', entries: 1 }, {}, { list: ['sanne'] })).toEqual(['contained', undefined, 'waiting']);
  });

  it('is covered, and told nothing again, where the widened campaign has it', () => {
    expect(rows(nl, {}, { evidence: { widened: { state: 'contained' } } })).toEqual(['exempt', 'covered', 'suppressed']);
  });

  it('is exempt where only its date leaves it out, which the gate cannot see', () => {
    const before: Scope = { kind: 'attributes', where: [{ createdBefore: startedAt - 10 }] };
    expect(rows(before)).toEqual(['exempt', 'new', 'suppressed']);
    expect(rows(before, { createdAt: startedAt - 11 })).toEqual(['contained', undefined, 'waiting']);
  });

  it('is not taken for new where nobody knows when it was made', () => {
    expect(rows(nl, { createdAt: undefined })).toEqual(['contained', undefined, 'waiting']);
  });
});
