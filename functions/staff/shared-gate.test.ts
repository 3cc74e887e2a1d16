import { expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

it('the console says, where no concurrency is kept for the gate, that it can be starved, and so does the page to plan a campaign', async () => {
  const { as } = makeStage();
  expect((await as('anna', { path: '/console/campaigns' })).body).not.toContain('The gate can be starved');
  const small = makeStage(undefined, 0);
  for (const path of ['/console/campaigns', '/console/plan'])
    expect((await small.as('anna', { path })).body).toContain('The gate can be starved');
});
