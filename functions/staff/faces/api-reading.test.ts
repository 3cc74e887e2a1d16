import { describe, expect, it } from 'vitest';
import { noProgress } from '#domain/progress/progress.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns/01KAJ000000000000000000PVT';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

describe('looking over the API', () => {
  it('gives what is described and nothing of how it is stored', async () => {
    const { call, put } = makeStage();
    put({ pk: 'campaign', sk: 'x' } as never);
    const { campaign, progress } = bodyOf(await call('eva', 'GET', path));
    expect(campaign).toMatchObject({
      title: 'Stolen passwords, start.example.nl',
      headcount: { inScope: 9400 },
      sample: expect.any(Array),
    });
    expect(Object.keys(campaign)).not.toContain('pk');
    expect(progress.accounts.contained).toBe(0);
  });

  it('shows a campaign that an older version planned beyond the limits of today, and in the list too', async () => {
    const { call, put } = makeStage();
    const title = 'x'.repeat(300);
    put({ title, reminders: { days: [400] } });
    expect(bodyOf(await call('eva', 'GET', path)).campaign).toMatchObject({ title, reminders: { days: [400] } });
    expect(bodyOf(await call('eva', 'GET', '/api/campaigns')).campaigns).toMatchObject([{ title }]);
  });

  it('gives the history between two moments', async () => {
    const { call, put, stage } = makeStage();
    put({ state: 'live' });
    stage.history = [1_000, 2_000, 3_000].map((atMs) => ({ atMs, totals: noProgress }));
    const timesOf = async (query: string) =>
      bodyOf(await call('eva', 'GET', `${path}/history?${query}`)).history.map(({ atMs }: { readonly atMs: number }) => atMs);
    expect([await timesOf(''), await timesOf('from=2000'), await timesOf('from=1001&to=2000')]).toEqual([
      [1_000, 2_000, 3_000],
      [2_000, 3_000],
      [2_000],
    ]);
    expect(bodyOf(await call('eva', 'GET', `${path}/history?from=yesterday`)).detail).toBe(
      'from is "yesterday"; allowed: milliseconds since 1970-01-01 UTC; totals from then on',
    );
  });

  it('masks the addresses of those who are still out', async () => {
    const { call, put, stillOut } = makeStage();
    const { id } = put({ state: 'live' });
    const row = {
      campaignId: id,
      sub: 's',
      username: 'jansen',
      state: 'contained',
      address: 'jansen@example.org',
      trusted: true,
      language: 'nl',
    } as const;
    stillOut.push(row, row, row);
    const { accounts, next } = bodyOf(await call('eva', 'GET', `${path}/still-out?limit=2`));
    const shown = { sub: 's', username: 'jansen', address: 'j•••@example.org', state: 'contained', trusted: true, language: 'nl' };
    expect(accounts).toEqual([shown, shown]);
    const rest = bodyOf(await call('eva', 'GET', `${path}/still-out?limit=2&cursor=${next}`));
    expect(rest).toEqual({ accounts: [shown] });
    expect(bodyOf(await call('eva', 'GET', `${path}/still-out?limit=0`)).detail).toBe(
      'limit is "0"; allowed: a whole number from 1 to 1000',
    );
  });
});

describe('the description of the API', () => {
  it('has every route with its schemas, for everybody to read', async () => {
    const { ask } = makeStage();
    const document = bodyOf(await ask({ path: '/console/openapi.json' }));
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/alarms',
      '/api/alarms/test',
      '/api/campaigns',
      '/api/campaigns/{id}',
      '/api/campaigns/{id}/approve',
      '/api/campaigns/{id}/cancel',
      '/api/campaigns/{id}/close',
      '/api/campaigns/{id}/compromised',
      '/api/campaigns/{id}/compromised/{addition}/confirm',
      '/api/campaigns/{id}/compromised/{addition}/confirm-undo',
      '/api/campaigns/{id}/compromised/{addition}/contents',
      '/api/campaigns/{id}/compromised/{addition}/keep',
      '/api/campaigns/{id}/compromised/{addition}/undo',
      '/api/campaigns/{id}/compromised/{addition}/withdraw',
      '/api/campaigns/{id}/contents',
      '/api/campaigns/{id}/doors',
      '/api/campaigns/{id}/find',
      '/api/campaigns/{id}/history',
      '/api/campaigns/{id}/mail',
      '/api/campaigns/{id}/mail-check',
      '/api/campaigns/{id}/not-reached',
      '/api/campaigns/{id}/notes',
      '/api/campaigns/{id}/pause-sweep',
      '/api/campaigns/{id}/proposals',
      '/api/campaigns/{id}/proposals/{proposal}/confirm',
      '/api/campaigns/{id}/proposals/{proposal}/contents',
      '/api/campaigns/{id}/proposals/{proposal}/withdraw',
      '/api/campaigns/{id}/resume-sweep',
      '/api/campaigns/{id}/start',
      '/api/campaigns/{id}/steps',
      '/api/campaigns/{id}/steps.csv',
      '/api/campaigns/{id}/still-out',
      '/api/dead-letters',
      '/api/dead-letters/{queue}/redrive',
      '/api/log-in',
      '/api/messages/{message}/{language}',
    ]);
    expect(document.components.schemas.NewCampaign).toMatchObject({ additionalProperties: false, required: ['title', 'scope'] });
    const page = await ask({ path: '/console/api' });
    expect(page.statusCode).toBe(200);
    for (const words of ['POST</b> /api/campaigns', '1 to 32 small letters, digits and hyphens', 'id="NewCampaign"']) {
      expect(page.body).toContain(words);
    }
  });
});
