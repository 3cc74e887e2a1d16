import { expect, it } from 'vitest';
import { expectOk } from '#test/journey/staff.ts';
import { setStage } from '#test/journey/stage.ts';
import { dutch } from './sign-in-stage.ts';

it('a campaign does not start once the one that it widens is lifted: nobody would contain whom that one had', async () => {
  const stage = await setStage({ users: [dutch('sanne'), dutch('louis', { 'custom:environment': 'be' })] });
  const [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
  const first = await stage.plan({ kind: 'environment', environments: ['nl'] });
  await stage.start(first);
  const wider = await stage.plan({ kind: 'everybody' }, [], { widens: first });
  const path = `/api/campaigns/${first}/proposals`;
  const { proposal } = expectOk(await commander.ask('POST', path, { kind: 'lift', reason: 'one for all' })) as { proposal: { id: string } };
  expectOk(await approver.ask('POST', `${path}/${proposal.id}/confirm`, {}));
  expectOk(await approver.change(wider, 'approve'));
  const start = await commander.change(wider, 'start');
  expect([start.status, (await commander.look(wider)).campaign.state]).toEqual([409, 'approved']);
  expect(start.body).toContain('cancel it and plan another');
});
