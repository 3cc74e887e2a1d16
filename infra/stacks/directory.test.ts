import { describe, expect, test } from 'vitest';
import { entryOf, type Json, synthesize } from '#test/kits/templates.ts';

const { follow, ofType } = synthesize();

describe('the directory', () => {
  const [accounts] = ofType('AWS::Cognito::UserPool').filter(({ Properties }) => Properties.LambdaConfig);

  test('asks the gate before every sign-in and every token, and tells it of every sign-up', () => {
    const { PreTokenGeneration, PreAuthentication, PostConfirmation } = accounts?.Properties.LambdaConfig ?? {};
    for (const trigger of [PreTokenGeneration, PreAuthentication, PostConfirmation]) {
      expect(entryOf(follow('sluis-directory', trigger))).toBe('functions/gate/index.ts');
    }
  });

  test('lets no client write the environment or the organisation of an account', () => {
    for (const { Properties } of ofType('AWS::Cognito::UserPoolClient')) {
      expect(Properties.WriteAttributes.length).toBeGreaterThan(0);
      for (const attribute of Properties.WriteAttributes) expect(attribute).toMatch(/^(name|locale)$/);
      expect(Properties).toMatchObject({ PreventUserExistenceErrors: 'ENABLED' });
    }
  });

  test('stands behind a firewall that is asleep: it counts what changes an account or resets a password, and rests on no header that a caller could send to pass', () => {
    const [association] = ofType('AWS::WAFv2::WebACLAssociation').filter(({ stack }) => stack === 'sluis-directory');
    expect(follow('sluis-directory', association?.Properties.ResourceArn).id).toBe(accounts?.id);
    const { Properties } = follow('sluis-directory', association?.Properties.WebACLArn);
    expect(Properties.DefaultAction).toEqual({ Allow: {} });
    expect(Properties.Rules.map(({ Name, Action }: Json) => [Name, Action])).toEqual([
      ['self-service', { Count: {} }],
      ['self-service-pages', { Count: {} }],
    ]);
    const operations = Properties.Rules[0].Statement.OrStatement.Statements.map(
      ({ ByteMatchStatement }: Record<string, Json>) => ByteMatchStatement?.SearchString,
    );
    expect(operations).toEqual(
      expect.arrayContaining(['UpdateUserAttributes', 'ChangePassword', 'ForgotPassword', 'AssociateSoftwareToken']),
    );
    expect(operations).not.toContain('InitiateAuth');
    expect(JSON.stringify(Properties.Rules)).not.toContain('x-amzn-cognito-client-id');
  });

  test.each([
    [{}, 1],
    [{ directoryFirewall: 'none' }, 0],
    [{ userPoolId: 'eu-west-1_AbCdEf123' }, 0],
    [{ userPoolId: 'eu-west-1_AbCdEf123', directoryFirewall: 'create' }, 1],
  ])('gets a firewall of ours where it can have none yet or somebody asks for it: %j', (context, count) => {
    const firewalls = synthesize(context)
      .ofType('AWS::WAFv2::WebACLAssociation')
      .filter(({ stack }) => stack === 'sluis-directory');
    expect(firewalls).toHaveLength(count);
  });
  test.each([{}, { userPoolId: 'eu-west-1_AbCdEf123' }])(
    "has Sluis's own client, whose short sessions nobody but a function can open (%j)",
    (context) => {
      const [own, ...others] = synthesize(context)
        .ofType('AWS::Cognito::UserPoolClient')
        .filter(({ Properties }) => Properties.GenerateSecret);
      expect(others).toEqual([]);
      expect(own?.Properties).toMatchObject({
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        AllowedOAuthFlowsUserPoolClient: false,
        EnableTokenRevocation: true,
        AuthSessionValidity: 15,
        AccessTokenValidity: 5,
        RefreshTokenValidity: 60,
      });
    },
  );

  test('can be a pool that is there already: the gate is allowed, nothing is changed', () => {
    const existing = synthesize({ userPoolId: 'eu-west-1_AbCdEf123' });
    expect(existing.ofType('AWS::Cognito::UserPool')).toHaveLength(1);
    const permissions = existing
      .ofType('AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties.Principal === 'cognito-idp.amazonaws.com');
    expect(JSON.stringify(permissions)).toContain('userpool/eu-west-1_AbCdEf123');
  });
});

test('a deployment replaces nothing that a live campaign stands on: the names of these resources are for good, and what a change would make anew stays', () => {
  const kept = synthesize({ whenDeleted: 'retain' }).all.filter(
    ({ stack, id }) =>
      ['sluis-data', 'sluis-directory'].includes(stack) &&
      ['accountsrecovery', 'codesecret', 'epochcopy', 'tablesepochs', 'tablesaccounts'].some((name) => id.startsWith(name)),
  );
  expect(kept.map(({ stack, id, Type }) => [stack, id, Type])).toEqual([
    ['sluis-data', 'tablesepochsC2145893', 'AWS::DynamoDB::GlobalTable'],
    ['sluis-data', 'tablesaccountsF5712269', 'AWS::DynamoDB::GlobalTable'],
    ['sluis-data', 'codesecretD7B3281A', 'AWS::SecretsManager::Secret'],
    ['sluis-data', 'epochcopy720DC62D', 'AWS::SecretsManager::Secret'],
    ['sluis-directory', 'accountsrecoveryFA02ACCE', 'AWS::Cognito::UserPoolClient'],
  ]);
  for (const resource of kept) expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  const secrets = kept.filter(({ Type }) => Type === 'AWS::SecretsManager::Secret');
  // Another text here would be written over what there is.
  expect(secrets.map(({ Properties }) => Properties.GenerateSecretString ?? Properties.SecretString)).toEqual([
    { ExcludePunctuation: true, PasswordLength: 64 },
    '{"asOf":0,"epochs":[]}',
  ]);
});
