import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import { everySetting, fullPool } from '#simulator/services/cognito/full-pool.testing.ts';
import { existingPool, gate, otherTriggers, refusalOf } from '#test/kits/existing-pool.ts';

const withGate = {
  PreTokenGeneration: gate,
  PreTokenGenerationConfig: { LambdaArn: gate, LambdaVersion: 'V1_0' },
  PreAuthentication: gate,
  PostConfirmation: gate,
};
const other = 'arn:aws:lambda:eu-west-1:123456789012:function:other';

describe('attaching the gate', () => {
  test.each(['wire', 'direct'] as const)(
    'keeps every setting and every other trigger of a pool that has all of them (%s)',
    async (door) => {
      const pool = existingPool({ door });
      const before = await pool.look();
      expect(Object.keys(before.settings)).toEqual(expect.arrayContaining(Object.keys(everySetting)));
      const done = await pool.attach();
      expect(done).toMatchObject({ ok: true, value: { dryRun: false, kept: expect.any(Number), changedSince: [] } });
      expect(await pool.look()).toEqual({
        settings: { ...before.settings, LambdaConfig: { ...otherTriggers, ...withGate } },
        factors: before.factors,
      });
    },
  );

  it('keeps whatever a pool has set (property)', async () => {
    const settings = Object.keys(everySetting).filter((name) => name !== 'LambdaConfig') as (keyof typeof everySetting)[];
    const triggers = Object.keys(otherTriggers) as (keyof typeof otherTriggers)[];
    // A pool with a second factor has at least one.
    const factors = fc.constantFrom(['SOFTWARE_TOKEN_MFA'], ['SMS_MFA'], ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    const chosen = fc.record({ set: fc.subarray(settings), at: fc.subarray(triggers), EnabledMfas: factors });
    await fc.assert(
      fc.asyncProperty(chosen, async ({ set, at, EnabledMfas }) => {
        // Cognito verifies no numbers at a pool that sends no text messages.
        const needed = set.includes('AutoVerifiedAttributes') ? [...set, 'SmsConfiguration' as const] : set;
        const LambdaConfig = Object.fromEntries(at.map((name) => [name, otherTriggers[name]]));
        const properties = Object.fromEntries([...new Set(needed)].map((name) => [name, everySetting[name]]));
        const withFactors = needed.includes('MfaConfiguration') ? { ...properties, EnabledMfas } : properties;
        const pool = existingPool({ pool: { ...withFactors, LambdaConfig } });
        const before = await pool.look();
        const done = await pool.attach();
        const expected = { ...before, settings: { ...before.settings, LambdaConfig: { ...LambdaConfig, ...withGate } } };
        expect([refusalOf(done), await pool.look()]).toEqual(['done', expected]);
      }),
      { numRuns: 60 },
    );
  });

  it('shows each change before and after', async () => {
    const pool = existingPool({ pool: {} });
    const done = await pool.attach();
    expect(done.ok && done.value.changes).toEqual([
      { setting: 'LambdaConfig.PreAuthentication', before: null, after: gate },
      { setting: 'LambdaConfig.PostConfirmation', before: null, after: gate },
      { setting: 'LambdaConfig.PreTokenGenerationConfig.LambdaVersion', before: null, after: 'V1_0' },
      { setting: 'LambdaConfig.PreTokenGenerationConfig.LambdaArn', before: null, after: gate },
    ]);
  });

  it('only shows them in a dry run', async () => {
    const pool = existingPool();
    const before = await pool.look();
    const done = await pool.attach({ dryRun: true });
    expect(done).toMatchObject({ ok: true, value: { dryRun: true, backup: null, changes: { length: 4 } } });
    expect([await pool.look(), pool.calls('UpdateUserPool'), pool.written.size]).toEqual([before, 0, 0]);
  });

  it('changes nothing the second time', async () => {
    const pool = existingPool();
    await pool.attach();
    const [before, [backup]] = [await pool.look(), pool.written.values()];
    expect(await pool.attach()).toMatchObject({ ok: true, value: { changes: [], backup: null } });
    expect([await pool.look(), pool.calls('UpdateUserPool'), ...pool.written.values()]).toEqual([before, 1, backup]);
  });

  it('adds what is missing where somebody attached a part by hand', async () => {
    const pool = existingPool({ pool: { LambdaConfig: { PreTokenGeneration: gate, PreAuthentication: gate } } });
    expect(await pool.attach()).toMatchObject({ ok: true, value: { changes: [{ setting: 'LambdaConfig.PostConfirmation' }] } });
    expect(await pool.triggers()).toEqual(withGate);
  });

  it('moves the days of a temporary password to where Cognito takes them', async () => {
    const pool = existingPool({
      pool: { AdminCreateUserConfig: { UnusedAccountValidityDays: 30 }, Policies: { PasswordPolicy: { MinimumLength: 9 } } },
    });
    expect(refusalOf(await pool.attach())).toBe('done');
    const { settings } = await pool.look();
    expect(settings.Policies?.PasswordPolicy).toMatchObject({ MinimumLength: 9, TemporaryPasswordValidityDays: 30 });
  });
});

describe('a pool is refused, and stays as it is, when', () => {
  test.each([
    ['PreTokenGeneration', { PreTokenGeneration: other }],
    ['PreTokenGeneration', { PreTokenGenerationConfig: { LambdaArn: other, LambdaVersion: 'V2_0' } }],
    ['PreAuthentication', { PreAuthentication: other }],
    ['PostConfirmation', { PostConfirmation: other }],
  ])('another function has the trigger %s', async (trigger, LambdaConfig) => {
    const pool = existingPool({ pool: { ...fullPool, LambdaConfig: { ...otherTriggers, ...LambdaConfig } } });
    const before = await pool.look();
    const line = refusalOf(await pool.attach());
    expect(line).toContain(`functions of its own where the gate has to stand: ${trigger} (${other})`);
    expect(line).toMatch(/^1: .*move what they do.*nothing was changed$/);
    expect([await pool.look(), pool.written.size]).toEqual([before, 0]);
  });

  it('Cognito has a setting that this version does not know, wherever it is', async () => {
    const newer = (pool: object) => ({
      ...pool,
      NewThing: { Enabled: true },
      Policies: { NewPolicy: 1, PasswordPolicy: { Newer: false } },
    });
    const pool = existingPool({
      instead: ({ DescribeUserPool }) => ({
        DescribeUserPool: async (input) => {
          const answer = (await DescribeUserPool?.(input)) as { UserPool: object } | undefined;
          return { UserPool: newer(answer?.UserPool ?? {}) };
        },
      }),
    });
    expect(refusalOf(await pool.attach())).toContain('reset them: Policies.NewPolicy, Policies.PasswordPolicy.Newer, NewThing; allowed:');
    const despite = ['NewThing', 'Policies.NewPolicy'];
    expect(refusalOf(await pool.attach({ despite }))).toContain('reset them: Policies.PasswordPolicy.Newer; allowed:');
    expect(pool.calls('UpdateUserPool')).toBe(0);
  });

  it('the gate is deployed somewhere else', async () => {
    const pool = existingPool();
    expect(refusalOf(await pool.attach({ gate: gate.replace('eu-west-1', 'us-east-1') }))).toMatch(
      /^2: --gate is "arn.*", in us-east-1 of account 123456789012; allowed: .* in eu-west-1 of account 123456789012$/,
    );
    expect(refusalOf(await pool.attach({ gate: gate.replace('123456789012', '210987654321') }))).toMatch(/^2: --gate is .* 210987654321/);
    expect(pool.calls('UpdateUserPool')).toBe(0);
  });

  it('there is no such pool', async () => {
    expect(refusalOf(await existingPool().attach({ userPoolId: 'eu-west-1_None' }))).toMatch(
      /^2: --user-pool-id is "eu-west-1_None", which is no user pool .*; allowed: .*--region/,
    );
  });

  test.each(['DescribeUserPool', 'GetUserPoolMfaConfig', 'UpdateUserPool'])('the credentials may not call %s', async (operation) => {
    const error = new AwsError('AccessDeniedException', `User: x is not authorized to perform: cognito-idp:${operation}`);
    const pool = existingPool({ faults: { [operation]: { kind: 'error', error } } });
    expect(refusalOf(await pool.attach())).toMatch(
      new RegExp(`^1: these AWS credentials may not call ${operation} on .*; allowed: .*; nothing was changed$`),
    );
    expect(pool.calls('UpdateUserPool')).toBe(operation === 'UpdateUserPool' ? 1 : 0);
  });
});

describe('when Cognito answers otherwise than it should', () => {
  it('says how to put everything back where an update changed more than the triggers', async () => {
    const pool = existingPool({
      instead: ({ UpdateUserPool }) => ({ UpdateUserPool: (input) => UpdateUserPool?.({ ...input, DeletionProtection: undefined }) ?? {} }),
    });
    expect(refusalOf(await pool.attach({ backup: 'old.json' }))).toMatch(
      /^1: the gate is attached .* more became different: DeletionProtection: ACTIVE → .*; to put everything back as it was: aws cognito-idp update-user-pool --cli-input-json "\$\(jq \.restore old\.json\)"$/,
    );
  });

  it('says the same of factors, which have a call of their own', async () => {
    let updated = false;
    const pool = existingPool({
      instead: ({ UpdateUserPool, GetUserPoolMfaConfig }) => ({
        UpdateUserPool: (input) => {
          updated = true;
          return UpdateUserPool?.(input) ?? {};
        },
        GetUserPoolMfaConfig: (input) => (updated ? { MfaConfiguration: 'OPTIONAL' } : (GetUserPoolMfaConfig?.(input) ?? {})),
      }),
    });
    expect(refusalOf(await pool.attach())).toMatch(/factors\.SoftwareTokenMfaConfiguration.*set-user-pool-mfa-config.*restoreFactors/);
  });

  it('says that a setting which is not known was risked and lost', async () => {
    let updated = false;
    const pool = existingPool({
      instead: ({ DescribeUserPool, UpdateUserPool }) => ({
        UpdateUserPool: (input) => {
          updated = true;
          return UpdateUserPool?.(input) ?? {};
        },
        DescribeUserPool: async (input) => {
          const answer = (await DescribeUserPool?.(input)) as { UserPool: object } | undefined;
          return { UserPool: { ...answer?.UserPool, ...(updated ? {} : { NewThing: { Enabled: true } }) } };
        },
      }),
    });
    expect(refusalOf(await pool.attach({ despite: ['NewThing'] }))).toContain('more became different: NewThing.Enabled: true → none;');
  });

  it('does not claim to know when the answer to the update is lost', async () => {
    const pool = existingPool({ faults: { UpdateUserPool: { kind: 'timeout' } } });
    expect(refusalOf(await pool.attach())).toMatch(/^1: UpdateUserPool failed .*whether it was carried out, --dry-run shows$/);
  });
});
