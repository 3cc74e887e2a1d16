import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import type { AdditionProgress } from '#domain/plan/addition.ts';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { setStage } from '#infra/rehearsal/stage.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

/** Around three calls in a hundred of the grading something goes wrong, while it is switched on. */
function makeFaults(seed: number) {
  const random = new Random(seed).fork('faults');
  const control = { on: false, struck: 0 };
  const kinds: readonly (() => Fault)[] = [
    () => ({ kind: 'crash' }),
    () => ({ kind: 'timeout' }),
    () => ({ kind: 'error', error: new AwsError('InternalServerError', 'away') }),
  ];
  const at = ({ phase, caller }: FaultPoint): Fault | undefined => {
    if (!control.on || !caller.startsWith('gradeaccounts') || !random.chance(0.015)) return undefined;
    const fault = kinds[random.int(kinds.length)]?.();
    if (fault === undefined || (fault.kind === 'error' && phase === 'after')) return undefined;
    control.struck++;
    return fault;
  };
  return { faults: { at }, control };
}

async function run(seed: number, faulty: boolean) {
  const { faults, control } = makeFaults(seed);
  const { users } = await readDirectoryFile(small);
  const stage = await setStage({ users: multiplyUsers(users, 400, new Random(seed)), seed, faults, templates: inject('templates') });
  const { simulator, settle, rows, pass, until } = stage;
  const mails = new Map<string, number>();
  simulator.services.ses.onAccepted(({ tags }) => {
    const key = `${tags.account} ${tags.mail ?? ''}`;
    mails.set(key, (mails.get(key) ?? 0) + 1);
  });
  const id = await stage.plan({ kind: 'everybody' });
  await stage.start(id);
  await until(() => !rows('notices').some(({ state }) => ['waiting', 'claimed', 'sent'].includes(String(state))), 600_000, 5_000);
  const compromised = rows('accounts')
    .filter((_, index) => index % 3 === 0)
    .map(({ username }, index) => ({ account: username, grade: index % 2 === 0 ? 'confirmed' : 'suspected' }));
  const token = await stage.idToken('commander');
  const add = async () => {
    const headers = { host: 'staff.example', authorization: token, 'content-type': 'application/json' };
    const path = `/api/campaigns/${id}/compromised`;
    const body = JSON.stringify({ compromised, key: '01KAJ0000000000000000000AA' });
    expect((await settle(simulator.http('sluis-staff', { method: 'POST', path, headers, body }))).status).toBe(200);
  };
  const addition = () => rows('campaigns').find(({ sk }) => String(sk).startsWith('addition#'));
  control.on = faulty;
  // Twice, as an impatient person clicks: every lane has two messages.
  for (const _ of [1, 2]) await add();
  await until(() => addition()?.state === 'proposed', 2 * 3_600_000, 10_000);
  const approver = await stage.idToken('approver');
  const confirm = `/api/campaigns/${id}/compromised/${String(addition()?.id)}/confirm`;
  const headers = { host: 'staff.example', authorization: approver, 'content-type': 'application/json' };
  const body = JSON.stringify({ digest: addition()?.digest });
  for (const _ of [1, 2]) {
    expect((await settle(simulator.http('sluis-staff', { method: 'POST', path: confirm, headers, body }))).status).toBe(200);
  }
  await pass(600_000);
  control.on = false;
  await until(() => addition()?.state === 'done', 2 * 3_600_000, 30_000);
  await until(() => !rows('notices').some(({ state }) => ['waiting', 'claimed', 'sent'].includes(String(state))), 1_200_000, 5_000);
  await pass(60_000);
  const graded = rows('accounts').map(({ sub, grade, gradings, trusted, compromisedSince }) => [
    sub,
    grade,
    gradings,
    trusted,
    compromisedSince,
  ]);
  return { struck: control.struck, outcome: addition()?.outcome, graded, mails, look: () => stage.look(id) };
}

describe('while the grading of added accounts crashes, hangs and fails', () => {
  it.each([1, 2])('it comes to what it comes to otherwise, counts nothing twice, and no holder is told twice (seed %i)', async (seed) => {
    const sound = await run(seed, false);
    const struck = await run(seed, true);
    expect(sound.struck).toBe(0);
    expect(struck.struck).toBeGreaterThan(8);
    expect(struck.outcome).toEqual(sound.outcome);
    expect(struck.graded).toEqual(sound.graded);
    expect(sound.outcome).toMatchObject({ unmatched: 0 });
    const { further, graded, unchanged } = sound.outcome as AdditionProgress['outcome'];
    expect(Math.min(further, graded)).toBeGreaterThan(50);
    expect(unchanged).toBe(0);
    const again = [...struck.mails].filter(([key]) => key.includes(' grade-'));
    expect(again).toHaveLength(further);
    expect(again.filter(([, count]) => count > 1)).toEqual([]);
    expect((await struck.look()).progress).toMatchObject({ further: { grade: { delivered: further } } });
  });
});
