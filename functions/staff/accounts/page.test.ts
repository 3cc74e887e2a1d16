import { expect, it } from 'vitest';
import type { AccountRow } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { freshForm } from '#shared/web/forms.ts';
import { stillOutPage } from './page.ts';

it('the helpdesk sees that the second factor of a caller’s account was guessed at, and when', () => {
  const campaign = { id: 'c1', title: 'Stolen passwords', state: 'live' } as CampaignRow;
  const account: AccountRow = {
    campaignId: 'c1',
    sub: 's1',
    username: 's.devries',
    state: 'recovering',
    trusted: true,
    language: 'nl',
    factorLockedAt: Date.UTC(2026, 10, 20, 13, 5),
  };
  const staff = { username: 'anja', roles: ['agent'] } as unknown as Staff;
  const page = stillOutPage({ path: '/campaigns/c1/still-out', staff, campaign, form: freshForm, found: [{ account, mails: [] }] });
  expect(page.replaceAll(/<[^>]*>/g, '')).toMatch(/second factor guessed at and closed for a day, .*2026/);
});
