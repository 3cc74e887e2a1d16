import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { type Cohort, cohorts } from '#domain/account/sweep-plan.ts';
import { sweepOutcomes } from '#domain/campaign/sweep.ts';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { setStage } from '#infra/rehearsal/stage.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

/** Around two calls in a hundred of the sweep and of the counting something goes wrong, while it is switched on. */
function makeFaults(seed: number) {
  const random = new Random(seed).fork('faults');
  const struck: Record<string, number> = {};
  const control = { on: false };
  const refusal = (service: string) => (service === 'cognito' ? 'TooManyRequestsException' : 'ThrottlingException');
  const kinds: readonly ((point: FaultPoint) => Fault)[] = [
    () => ({ kind: 'crash' }),
    () => ({ kind: 'timeout' }),
    () => ({ kind: 'delay', ms: 200 + random.int(20_000) }),
    ({ service }) => ({ kind: 'error', error: new AwsError(refusal(service), 'Rate exceeded') }),
  ];
  const at = (point: FaultPoint): Fault | undefined => {
    const { phase, caller } = point;
    if (!control.on || !/^(sweep|countprogress)/.test(caller) || !random.chance(0.01)) return undefined;
    const fault = kinds[random.int(kinds.length)]?.(point);
    if (fault === undefined || (fault.kind === 'error' && phase === 'after')) return undefined;
    struck[fault.kind] = (struck[fault.kind] ?? 0) + 1;
    return fault;
  };
  return { faults: { at }, control, struck };
}

describe('while the sweep and the counting crash, hang and are throttled', () => {
  it.each([1, 2])('every account is swept and recorded once, and counters equal a recount (seed %i)', async (seed) => {
    const { faults, control, struck } = makeFaults(seed);
    const { users } = await readDirectoryFile(small);
    const stage = await setStage({
      users: multiplyUsers(users, 300, new Random(seed)),
      seed,
      faults,
      templates: inject('templates'),
    });
    const id = await stage.plan({ kind: 'everybody' }, [], { sweep: { mode: 'all', primitive: 'random-password' } });
    const wanted = (await stage.look(id)).campaign.headcount?.swept ?? {};
    await stage.start(id);
    await stage.close(id);
    control.on = true;
    await stage.pass(600_000);
    control.on = false;
    await stage.until(() => !stage.rows('accounts').some((row) => row.sweep !== undefined), 3 * 3_600_000, 30_000);
    await stage.pass(120_000);
    expect(Object.values(struck).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(15);
    const { progress } = await stage.look(id);
    const rows = stage.rows('accounts');
    for (const cohort of cohorts) {
      const ofCohort = rows.filter((row) => row.cohort === cohort);
      const recount = {
        left: ofCohort.filter((row) => row.sweep !== undefined).length,
        swept: ofCohort.filter((row) => row.swept !== undefined).length,
        refused: ofCohort.filter((row) => row.sweepRefused !== undefined).length,
      };
      expect(progress.sweep[cohort]).toEqual(recount);
      expect(sweepOutcomes.reduce((sum, outcome) => sum + recount[outcome], 0)).toBe(wanted[cohort as Cohort] ?? 0);
    }
    const { cognito } = stage.simulator.services;
    const passwords = rows.filter((row) => row.swept !== undefined);
    for (const row of passwords) {
      const { passwordSetAt = 0, signedOutAt = 0 } = cognito.inspect.user(stage.output('AccountsPoolId'), String(row.username));
      expect(signedOutAt).toBeGreaterThan(passwordSetAt);
    }
  });
});
