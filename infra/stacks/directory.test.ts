import { describe, expect, test } from 'vitest';
import { entryOf, synthesize } from '#infra/testing.ts';

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
