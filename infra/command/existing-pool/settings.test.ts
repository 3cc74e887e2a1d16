import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, test } from 'vitest';
import { everySetting } from '#simulator/services/cognito/full-pool.testing.ts';
import { differences } from './differences.ts';
import { unknownSettings, updateRequest } from './settings.ts';

describe('the request of an update', () => {
  it('has every setting of the pool, and none of what cannot be set', () => {
    const pool = { ...everySetting, Id: 'eu-west-1_A', Arn: 'arn', Name: 'accounts', SchemaAttributes: [], EstimatedNumberOfUsers: 7 };
    const { LambdaConfig: _triggers, ...settings } = everySetting;
    expect(updateRequest(pool as unknown as UserPoolType, { PreSignUp: 'x' })).toEqual({
      ...settings,
      UserPoolId: 'eu-west-1_A',
      PoolName: 'accounts',
      LambdaConfig: { PreSignUp: 'x' },
    });
  });

  it('leaves out the tags that are AWS’s own', () => {
    const UserPoolTags = { owner: 'identity', 'aws:cloudformation:stack-name': 'accounts' };
    expect(updateRequest({ UserPoolTags }, {}).UserPoolTags).toEqual({ owner: 'identity' });
  });

  test.each([
    ['both', { TemporaryPasswordValidityDays: 10 }, 7, 10],
    ['the old one only', {}, 30, 30],
    ['neither', {}, undefined, undefined],
  ])('has the days of a temporary password once where the pool has %s', (_, days, UnusedAccountValidityDays, expected) => {
    const AdminCreateUserConfig = { AllowAdminCreateUserOnly: true, ...(UnusedAccountValidityDays && { UnusedAccountValidityDays }) };
    const request = updateRequest({ Policies: { PasswordPolicy: { MinimumLength: 8, ...days } }, AdminCreateUserConfig }, {});
    expect(request.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays).toBe(expected);
    expect(request.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });
});

describe('settings that are not known', () => {
  it('are found in lists too', () => {
    const sent = { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1, Newer: true }] } };
    const read: UserPoolType = { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] } };
    expect(unknownSettings(sent, read)).toEqual(['AccountRecoverySetting.RecoveryMechanisms.Newer']);
  });

  it('are not those that are null, that nobody can set, or that another call tells', () => {
    const told = { SoftwareTokenMfaConfiguration: { Enabled: true } };
    expect(unknownSettings({ ...told, Policies: null, SchemaAttributes: [{ Newer: 1 }], EstimatedNumberOfUsers: 5 }, {})).toEqual([]);
  });
});

describe('two configurations', () => {
  const of = (pool: UserPoolType) => ({ pool, mfa: {} });

  test.each<[string, UserPoolType, UserPoolType]>([
    [
      'the token trigger in either place',
      { LambdaConfig: { PreTokenGeneration: 'a' } },
      { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'a', LambdaVersion: 'V1_0' } } },
    ],
    ['nothing and empty', { UserPoolTags: {}, AutoVerifiedAttributes: [] }, {}],
    ['another order', { AutoVerifiedAttributes: ['email', 'phone_number'] }, { AutoVerifiedAttributes: ['phone_number', 'email'] }],
    [
      'what changes by itself',
      { EstimatedNumberOfUsers: 1, LastModifiedDate: new Date(0) },
      { EstimatedNumberOfUsers: 2, LastModifiedDate: new Date(1) },
    ],
    ['a date and its text in a backup', { CreationDate: new Date(0) }, JSON.parse(JSON.stringify({ CreationDate: new Date(0) }))],
    [
      'the days of a temporary password in either place',
      { Policies: { PasswordPolicy: {} }, AdminCreateUserConfig: { UnusedAccountValidityDays: 9 } },
      { Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 9 } } },
    ],
  ])('are the same with %s', (_, one, two) => {
    expect(differences(of(one), of(two))).toEqual([]);
  });

  test.each<[string, UserPoolType, UserPoolType]>([
    [
      'LambdaConfig.PreTokenGenerationConfig.LambdaVersion',
      { LambdaConfig: { PreTokenGeneration: 'a' } },
      { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'a', LambdaVersion: 'V2_0' } } },
    ],
    ['DeviceConfiguration.ChallengeRequiredOnNewDevice', { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false } }, {}],
    [
      'Policies.PasswordPolicy.RequireSymbols',
      { Policies: { PasswordPolicy: { RequireSymbols: false } } },
      { Policies: { PasswordPolicy: { RequireSymbols: true } } },
    ],
  ])('differ in %s', (setting, one, two) => {
    expect(differences(of(one), of(two)).map((each) => each.setting)).toEqual([setting]);
  });
});
