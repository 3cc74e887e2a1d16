import { describe, expect, it } from 'vitest';
import type { Start } from '#shared/aws/campaign/epochs.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import type { Dependencies } from '../dependencies.ts';

const day = 86_400_000;
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

async function start(changes: Partial<Dependencies> = {}) {
  const stage = makeStage();
  const { id } = stage.put({ state: 'approved' });
  const starts: Start[] = [];
  const { startCampaign } = stage.dependencies;
  Object.assign(stage.dependencies, {
    startCampaign: (campaign: string, how: Start) => {
      starts.push(how);
      return startCampaign(campaign, how);
    },
    ...changes,
  });
  const again = () => stage.call('anna', 'POST', `/api/campaigns/${id}/start`, {});
  const answer = await again();
  return { stage, id, answer, again, how: starts[0] };
}

describe('a start', () => {
  it('is refused with the first fault while a mail of the campaign breaks a rule, and nothing is contained', async () => {
    const { stage, id, answer, how } = await start({ page: 'https://pages.example/a b' });
    expect(bodyOf(answer)).toMatchObject({ status: 409, code: 'mail-check' });
    expect(bodyOf(answer).detail).toMatch(/^the mails of the campaign may not be sent: notice-precaution, nl: it names /);
    expect(how).toBeUndefined();
    expect(stage.rows.get(id)?.state).toBe('approved');
  });

  it('brings the second copy of the epochs up to date, also when it is given again', async () => {
    const { stage, again } = await start();
    expect(stage.stage.copies).toBe(1);
    expect(bodyOf(await again()).campaign).not.toHaveProperty('epochCopy');
    expect(stage.stage.copies).toBe(2);
  });

  it('says so where the second copy could not be written, until it could (attack 68)', async () => {
    const { stage, again } = await start();
    stage.stage.isCopyBroken = true;
    expect(bodyOf(await again()).campaign).toMatchObject({ state: 'live', epochCopy: 'missing' });
    stage.stage.isCopyBroken = false;
    expect(bodyOf(await again()).campaign).not.toHaveProperty('epochCopy');
  });

  it('says so in the console too', async () => {
    const { as, stage, put } = makeStage();
    const { id } = put({ state: 'approved' });
    stage.isCopyBroken = true;
    const { headers } = await as('anna', { method: 'POST', path: `/console/campaigns/${id}/start`, form: {} });
    const { body } = await as('anna', { path: `/console/campaigns/${id}?${headers?.Location?.toString().split('?')[1]}` });
    expect(body).toContain('the second copy of its epoch could not be written');
    expect((await as('anna', { path: `/console/campaigns/${id}` })).body).not.toContain('the second copy');
  });

  it('takes the longest lives that Cognito allows where the settings of the directory cannot be read', async () => {
    const { answer, how, stage } = await start({ readPool: () => Promise.reject(new Error('throttled')) });
    expect(answer.statusCode).toBe(200);
    expect(how?.lingers.other).toBe(day);
    expect(how?.migrates).toBe(true);
    expect(how?.lastOldTokenAt).toBe(stage.stage.nowMs + 10_000 + day);
    expect(stage.log).toContain('SLU-119');
  });
});

describe('a start at a directory that accounts are moved into', () => {
  it('says so, as a new account may have an old password', async () => {
    const { dependencies } = makeStage();
    const pool = await dependencies.readPool();
    const { how } = await start({ readPool: async () => ({ ...pool, triggers: { UserMigration: 'arn:of-the-product' } }) });
    expect(how?.migrates).toBe(true);
    expect((await start()).how).not.toHaveProperty('migrates');
  });
});

describe('a lift', () => {
  it('brings the second copy of the epochs up to date', async () => {
    const { stage, id } = await start();
    const path = `/api/campaigns/${id}/proposals`;
    const { proposal } = bodyOf(await stage.call('anna', 'POST', path, { kind: 'lift', reason: 'false alarm' }));
    expect((await stage.call('carla', 'POST', `${path}/${proposal.id}/confirm`, {})).statusCode).toBe(200);
    expect(stage.stage.copies).toBe(2);
  });
});

describe('a key of a request', () => {
  const path = '/api/campaigns';
  const plan = { title: 'All', scope: { kind: 'everybody' } };
  const headers = { 'Idempotency-Key': 'friday-14:00', Accept: 'application/json', Origin: undefined };
  const claims = (username: string) => ({ 'cognito:username': username, 'cognito:groups': 'commander', token_use: 'id' });

  it('makes a plan that is sent twice one campaign, found where the first answer said', async () => {
    const { ask, rows } = makeStage();
    const send = () => ask({ method: 'POST', path, json: plan, headers, claims: claims('anna') });
    const [first, second] = [await send(), await send()];
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.headers?.Location).toBe(`/api/campaigns/${bodyOf(first).campaign.id}`);
    expect(bodyOf(second)).toEqual(bodyOf(first));
    expect(rows.size).toBe(1);
  });

  it('is refused for another request of the same person, and is free for another person', async () => {
    const { ask, rows } = makeStage();
    await ask({ method: 'POST', path, json: plan, headers, claims: claims('anna') });
    const other = await ask({ method: 'POST', path, json: { ...plan, title: 'Other' }, headers, claims: claims('anna') });
    expect([other.statusCode, bodyOf(other).code]).toEqual([409, 'key-reused']);
    expect((await ask({ method: 'POST', path, json: plan, headers, claims: claims('boris') })).statusCode).toBe(201);
    expect(rows.size).toBe(2);
  });

  it('of the header that differs from that of the body is refused', async () => {
    const { ask } = makeStage();
    const answer = await ask({
      method: 'POST',
      path,
      json: { ...plan, key: '01KAJ0000000000000000000AA' },
      headers,
      claims: claims('anna'),
    });
    expect([answer.statusCode, bodyOf(answer).detail]).toEqual([
      400,
      expect.stringContaining('key differs from the header Idempotency-Key'),
    ]);
  });
});
