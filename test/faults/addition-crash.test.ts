import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { setStage } from '#infra/rehearsal/stage.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

it('an addition whose list was not yet whole when the function crashed is not counted by the half, so that it still takes two', async () => {
  const control = { on: false, puts: 0 };
  const at = ({ operation, phase, caller }: FaultPoint): Fault | undefined => {
    if (!control.on || !caller.startsWith('staff') || operation !== 'PutItem' || phase !== 'before') return undefined;
    // The first write is the addition itself.
    return control.puts++ === 0 ? undefined : { kind: 'crash' };
  };
  const { users } = await readDirectoryFile(small);
  const stage = await setStage({ users: multiplyUsers(users, 300, new Random(1)), faults: { at }, templates: inject('templates') });
  const { simulator, settle, rows, pass, until } = stage;
  const id = await stage.plan({ kind: 'everybody' });
  await stage.start(id);
  const compromised = rows('accounts').map(({ username }) => ({ account: username }));
  const headers = { host: 'staff.example', authorization: await stage.idToken('commander'), 'content-type': 'application/json' };
  const path = `/api/campaigns/${id}/compromised`;
  const body = JSON.stringify({ compromised, key: '01KAJ0000000000000000000AA' });
  const add = () => settle(simulator.http('sluis-staff', { method: 'POST', path, headers, body }));
  const addition = () => rows('campaigns').find(({ sk }) => String(sk).startsWith('addition#'));
  const graded = () => rows('accounts').filter(({ grade }) => grade === 'confirmed').length;
  const before = graded();
  control.on = true;
  expect((await add()).status).toBeGreaterThanOrEqual(500);
  control.on = false;
  expect(addition()).toMatchObject({ state: 'running' });
  await pass(180_000);
  headers.authorization = await stage.idToken('commander');
  expect((await add()).status).toBe(200);
  await until(() => addition()?.state !== 'running', 3_600_000, 10_000);
  expect([addition()?.state, graded() - before]).toEqual(['proposed', 0]);
});
