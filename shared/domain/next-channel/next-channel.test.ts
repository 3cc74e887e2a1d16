import { describe, expect, it } from 'vitest';
import { someAccount as found } from '#test/kits/directory-account.ts';
import type { DirectoryAccount } from '../account/account.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { planAccount } from '../plan/plan.ts';

const everybody: CampaignRow = {
  id: 'c1',
  kind: 'password',
  state: 'planning',
  title: 't',
  scope: { kind: 'everybody' },
  exemptions: [],
  plannedBy: 'p',
  plannedAt: 1,
};

describe('telephone numbers and postal addresses', () => {
  it('are kept where the plan uses them, and not where an intruder may have written them', () => {
    const attributes = { ...found.attributes, phone_number: '+31201234567', address: 'Dorpsstraat 1' };
    const plan: CampaignRow = { ...everybody, channels: [{ channel: 'call', owner: 'Helpdesk', afterHours: 0 }] };
    const kept = (campaign: CampaignRow, modifiedAt: number) => {
      const { phone, postal } = planAccount(campaign, new Set(), { ...found, attributes, modifiedAt })?.account ?? {};
      return [phone, postal];
    };
    expect(kept(plan, 1)).toEqual(['+31201234567', undefined]);
    expect(kept(everybody, 1)).toEqual([undefined, undefined]);
    expect(kept({ ...plan, compromisedSince: 1_000 }, 999)).toEqual(['+31201234567', undefined]);
    expect(kept({ ...plan, compromisedSince: 1_000 }, 1_000)).toEqual([undefined, undefined]);
  });
});

describe('planning for holders who cannot be reached', () => {
  const channels = [{ channel: 'call', owner: 'Helpdesk', afterHours: 0 }] as const;
  const phoned = { ...found, attributes: { ...found.attributes, phone_number: '+31201234567', address: 'Dorpsstraat 1' } };
  const breached = new Set(['voorbeeld.example']);

  it('counts an address whose mail the intruder reads apart, and sends nothing there', () => {
    const plan = planAccount(everybody, new Set(), found, { breached });
    expect(plan?.notice).toMatchObject({ state: 'suppressed', reason: 'circular' });
    expect(plan?.account).toMatchObject({ trusted: false, doubt: 'circular' });
    expect(plan?.headcount).toMatchObject({ unreachable: { circular: 1 }, doubtful: {}, notices: 0 });
    expect(plan?.matched.breached).toEqual(['voorbeeld.example']);
  });

  it('leaves a notice that cannot be sent open for the next channel, where the plan has one and another address would do', () => {
    const openOf = (account: DirectoryAccount, row: CampaignRow) => planAccount(row, new Set(), account)?.notice.open;
    const nowhere = { ...found, email: undefined };
    expect(openOf(nowhere, { ...everybody, channels })).toMatch(/^5#\d{15}#0b1c$/);
    expect(openOf(nowhere, everybody)).toBeUndefined();
    expect(openOf({ ...found, enabled: false }, { ...everybody, channels })).toBeUndefined();
    expect(openOf(nowhere, { ...everybody, channels, exemptions: ['0b1c'] })).toBeUndefined();
  });

  it('keeps a number only where somebody is to call, and a postal address only where somebody is to write', () => {
    const rowOf = (row: CampaignRow) => planAccount(row, new Set(), phoned)?.account;
    expect(rowOf(everybody)).not.toHaveProperty('phone');
    expect(rowOf({ ...everybody, channels })).toMatchObject({ phone: '+31201234567' });
    expect(rowOf({ ...everybody, channels })).not.toHaveProperty('postal');
  });
});
