import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const id = '01KAJ000000000000000000PVT';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

/** A live campaign with a proposal that names so many accounts. */
async function proposed(names: number) {
  const stage = makeStage();
  stage.put({ state: 'live', epoch: 1 });
  const list = Array.from({ length: names }, (_, index) => `user${String(index).padStart(5, '0')}`);
  const body = { kind: 'release', scope: { kind: 'list', list }, reason: 'monitoring' };
  const { proposal } = bodyOf(await stage.call('anna', 'POST', `/api/campaigns/${id}/proposals`, body));
  const below = (part: string) => `/${part}/campaigns/${id}/proposals/${proposal.id}/contents`;
  return { ...stage, digest: proposal.digest as string, api: below('api'), page: below('console') };
}

describe('all that two people release', () => {
  it('comes over the API page by page, each with the digest of the whole', async () => {
    const { call, api, digest } = await proposed(1_001);
    expect(bodyOf(await call('carla', 'GET', api))).toMatchObject({ digest, entries: 1_001, page: 1, pages: 2 });
    const last = bodyOf(await call('eva', 'GET', `${api}?page=2`));
    expect(last).toMatchObject({ digest, page: 2, rows: [{ what: 'release', entry: 'user01000' }] });
    expect(bodyOf(await call('anna', 'GET', `${api}?page=3`))).toMatchObject({
      status: 400,
      detail: 'page is 3; allowed: a whole number from 1 to 2',
      errors: [{ field: 'page', detail: expect.stringContaining('from 1 to 2') }],
    });
    expect(bodyOf(await call('anna', 'GET', `${api}?page=first`)).detail).toContain('allowed: a whole number from 1');
    expect((await call('anna', 'GET', api.replace(/proposals\/\w+/, 'proposals/01KAJ0000000000000000000ZZ'))).statusCode).toBe(404);
  });

  it('comes as pages and files, and who took a file is recorded', async () => {
    const { as, page, digest, orders } = await proposed(4_001);
    const { body } = await as('carla', { path: `${page}?page=9` });
    expect(body).toContain('>user04000</th>');
    expect(body).toContain('Page 9 of 9');
    expect(body).toContain('contents.csv?part=2');
    const file = await as('carla', { path: `${page}.csv?part=2` });
    expect(file.body).toContain('"user04000","Released",""');
    expect(String(file.headers?.['Content-Disposition'])).toContain(`proposal-${digest.slice(0, 16)}-2-of-2.csv`);
    expect([...orders.values()]).toMatchObject([{ order: 'download', channel: 'proposal', part: 2, of: 2, rows: 1, by: 'carla' }]);
    expect((await as('carla', { path: `${page}.csv?part=3` })).statusCode).toBe(400);
    expect(orders.size).toBe(1);
  });

  it('shows a plan with all that it names, and an addition of compromised accounts', async () => {
    const { as, call, put } = makeStage();
    put({ state: 'live', epoch: 1 });
    expect((await as('carla', { path: `/console/campaigns/${id}/contents` })).body).toContain('robot@example.org');
    const { addition } = bodyOf(await call('anna', 'POST', `/api/campaigns/${id}/compromised`, { compromised: [{ account: 'jansen' }] }));
    const path = `campaigns/${id}/compromised/${addition.id}/contents`;
    expect(bodyOf(await call('carla', 'GET', `/api/${path}`)).rows).toEqual([{ what: 'compromised', entry: 'jansen' }]);
    expect((await as('carla', { path: `/console/${path}` })).body).toContain('>jansen</th>');
  });

  it('is not for who helps holders or operates', async () => {
    const { as, call, api, page } = await proposed(1);
    for (const path of [page, `${page}.csv`]) expect((await as('careful', { path })).statusCode).toBe(403);
    expect(bodyOf(await call('careful', 'GET', api)).detail).toBe(
      'to see all that a proposal names takes the role commander or approver or auditor; careful has agent',
    );
  });
});
