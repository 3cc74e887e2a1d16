import { describe, expect, it } from 'vitest';
import { laneCount } from '#domain/lane.ts';
import type { StepRow } from '#domain/next-channel/next-channel.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const channels = [
  { channel: 'call', owner: 'Helpdesk', afterHours: 4 },
  { channel: 'letter', owner: 'Print room, =2nd floor', afterHours: 0 },
] as const;
const dueAt = Date.UTC(2025, 10, 22, 9);
const hostile = {
  username: `=cmd|' /C calc'!A0`,
  name: '+1;"x"',
  organisation: '@SUM(A1)\r\n=1',
  phone: '+31201234567',
  postal: '-1\tMain',
};

/** A live campaign with so many calls that are due. */
function setUp(calls = 1) {
  const stage = makeStage();
  const campaign = stage.put({ state: 'live', epoch: 1, startedAt: 1, channels });
  const put = (sub: string, more: Partial<StepRow> = {}, account: Parameters<typeof stage.putStep>[1] = {}) => {
    const { channel = 'call' } = more;
    const owner = channels.find((each) => each.channel === channel)?.owner ?? '';
    stage.putStep({ campaignId: campaign.id, sub, channel, state: 'due', owner, dueAt, list: '', ...more }, account);
  };
  for (let index = 0; index < calls; index++) put(`sub-${index}`, {}, { username: `user-${index}`, phone: '+31201234567' });
  const api = `/api/campaigns/${campaign.id}/steps.csv`;
  const linesOf = async (query: string) => (await stage.call('anna', 'GET', `${api}?${query}`)).body.trim().split('\r\n').slice(1);
  return { ...stage, campaign, put, api, linesOf, page: `/console/campaigns/${campaign.id}/not-reached/call` };
}

describe('a list of calls or letters as a file', () => {
  it('has whom to call and until when, and no more', async () => {
    const { call, api, put } = setUp(0);
    put('sub-1', {}, { username: 'jansen', name: 'J. Jansen', organisation: 'Bakkerij', phone: '+31201234567', address: 'j@example.nl' });
    put('sub-2', {}, { username: 'recovered', state: 'recovered' });
    put('sub-3', { state: 'done', outcome: 'reached' }, { username: 'called' });
    const { statusCode, headers, body } = await call('anna', 'GET', `${api}?channel=call`);
    expect([statusCode, headers?.['Content-Type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers?.['Content-Disposition']).toMatch(/^attachment; filename="calls-\w+-1-of-1\.csv"$/);
    expect(body).toBe(
      '\uFEFF"username","name","language","organisation","phone","owner","due"\r\n' +
        `"jansen","J. Jansen","nl","Bakkerij","'+31201234567","Helpdesk","2025-11-22T09:00:00.000Z"\r\n`,
    );
  });

  it('begins no formula, whatever holders call themselves', async () => {
    const { linesOf, put } = setUp(0);
    put('sub-1', { channel: 'letter' }, hostile);
    expect(await linesOf('channel=letter')).toEqual([
      `"'=cmd|' /C calc'!A0","'+1;""x""","nl","'@SUM(A1) =1","'-1 Main","Print room,' =2nd floor","2025-11-22T09:00:00.000Z"`,
    ]);
  });

  it('is for commanders and agents, over API and console, and nobody else gets a row or a link', async () => {
    for (const [username, status] of [
      ['anna', 200],
      ['careful', 200],
      ['carla', 403],
      ['eva', 403],
    ] as const) {
      const { as, call, api, page, orders } = setUp();
      const file = api.replace('/api/', '/console/');
      expect((await as(username, { path: page })).body.includes('steps.csv')).toBe(status === 200);
      for (const answer of [await call(username, 'GET', `${api}?channel=call`), await as(username, { path: `${file}?channel=call` })]) {
        expect([answer.statusCode, answer.body.includes('user-0')]).toEqual([status, status === 200]);
      }
      const files = [...orders.values()].filter(({ order }) => order === 'download');
      expect(files).toHaveLength(status === 200 ? 2 : 0);
    }
  });

  it('is written down before anybody gets it, with who and how many rows', async () => {
    const { call, api, orders, campaign, dependencies } = setUp(3);
    await call('careful', 'GET', `${api}?channel=call`);
    const order = { order: 'download', campaignId: campaign.id, channel: 'call', part: 1, of: 1, rows: 3, by: 'careful' };
    expect([...orders.values()]).toEqual([expect.objectContaining(order)]);
    dependencies.orders.begin = async () => {
      throw new Error('the table does not answer');
    };
    const refused = await call('careful', 'GET', `${api}?channel=call`);
    expect([refused.statusCode, refused.body.includes('user-0')]).toEqual([500, false]);
  });

  it('comes in several files where it is long, which name everybody once', async () => {
    const { call, as, api, page, linesOf } = setUp(5_200);
    const whole = await call('anna', 'GET', `${api}?channel=call`);
    expect([whole.statusCode, JSON.parse(whole.body).detail]).toEqual([
      409,
      'the list does not fit into one file of 5000 rows and 4 MB; allowed: a higher of, up to 64',
    ]);
    const { body } = await as('anna', { path: page });
    expect(body).toContain('The list does not fit into one file; each part has other holders.');
    const links = [...body.matchAll(/steps\.csv\?([^"]+)"/g)].map(([, query]) => String(query).replaceAll('&amp;', '&'));
    expect(links).toEqual([1, 2, 3].map((part) => `channel=call&part=${part}&of=3`));
    const parts = await Promise.all(links.map(linesOf));
    expect(new Set(parts.flat()).size).toBe(5_200);
    expect(parts.flat().length).toBe(5_200);
    const lanes = await Promise.all(
      Array.from({ length: laneCount }, (_, lane) => linesOf(`channel=call&part=${lane + 1}&of=${laneCount}`)),
    );
    expect(lanes.flat().sort()).toEqual(parts.flat().sort());
  });

  it('is refused rather than cut where its cells are long', async () => {
    const { call, api, put } = setUp(0);
    for (let index = 0; index < 2_000; index++) put(`sub-${index}`, {}, { username: `${index}`, name: '"'.repeat(600) });
    expect((await call('anna', 'GET', `${api}?channel=call`)).statusCode).toBe(409);
    expect((await call('anna', 'GET', `${api}?channel=call&part=1&of=4`)).statusCode).toBe(200);
  });

  it.each([
    ['channel=sms', 'channel is \\"sms\\"; allowed: call, letter'],
    ['channel=call&part=2', 'part is 2; allowed: a whole number from 1 to of, which is 1'],
    ['channel=call&of=65', 'of'],
    ['channel=call&part=x', 'part'],
  ])('is refused with one line for %s', async (query, text) => {
    const { call, api } = setUp();
    const { statusCode, body } = await call('anna', 'GET', `${api}?${query}`);
    expect([statusCode, body]).toEqual([400, expect.stringContaining(text)]);
  });

  it('is none of a campaign that was lifted', async () => {
    const { call, api, put, rows, campaign } = setUp();
    put('sub-9');
    rows.set(campaign.id, { ...campaign, state: 'lifted' });
    expect((await call('anna', 'GET', `${api}?channel=call`)).statusCode).toBe(409);
  });
});
