import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { outsideCaller } from '../../doors/call.ts';
import { connectDirect } from '../../doors/direct.ts';
import type { Fields } from '../../service.ts';
import { password, person, refusal, testPool, tokensOf } from './fixture.ts';

const one = person(1).Username;

test('the SDK reaches it through the direct door', async () => {
  const { cognito, world, poolId, clientId, add } = testPool();
  add(person(1));
  const services = new Map([['CognitoIdentityProviderClient', cognito]]);
  const client = connectDirect(new CognitoIdentityProviderClient({ region: 'eu-west-1' }), world, outsideCaller, services);
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);
  const user = await settle(client.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: one })));
  expect(user.UserStatus).toBe('CONFIRMED');
  const AuthParameters = { USERNAME: one, PASSWORD: password };
  const signIn = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  expect((await settle(client.send(signIn))).AuthenticationResult?.TokenType).toBe('Bearer');
  const missing = new AdminGetUserCommand({ UserPoolId: poolId, Username: 'nobody' });
  expect(await refusal(() => settle(client.send(missing)))).toBe('UserNotFoundException: User does not exist.');
  await settle(client.send(new ListUsersCommand({ UserPoolId: poolId })));
  expect(world.meter.of('cognito', 'AdminGetUser')).toMatchObject({ calls: 2, errors: 1 });
});

test('parameters and properties that it does not have fail with their name', async () => {
  const { admin, add } = testPool();
  add(person(1));
  expect(await refusal(() => admin('AdminDisableUser', one, { Limit: 5 }))).toBe(
    'UnsupportedError: simulated cognito does not support AdminDisableUser with Limit',
  );
  expect(await refusal(() => admin('AdminGetUser', undefined as unknown as string))).toBe(
    "InvalidParameterException: 1 validation error detected: Value null at 'username' failed to satisfy constraint: Member must not be null",
  );
  expect(await refusal(() => testPool({ pool: { Devices: {} } }))).toContain('AWS::Cognito::UserPool with Devices');
  expect(await refusal(() => testPool({ client: { AnalyticsConfiguration: {} } }))).toContain('AnalyticsConfiguration');
  expect(await refusal(() => testPool({ client: { EnableTokenRevocation: false } }))).toContain('EnableTokenRevocation false');
});

test('pools are described as their templates have them, with the defaults of AWS', async () => {
  const { cognito, run, world } = testPool();
  const Schema = [
    { Name: 'environment', AttributeDataType: 'String' },
    { Name: 'email', Required: true },
  ];
  const { id, arn } = cognito.createUserPool({ id: 'eu-west-1_Mine', name: 'mine', properties: { Schema, UserPoolTier: 'LITE' } });
  expect(arn).toBe('arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Mine');
  cognito.importUsers(id, [person(1)]);
  cognito.createDomain(id, 'mine', false);
  const now = new Date(world.clock.now());
  const { UserPool } = await run('DescribeUserPool', { UserPoolId: id });
  const { SchemaAttributes, ...pool } = UserPool as { SchemaAttributes: Fields[] };
  expect(pool).toEqual({
    CreationDate: now,
    LastModifiedDate: now,
    Id: id,
    Name: 'mine',
    Arn: arn,
    Domain: 'mine',
    UserPoolTier: 'LITE',
    UserPoolTags: {},
    LambdaConfig: {},
    MfaConfiguration: 'OFF',
    DeletionProtection: 'INACTIVE',
    EstimatedNumberOfUsers: 1,
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
    },
  });
  expect(SchemaAttributes).toHaveLength(22);
  expect(SchemaAttributes.find(({ Name }) => Name === 'sub')).toMatchObject({ Mutable: false, Required: true });
  expect(SchemaAttributes.find(({ Name }) => Name === 'email')).toMatchObject({ AttributeDataType: 'String', Required: true });
  expect(SchemaAttributes.at(-1)).toMatchObject({ Name: 'custom:environment', AttributeDataType: 'String', Mutable: true });
  cognito.createDomain(id, 'login.example.org', true);
  expect(await run('DescribeUserPool', { UserPoolId: id })).toMatchObject({ UserPool: { CustomDomain: 'login.example.org' } });
  expect(await refusal(() => cognito.createUserPool({ id, properties: {} }))).toContain('already exists');
});

test('monthly active users are those of AWS’s list, once a month', async () => {
  const { cognito, poolId, add, admin, signIn, refresh, run, wait, world } = testPool();
  add(...Array.from({ length: 10 }, (_, i) => person(i)));
  const mau = () => cognito.mau(poolId);
  const user = (i: number) => person(i).Username;
  await run('ListUsers', { UserPoolId: poolId });
  await admin('AdminDisableUser', user(1));
  await admin('AdminEnableUser', user(1));
  await admin('AdminResetUserPassword', user(1));
  await refusal(() => signIn(user(2), { PASSWORD: 'wrong' }));
  expect(mau()).toBe(0);
  await admin('AdminGetUser', user(3));
  await admin('AdminGetUser', user(3));
  expect(mau()).toBe(1);
  await admin('AdminUserGlobalSignOut', user(4));
  await admin('AdminSetUserPassword', user(5), { Password: 'New-password-2', Permanent: true });
  await admin('AdminUpdateUserAttributes', user(6), { UserAttributes: [{ Name: 'name', Value: 'Ans' }] });
  const { RefreshToken } = tokensOf(await signIn(user(7)));
  expect(mau()).toBe(5);
  const november = world.clock.now();
  await wait(15 * 86_400_000);
  expect(mau()).toBe(0);
  await refresh(RefreshToken);
  expect(mau()).toBe(1);
  expect(cognito.mau(poolId, november)).toBe(5);
});
