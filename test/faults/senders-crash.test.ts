import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { setStage } from '#infra/rehearsal/stage.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const accounts = 200;

/** Functions between the start of a campaign and the fate of its last notice; logical ids begin with their names. */
const pipeline = ['sendnotices', 'recordevent', 'countprogress', 'govern'];

/** Around two calls in a hundred of the pipeline something goes wrong, while it is switched on. */
function makeFaults(seed: number) {
  const random = new Random(seed).fork('faults');
  const struck: Record<string, number> = {};
  const control = { on: false };
  const kinds: readonly (() => Fault)[] = [
    () => ({ kind: 'crash' }),
    () => ({ kind: 'timeout' }),
    () => ({ kind: 'delay', ms: 200 + random.int(3_000) }),
    () => ({ kind: 'error', error: new AwsError('ThrottlingException', 'Rate exceeded') }),
  ];
  const at = ({ phase, caller }: FaultPoint): Fault | undefined => {
    if (!control.on || !pipeline.some((name) => caller.startsWith(name)) || !random.chance(0.01)) return undefined;
    const fault = kinds[random.int(kinds.length)]?.();
    // A service that says no has done nothing: such an error comes before the effect only.
    if (fault === undefined || (fault.kind === 'error' && phase === 'after')) return undefined;
    struck[fault.kind] = (struck[fault.kind] ?? 0) + 1;
    return fault;
  };
  return { faults: { at }, control, struck };
}

async function run(seed: number) {
  const { faults, control, struck } = makeFaults(seed);
  const { users } = await readDirectoryFile(small);
  const stage = await setStage({
    users: multiplyUsers(users, accounts, new Random(seed)),
    seed,
    faults,
    ratePerSecond: 50,
    templates: inject('templates'),
  });
  const { ses } = stage.simulator.services;
  const accepted = new Map<string, number>();
  const attempts = new Map<number, number>();
  ses.onAccepted(({ tags }) => {
    const sub = String(tags.account);
    accepted.set(sub, (accepted.get(sub) ?? 0) + 1);
    const second = Math.floor(stage.world.clock.now() / 1_000);
    attempts.set(second, (attempts.get(second) ?? 0) + 1);
  });
  const id = await stage.plan({ kind: 'everybody' });
  const planned = (await stage.look(id)).campaign.headcount?.notices ?? 0;
  await stage.start(id);
  control.on = true;
  await stage.pass(900_000);
  control.on = false;
  const isOpen = (state: unknown) => ['waiting', 'claimed', 'uncertain', 'sent'].includes(String(state));
  await stage.until(() => !stage.rows('notices').some((row) => isOpen(row.state)), 3 * 3_600_000, 30_000);
  await stage.pass(120_000);
  return { stage, id, planned, accepted, attempts, struck };
}

describe('while senders, recorders and counters crash, hang and are throttled', () => {
  it.each([1, 2])('no notice is lost, none is sent twice without a doubt, and counters equal a recount (seed %i)', async (seed) => {
    const { stage, id, planned, accepted, attempts, struck } = await run(seed);
    expect(Object.values(struck).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(15);
    const rows = stage.rows('notices');
    const delivered = rows.filter((row) => row.state === 'delivered');
    expect(delivered).toHaveLength(planned);
    expect(accepted.size).toBe(planned);
    const twice = [...accepted].filter(([, count]) => count > 1).map(([sub]) => sub);
    const doubted = new Set(rows.filter((row) => Number(row.attempt) > 1).map((row) => row.sk));
    expect(twice.filter((sub) => !doubted.has(sub))).toEqual([]);
    expect(Math.max(...attempts.values())).toBeLessThanOrEqual(51);
    const { progress } = await stage.look(id);
    const recount = Object.groupBy(rows, (row) => String(row.state));
    for (const [state, count] of Object.entries(progress.notices)) expect([state, count]).toEqual([state, recount[state]?.length ?? 0]);
  });
});

describe('a run of one seed', () => {
  it('is the same every time', async () => {
    const digest = async () => {
      const { stage, accepted, struck } = await run(7);
      return JSON.stringify([[...accepted], struck, stage.world.clock.now(), stage.world.meter.snapshot()]);
    };
    expect(await digest()).toBe(await digest());
  });
});
