import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import type { CognitoOptions } from '../cognito.ts';
import { hostedClient, password, person, refusal, testPool } from '../fixture.ts';
import { everyOtherTrigger, everySetting, fullPool } from '../full-pool.testing.ts';

const one = person(1).Username;
const gate = 'arn:aws:lambda:eu-west-1:123456789012:function:gate';

/** A pool, and short ways to read and change its settings. */
function settingsOf(pool: Fields, options: CognitoOptions = {}) {
  const tested = testPool({ ...options, pool });
  const { run, poolId } = tested;
  const describe = async () => (await run('DescribeUserPool', { UserPoolId: poolId })).UserPool as Fields;
  const update = async (input: Fields) => await run('UpdateUserPool', { UserPoolId: poolId, ...input });
  return { ...tested, describe, update };
}

/** What of a description UpdateUserPool takes. */
function sendBack(described: Fields): Fields {
  const names = new Set(Object.keys(everySetting));
  return Object.fromEntries(Object.entries(described).filter(([name]) => names.has(name)));
}

test('every setting is described, and a call that sends all of them back changes none', async () => {
  const { describe, update } = settingsOf(fullPool);
  const before = await describe();
  const { AdminCreateUserConfig, ...others } = everySetting;
  expect(before).toMatchObject(others);
  expect(before.AdminCreateUserConfig).toEqual({ ...AdminCreateUserConfig, UnusedAccountValidityDays: 10 });
  await update({ ...sendBack(before), AdminCreateUserConfig });
  expect(await describe()).toEqual(before);
});

test('the days of a temporary password are described twice, and refused when they are sent back twice', async () => {
  const { describe, update } = settingsOf(fullPool);
  const before = await describe();
  expect(await refusal(() => update(sendBack(before)))).toBe(
    'InvalidParameterException: Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
  );
  expect(await describe()).toEqual(before);
  expect(await refusal(() => update({ Name: 'full' }))).toContain('UpdateUserPool with Name');
  expect(await refusal(() => update({ SchemaAttributes: [] }))).toContain('UpdateUserPool with SchemaAttributes');
});

test('whatever a call leaves out is reset, triggers included, save tier, registration of clients and name', async () => {
  const { describe, update, wait, world } = settingsOf(fullPool);
  const { UserPoolTier, DcrConfiguration, Id, Arn, SchemaAttributes, UsernameAttributes, UsernameConfiguration, CreationDate } =
    await describe();
  await wait(1000);
  await update({ UserPoolTags: { a: 'b' } });
  expect(await describe()).toEqual({
    ...{ UserPoolTier, DcrConfiguration, Id, Arn, SchemaAttributes, UsernameAttributes, UsernameConfiguration, CreationDate },
    Name: 'full',
    LastModifiedDate: new Date(world.clock.now()),
    EstimatedNumberOfUsers: 0,
    UserPoolTags: { a: 'b' },
    LambdaConfig: {},
    MfaConfiguration: 'OFF',
    DeletionProtection: 'INACTIVE',
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
    },
  });
  await update({ PoolName: 'other' });
  expect(await describe()).toMatchObject({ Name: 'other', UserPoolTags: {} });
});

test('the running pool takes on what was updated', async () => {
  const told: string[] = [];
  const invokeTrigger = async (functionArn: string, event: object) => {
    told.push(functionArn);
    return { ...event, request: {}, response: {} };
  };
  const { add, update, signIn, admin, run, clientId } = settingsOf({}, { invokeTrigger });
  add(person(1));
  const PasswordPolicy = { MinimumLength: 20 };
  const AccountRecoverySetting = { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] };
  await update({ LambdaConfig: { PreAuthentication: gate }, Policies: { PasswordPolicy }, AccountRecoverySetting });
  await signIn(one);
  expect(told).toEqual([gate]);
  expect(await refusal(() => admin('AdminSetUserPassword', one, { Password: password, Permanent: true }))).toContain('not long enough');
  expect(await refusal(() => run('ForgotPassword', { ClientId: clientId, Username: one }))).toContain('Contact administrator');
  await update({});
  await signIn(one);
  await admin('AdminSetUserPassword', one, { Password: 'Other-horse-1', Permanent: true });
  await run('ForgotPassword', { ClientId: clientId, Username: one });
  expect(told).toEqual([gate]);
});

test('the token trigger goes by both of its names, which must agree', async () => {
  const { describe, update } = settingsOf({});
  const both = { PreTokenGeneration: gate, PreTokenGenerationConfig: { LambdaArn: gate, LambdaVersion: 'V1_0' } };
  for (const LambdaConfig of [{ PreTokenGeneration: gate }, { PreTokenGenerationConfig: both.PreTokenGenerationConfig }, both]) {
    await update({ LambdaConfig });
    expect((await describe()).LambdaConfig).toEqual(both);
  }
  const second = { PreTokenGenerationConfig: { LambdaArn: gate, LambdaVersion: 'V2_0' } };
  await update({ LambdaConfig: second });
  expect((await describe()).LambdaConfig).toEqual(second);
  const other = { ...both, PreTokenGeneration: everyOtherTrigger.PostConfirmation };
  expect(await refusal(() => update({ LambdaConfig: other }))).toContain('InvalidParameterException');
  expect((await describe()).LambdaConfig).toEqual(second);
});

test('triggers that are not simulated are kept, and refused when they would run', async () => {
  const { add, update, signIn, admin, run, clientId, cognito, poolId, tokens } = settingsOf({});
  add(person(1));
  const { AccessToken } = await tokens(one);
  cognito.createDomain(poolId, 'login', false);
  const login = cognito.managedLogin(cognito.createClient(poolId, hostedClient).id);
  const forgot = (Username: string) => run('ForgotPassword', { ClientId: clientId, Username });
  const attempts: readonly (readonly [LambdaConfigType, () => unknown, string])[] = [
    [{ UserMigration: gate }, () => signIn('nobody'), 'UserMigration'],
    [{ UserMigration: gate }, () => forgot('nobody'), 'UserMigration'],
    [{ CustomMessage: gate }, () => forgot(one), 'CustomMessage'],
    [{ CustomEmailSender: { LambdaArn: gate, LambdaVersion: 'V1_0' } }, () => forgot(one), 'CustomEmailSender'],
    [{ CustomMessage: gate }, () => run('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' }), 'CustomMessage'],
    [{ UserMigration: gate }, () => login.signIn('nobody', password), 'UserMigration'],
    [{ PreSignUp: gate }, () => admin('AdminCreateUser', 'new', { MessageAction: 'SUPPRESS' }), 'PreSignUp'],
    [{ PreSignUp: gate }, () => run('SignUp', { ClientId: clientId, Username: 'new', Password: password }), 'PreSignUp'],
    [{ InboundFederation: { LambdaArn: gate, LambdaVersion: 'V1_0' } }, () => login.federated('Google_1'), 'InboundFederation'],
    [{ PreTokenGenerationConfig: { LambdaArn: gate, LambdaVersion: 'V2_0' } }, () => signIn(one), 'LambdaVersion V2_0'],
  ];
  for (const [LambdaConfig, attempt, name] of attempts) {
    await update({ LambdaConfig });
    expect(await refusal(attempt)).toMatch(new RegExp(`^UnsupportedError: .*${name}$`));
  }
  await update({ LambdaConfig: { UserMigration: gate, CustomMessage: gate, PreSignUp: gate } });
  await signIn(one);
});

test('second factors are switched off with the mode, and cannot be on without one', async () => {
  const { describe, update, run, poolId } = settingsOf(fullPool);
  const mfa = () => run('GetUserPoolMfaConfig', { UserPoolId: poolId });
  await update({ MfaConfiguration: 'ON' });
  expect(await mfa()).toMatchObject({ MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } });
  await update({});
  const WebAuthnConfiguration = { RelyingPartyId: 'example.org', UserVerification: 'required', FactorConfiguration: 'SINGLE_FACTOR' };
  expect(await mfa()).toEqual({ MfaConfiguration: 'OFF', WebAuthnConfiguration });
  expect(await refusal(() => update({ MfaConfiguration: 'ON' }))).toContain('Cannot turn MFA functionality ON');
  expect(await refusal(() => update({ AutoVerifiedAttributes: ['phone_number'] }))).toContain('SMS configuration is required');
  expect((await describe()).MfaConfiguration).toBe('OFF');
  await update({ MfaConfiguration: 'OPTIONAL' });
  expect(await mfa()).toEqual({ MfaConfiguration: 'OPTIONAL', WebAuthnConfiguration });
  const { SmsConfiguration } = everySetting;
  await update({ MfaConfiguration: 'ON', SmsConfiguration });
  expect(await mfa()).toMatchObject({ SmsMfaConfiguration: { SmsConfiguration } });
});

test('updates have a quota of their own', async () => {
  const { cognito, update } = settingsOf({});
  for (let i = 0; i < 15; i++) await update({});
  expect(await refusal(() => update({}))).toBe('TooManyRequestsException: Rate exceeded');
  expect(cognito.quota('UserPoolUpdate')).toEqual({ perSecond: 15, calls: 16, throttled: 1 });
});
