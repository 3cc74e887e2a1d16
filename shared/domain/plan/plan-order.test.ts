import { describe, expect, it } from 'vitest';
import { someAccount as found } from '#test/kits/directory-account.ts';
import type { Scope } from '../account/scope.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { type AccountEvidence, planAccount } from './plan.ts';

const campaign = (scope: Scope): CampaignRow => ({
  id: 'c1',
  kind: 'password',
  state: 'planning',
  title: 't',
  scope,
  exemptions: [],
  plannedBy: 'p',
  plannedAt: 1,
});
const dutch: Scope = { kind: 'environment', environments: ['nl'] };

describe('the order of notices', () => {
  it('ranks a notice by the worst grade, then privilege, then staff, then when the account was changed last', () => {
    const plannedAt = 1_000 * 86_400_000;
    const rank = (evidence: AccountEvidence, modifiedAt = plannedAt) => {
      const plan = planAccount({ ...campaign(dutch), plannedAt }, new Set(), { ...found, modifiedAt }, evidence);
      return plan?.notice.open ?? '';
    };
    const on = new Map([['0b1c', undefined]]);
    const ranks = [
      rank({ compromised: on, suspected: on }),
      rank({ suspected: on, privileged: new Set(['0b1c']) }),
      rank({ privileged: new Set(['0b1c']), precaution: on }),
      rank({ staffDomains: ['voorbeeld.example'] }),
      rank({}),
      rank({}, plannedAt - 2 * 86_400_000),
      rank({}, 0),
    ];
    expect(ranks).toEqual([...new Set(ranks)].sort());
    expect(planAccount(campaign(dutch), new Set(), found, { suspected: on })?.notice.grade).toBe('suspected');
  });

  it('sends dormant accounts no notice where the plan says so, and contains them all the same', () => {
    const silent = { ...campaign(dutch), plannedAt: 1_000 * 86_400_000, dormant: { afterDays: 365, notices: 'none' } } as const;
    const plan = planAccount(silent, new Set(), found);
    expect(plan?.account.state).toBe('contained');
    expect(plan?.notice).toMatchObject({ state: 'suppressed', reason: 'dormant' });
    expect(plan?.notice).not.toHaveProperty('open');
    expect(plan?.headcount).toMatchObject({ notices: 0, dormant: 1 });
    const used = planAccount(silent, new Set(), found, { compromised: new Map([['0b1c', undefined]]) });
    expect(used?.notice.state).toBe('waiting');
  });
});
