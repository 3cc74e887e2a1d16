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

it('refuses unknown secrets, taken names, labels that nothing has, and versions by their id', () => {
  const secrets = simulateSecretsManager(virtualWorld());
  secrets.createSecret('pepper', 's3cret');
  const call = callerOf(secrets);
  expect(refusal(() => call('GetSecretValue', { SecretId: 'salt' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
  expect(refusal(() => secrets.createSecret('pepper', 'x')).name).toBe('ResourceExistsException');
  expect(refusal(() => call('GetSecretValue', { SecretId: 'pepper', VersionStage: 'AWSPREVIOUS' })).name).toBe('ResourceNotFoundException');
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
  expect(call('GetSecretValue', { SecretId: arn, VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 's3cret' });
});

it('moves AWSCURRENT from the version that has it, and from no other', () => {
  const secrets = simulateSecretsManager(virtualWorld());
  secrets.createSecret('pepper', 'first');
  const call = callerOf(secrets);
  const SecretId = 'pepper';
  const { VersionId: first } = call('GetSecretValue', { SecretId }) as { VersionId: string };
  const pending = (SecretString: string) =>
    (call('PutSecretValue', { SecretId, SecretString, VersionStages: ['AWSPENDING'] }) as { VersionId: string }).VersionId;
  const [second, third] = [pending('second'), pending('third')];
  expect(call('GetSecretValue', { SecretId })).toMatchObject({ SecretString: 'first' });
  const move = { SecretId, VersionStage: 'AWSCURRENT', RemoveFromVersionId: first };
  call('UpdateSecretVersionStage', { ...move, MoveToVersionId: second });
  expect(call('GetSecretValue', { SecretId })).toMatchObject({ SecretString: 'second', VersionId: second });
  expect(refusal(() => call('UpdateSecretVersionStage', { ...move, MoveToVersionId: third })).name).toBe('InvalidParameterException');
  const unknown = { ...move, RemoveFromVersionId: second, MoveToVersionId: 'x' };
  expect(refusal(() => call('UpdateSecretVersionStage', unknown)).name).toBe('ResourceNotFoundException');
  expect(call('GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'first' });
});

it('lists names and ARNs, 100 a page at most, as long as there are more', () => {
  const secrets = simulateSecretsManager(virtualWorld());
  const arns = Array.from({ length: 130 }, (_, index) => secrets.createSecret(`s${index}`, 'x').arn);
  const call = callerOf(secrets);
  const first = call('ListSecrets', {}) as { SecretList: { ARN: string; Name: string }[]; NextToken: string };
  const second = call('ListSecrets', { MaxResults: 30, NextToken: first.NextToken }) as typeof first;
  expect([...first.SecretList, ...second.SecretList].map(({ ARN }) => ARN)).toEqual(arns);
  expect(first.SecretList[0]).toEqual({ ARN: arns[0], Name: 's0' });
  expect([first.SecretList.length, second.NextToken]).toEqual([100, undefined]);
  expect(refusal(() => call('ListSecrets', { MaxResults: 101 })).name).toBe('ValidationException');
  expect(refusal(() => call('ListSecrets', { NextToken: 'x' })).name).toBe('InvalidNextTokenException');
  expect(refusal(() => call('ListSecrets', { SortOrder: 'asc' })).name).toBe('UnsupportedError');
});
