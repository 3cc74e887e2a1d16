import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everySetting } from '#simulator/services/cognito/full-pool.testing.ts';

const client = new CognitoIdentityProviderClient({});
const folder = mkdtempSync(join(tmpdir(), 'sluis-existing-'));
const { PostConfirmation: _taken, ...otherTriggers } = everySetting.LambdaConfig;

describe('a pool with every setting, that somebody else made', () => {
  let id: string;
  let gate: string;

  const look = async () => {
    const { UserPool: { LastModifiedDate: _changed, ...pool } = {} } = await client.send(new DescribeUserPoolCommand({ UserPoolId: id }));
    const { $metadata: _answer, ...factors } = await client.send(new GetUserPoolMfaConfigCommand({ UserPoolId: id }));
    return { pool, factors };
  };
  const sluis = (...options: readonly string[]) =>
    JSON.parse(
      execFileSync(
        process.execPath,
        [fileURLToPath(new URL('../../infra/command/sluis.ts', import.meta.url)), ...options, '--user-pool-id', id, '--json'],
        { cwd: folder, encoding: 'utf8' },
      ),
    );

  beforeAll(async () => {
    const settings = { ...everySetting, PoolName: 'theirs', LambdaConfig: otherTriggers, MfaConfiguration: 'OFF' };
    const { UserPool } = await client.send(new CreateUserPoolCommand(settings as CreateUserPoolCommandInput));
    id = UserPool?.Id ?? '';
    const [, , , region, account] = (UserPool?.Arn ?? '').split(':');
    gate = `arn:aws:lambda:${region}:${account}:function:gate`;
    const factors = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } } as const;
    await client.send(new SetUserPoolMfaConfigCommand({ UserPoolId: id, ...factors }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gets the gate and loses nothing, and is as before when it is taken out', async () => {
    const before = await look();
    expect(sluis('attach', '--gate', gate, '--dry-run').changes).toHaveLength(4);
    expect(await look()).toEqual(before);
    expect(sluis('attach', '--gate', gate).changes).toHaveLength(4);
    const { pool, factors } = await look();
    expect({ pool: { ...pool, LambdaConfig: otherTriggers }, factors }).toEqual(before);
    expect(pool.LambdaConfig).toEqual({
      ...otherTriggers,
      PreTokenGeneration: gate,
      PreTokenGenerationConfig: { LambdaArn: gate, LambdaVersion: 'V1_0' },
      PreAuthentication: gate,
      PostConfirmation: gate,
    });
    expect(sluis('attach', '--gate', gate).changes).toEqual([]);
    expect(sluis('detach').changes).toHaveLength(4);
    expect(await look()).toEqual(before);
  });
});
