import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const path = (id: string) => `/api/campaigns/${id}/doors`;

describe('the ways to sign in', () => {
  it('are read anew for everybody who asks over the API', async () => {
    const { call, put, stage } = makeStage();
    const { id } = put({ state: 'live' });
    const read = async () => JSON.parse((await call('eva', 'GET', path(id))).body).doors as { name: string; state: string; why: string }[];
    expect(await read()).toContainEqual({ name: 'The gate at PreTokenGeneration', state: 'open', why: expect.any(String) });
    const gate = 'arn:aws:lambda:eu-west-1:1:function:gate';
    stage.pool = { ...stage.pool, triggers: { PreTokenGeneration: gate, PreAuthentication: gate, PostConfirmation: gate } };
    expect(await read()).toContainEqual({ name: 'The gate', state: 'shut', why: expect.any(String) });
  });

  it('show in the console what needs somebody first, and are linked from the campaign', async () => {
    const { as, put, stage } = makeStage();
    const { id } = put({ state: 'live', epoch: stage.nowMs });
    stage.watch = {
      atMs: stage.nowMs,
      detached: [],
      trials: [],
      firewall: { mode: 'block', askedAt: stage.nowMs, writtenAt: stage.nowMs, inForceAt: stage.nowMs },
    };
    expect((await as('eva', { path: `/console/campaigns/${id}` })).body).toContain(`${id}/doors"`);
    const { body, statusCode } = await as('eva', { path: `/console/campaigns/${id}/doors` });
    expect(statusCode).toBe(200);
    expect(body).toMatch(/[1-9] of \d+ needs? attention/);
    expect(body.indexOf('The gate at PreTokenGeneration')).toBeLessThan(body.indexOf('Changes with an old access token'));
  });

  it('need a role', async () => {
    const { call, put } = makeStage();
    const { id } = put();
    expect((await call('fred', 'GET', path(id))).statusCode).toBe(403);
    expect((await call('eva', 'GET', path('01KAJ0000000000000000000XX'))).statusCode).toBe(404);
  });
});

describe('the watch', () => {
  it('is woken by a start, not by what changes no epoch', async () => {
    const { call, put, stage } = makeStage();
    const { id } = put();
    await call('carla', 'POST', `/api/campaigns/${id}/approve`, {});
    expect(stage.wakes).toBe(0);
    await call('anna', 'POST', `/api/campaigns/${id}/start`, {});
    expect(stage.wakes).toBe(1);
  });
});
