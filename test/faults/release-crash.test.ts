import { expect, it } from 'vitest';
import type { FaultPoint } from '#simulator/faults.ts';
import { expectOk } from '#test/kits/staff.ts';
import { dutch } from '../kits/sign-in.ts';
import { type Stage, setStage } from '../kits/world.ts';

const users = Array.from({ length: 300 }, (_, index) => dutch(`user${index}`));

async function releaseAll(stage: Stage, id: string) {
  const [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
  const path = `/api/campaigns/${id}/proposals`;
  const scope = { kind: 'environment', environments: ['nl'] };
  const made = expectOk(await commander.ask('POST', path, { kind: 'release', scope, reason: 'a false alarm' })) as {
    proposal: { id: string };
  };
  expectOk(await approver.ask('POST', `${path}/${made.proposal.id}/confirm`, {}));
  const confirmedAt = stage.world.clock.now();
  const out = () => stage.rows('accounts').filter(({ state }) => state === 'contained').length;
  const seconds = async (wanted: () => boolean) => {
    await stage.until(wanted, 7_200_000);
    return (stage.world.clock.now() - confirmedAt) / 1000;
  };
  return { proposal: made.proposal.id, out, seconds };
}

it('a release whose function crashes is taken up again within a minute and a half, and everybody is out within ten (attack 69)', async () => {
  let crashes = 0;
  let updates = 0;
  const at = ({ caller, service, operation, phase }: FaultPoint) => {
    if (!caller.startsWith('release') || service !== 'dynamodb' || operation !== 'UpdateItem' || phase !== 'before') return undefined;
    if (++updates % 40 !== 7 || crashes === 3) return undefined;
    crashes++;
    return { kind: 'crash' } as const;
  };
  const stage = await setStage({ users, faults: { at } });
  const id = await stage.plan({ kind: 'everybody' });
  await stage.start(id);
  const { out, seconds, proposal } = await releaseAll(stage, id);
  expect(await seconds(() => out() === 0)).toBeLessThan(90);
  expect(crashes).toBe(3);
  // Once all lanes are done nothing is sent for it any more.
  const row = () => stage.rows('campaigns').find(({ sk }) => sk === `proposal#${proposal}`);
  expect(await seconds(() => row()?.completedAt !== undefined)).toBeLessThan(240);
  const lanes = () => stage.rows('campaigns').filter(({ sk }) => String(sk).startsWith(`lane#${proposal}#`));
  const before = lanes();
  await stage.pass(600_000);
  expect(lanes()).toEqual(before);
  expect(stage.rows('accounts').filter(({ exemption }) => exemption === 'released')).toHaveLength(300);
});

it('compromised accounts whose grading crashes are graded within two and a half minutes all the same', async () => {
  let crashes = 0;
  const at = ({ caller, operation, phase }: FaultPoint) => {
    if (!caller.startsWith('grade') || operation !== 'UpdateItem' || phase !== 'before' || crashes === 1) return undefined;
    crashes++;
    return { kind: 'crash' } as const;
  };
  const stage = await setStage({ users: users.slice(0, 40), faults: { at } });
  const id = await stage.plan({ kind: 'everybody' });
  await stage.start(id);
  const commander = await stage.staff('commander');
  const list = users.slice(0, 1).map(({ Username }) => ({ account: Username }));
  expectOk(await commander.ask('POST', `/api/campaigns/${id}/compromised`, { compromised: list, key: '01KBCDEFGHJKMNPQRSTVWXYZ00' }));
  const from = stage.world.clock.now();
  const graded = () => stage.rows('accounts').filter(({ grade }) => grade === 'confirmed').length;
  await stage.until(() => graded() === list.length, 7_200_000);
  expect((stage.world.clock.now() - from) / 1000).toBeLessThan(150);
});
