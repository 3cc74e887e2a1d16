import { describe, expect, it, test } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { existingPool, gate, otherTriggers, refusalOf } from '#test/kits/existing-pool.ts';

const other = 'arn:aws:lambda:eu-west-1:123456789012:function:other';

describe('detaching the gate', () => {
  it('leaves the pool as it was before attaching', async () => {
    const pool = existingPool();
    const before = await pool.look();
    await pool.attach();
    expect(await pool.detach()).toMatchObject({ ok: true, value: { gate, changes: { length: 4 }, changedSince: [] } });
    expect(await pool.look()).toEqual(before);
  });

  it('keeps what somebody changed since, and shows it', async () => {
    const pool = existingPool();
    await pool.attach();
    await pool.change({ SmsAuthenticationMessage: 'Changed {####}' });
    const done = await pool.detach();
    expect(done.ok && done.value.changedSince).toEqual([
      { setting: 'SmsAuthenticationMessage', before: 'Sign in with {####}', after: 'Changed {####}' },
      { setting: 'factors.SmsMfaConfiguration.SmsAuthenticationMessage', before: 'Sign in with {####}', after: 'Changed {####}' },
    ]);
    expect((await pool.look()).settings).toMatchObject({ SmsAuthenticationMessage: 'Changed {####}', LambdaConfig: otherTriggers });
  });

  it('changes nothing the second time', async () => {
    const pool = existingPool();
    await pool.attach();
    await pool.detach();
    expect(await pool.detach()).toMatchObject({ ok: true, value: { changes: [] } });
    expect(pool.calls('UpdateUserPool')).toBe(2);
  });

  it('only shows what would change in a dry run', async () => {
    const pool = existingPool();
    await pool.attach();
    expect(await pool.detach({ dryRun: true })).toMatchObject({ ok: true, value: { dryRun: true, changes: { length: 4 } } });
    expect(pool.calls('UpdateUserPool')).toBe(1);
  });

  it('without a backup takes out the gate that it is told, and no other function', async () => {
    const pool = existingPool({ pool: { LambdaConfig: { PreTokenGeneration: gate, PreAuthentication: other } } });
    expect(await pool.detach({ gate })).toMatchObject({ ok: true, value: { backup: null, changedSince: [] } });
    expect(await pool.triggers()).toEqual({ PreAuthentication: other });
  });

  it('finishes what was half there: the part that somebody attached by hand goes too', async () => {
    const pool = existingPool({ pool: { LambdaConfig: { PreAuthentication: gate } } });
    await pool.attach();
    expect(await pool.detach()).toMatchObject({ ok: true, value: { changedSince: [] } });
    expect(await pool.triggers()).toEqual({});
  });

  it('is refused without a backup and without a gate', async () => {
    expect(refusalOf(await existingPool().detach())).toMatch(/^2: --gate is missing, and there is no backup "sluis-.*\.json".*; allowed:/);
    expect(refusalOf(await existingPool().detach({ gate, backup: 'none.json' }))).toMatch(
      /^2: --backup is "none.json", which is not there;/,
    );
  });

  test.each(['DescribeUserPool', 'UpdateUserPool'])('changes nothing when the credentials may not call %s', async (operation) => {
    const error = new AwsError('AccessDeniedException', 'not authorized');
    const pool = existingPool({ pool: { LambdaConfig: { PreAuthentication: gate } }, faults: { [operation]: { kind: 'error', error } } });
    expect(refusalOf(await pool.detach({ gate }))).toMatch(
      new RegExp(`^1: these AWS credentials may not call ${operation} .*nothing was changed$`),
    );
  });

  it('says what became different beside the triggers', async () => {
    const losesTags = (input: Fields) =>
      Object.keys(input.LambdaConfig ?? {}).includes('PreAuthentication') ? input : { ...input, UserPoolTags: {} };
    const pool = existingPool({
      instead: ({ UpdateUserPool }) => ({ UpdateUserPool: (input) => UpdateUserPool?.(losesTags(input)) ?? {} }),
    });
    await pool.attach();
    expect(refusalOf(await pool.detach())).toMatch(/^1: the gate is detached .* by hand: UserPoolTags\.owner: identity → none$/);
  });
});
