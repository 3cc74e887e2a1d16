import { expect, it } from 'vitest';
import { virtualWorld } from '../world.ts';
import { simulateSecretsManager } from './secretsmanager.ts';
import { callerOf, refusal } from './testing.ts';

it('gives a secret by name and by ARN', () => {
  const secrets = simulateSecretsManager(virtualWorld());
  const { arn } = secrets.createSecret('pepper', 's3cret');
  const call = callerOf(secrets);
  expect(arn).toMatch(/^arn:aws:secretsmanager:eu-west-1:123456789012:secret:pepper-\w{6}$/);
  expect(call('GetSecretValue', { SecretId: 'pepper' })).toEqual({
    ARN: arn,
    Name: 'pepper',
    VersionId: expect.any(String),
    SecretString: 's3cret',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: new Date(Date.UTC(2026, 10, 20, 13)),
  });
  expect(call('GetSecretValue', { SecretId: arn })).toMatchObject({ SecretString: 's3cret' });
});

it('refuses unknown secrets, taken names, and earlier versions', () => {
  const secrets = simulateSecretsManager(virtualWorld());
  secrets.createSecret('pepper', 's3cret');
  const call = callerOf(secrets);
  expect(refusal(() => call('GetSecretValue', { SecretId: 'salt' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
  expect(refusal(() => secrets.createSecret('pepper', 'x')).name).toBe('ResourceExistsException');
  expect(refusal(() => call('GetSecretValue', { SecretId: 'pepper', VersionStage: 'AWSPREVIOUS' })).name).toBe('UnsupportedError');
  expect(refusal(() => call('GetSecretValue', { SecretId: 'pepper', VersionId: 'x' })).name).toBe('UnsupportedError');
});

it('gives the value that was put last, of 65,536 bytes at most', () => {
  const secrets = simulateSecretsManager(virtualWorld());
  const { arn } = secrets.createSecret('pepper', 's3cret');
  const call = callerOf(secrets);
  const put = call('PutSecretValue', { SecretId: arn, SecretString: 'é'.repeat(32_768) });
  expect(put).toEqual({ ARN: arn, Name: 'pepper', VersionId: expect.any(String), VersionStages: ['AWSCURRENT'] });
  expect(call('GetSecretValue', { SecretId: 'pepper' })).toMatchObject({
    SecretString: 'é'.repeat(32_768),
    VersionId: (put as { VersionId: string }).VersionId,
  });
  expect(refusal(() => call('PutSecretValue', { SecretId: arn, SecretString: `a${'é'.repeat(32_768)}` })).name).toBe('ValidationException');
  expect(refusal(() => call('PutSecretValue', { SecretId: arn, SecretString: '' })).name).toBe('InvalidParameterException');
  expect(refusal(() => call('PutSecretValue', { SecretId: 'salt', SecretString: 'x' })).name).toBe('ResourceNotFoundException');
  expect(refusal(() => call('PutSecretValue', { SecretId: arn, SecretString: 'x', VersionStages: ['A'] })).name).toBe('UnsupportedError');
});
