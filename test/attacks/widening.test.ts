import { expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { expectOk } from '#test/kits/staff.ts';
import { setStage } from '#test/kits/world.ts';
import { dutch } from '../kits/sign-in.ts';

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

it('a campaign is not lifted while one that widens it holds: whom it has would be out of both (attack 60)', async () => {
  const stage = await setStage({ users: [dutch('sanne'), dutch('louis', { 'custom:environment': 'be' })] });
  const [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
  const first = await stage.plan({ kind: 'environment', environments: ['nl'] });
  const propose = (id: string) => commander.ask('POST', `/api/campaigns/${id}/proposals`, { kind: 'lift', reason: 'one for all' });
  const confirm = (id: string, proposal: string) => approver.ask('POST', `/api/campaigns/${id}/proposals/${proposal}/confirm`, {});
  const lift = async (id: string) => confirm(id, (expectOk(await propose(id)) as { proposal: { id: string } }).proposal.id);
  await stage.start(first);
  const early = (expectOk(await propose(first)) as { proposal: { id: string } }).proposal.id;
  const wider = await stage.plan({ kind: 'everybody' }, [], { widens: first });
  await stage.start(wider);
  await stage.pass(10_000);

  for (const answer of [await confirm(first, early), await propose(first)]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toContain(`campaign ${wider} (`);
    expect(answer.body).toContain('lift that one first');
  }
  await stage.pass(10_000);
  for (const name of ['sanne', 'louis']) await expect(stage.signIn(name, stolenPassword)).rejects.toThrow();

  expect((await lift(wider)).status).toBe(200);
  await stage.pass(10_000);
  await expect(stage.signIn('louis', stolenPassword)).resolves.toBeDefined();
  await expect(stage.signIn('sanne', stolenPassword)).rejects.toThrow();
  expect((await confirm(first, early)).status).toBe(200);
  await stage.pass(10_000);
  await expect(stage.signIn('sanne', stolenPassword)).resolves.toBeDefined();
});
