import type { DescribeUserPoolRequest, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '#simulator/service.ts';
import { poolOf } from '../context.ts';
import { operation } from '../operation.ts';
import type { Pool } from './pool.ts';
import type { SettingProperties } from './pool-settings.ts';
import { describeSchema } from './schema-attributes.ts';

/** Descriptions of pools. */
export const descriptions = {
  DescribeUserPool: operation<DescribeUserPoolRequest>('UserPoolRead', ['UserPoolId'], [], (cognito, input) => ({
    UserPool: describePool(poolOf(cognito, input.UserPoolId)),
  })),
};

/**
 * A pool as AWS gives it: the template's properties under the API's names, with AWS's defaults where it fills them in
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html and its examples). The days of a temporary
 * password come twice, as AWS has it, though UpdateUserPool takes them once. Factors and passkeys are described by GetUserPoolMfaConfig alone.
 */
function describePool(pool: Pool): Fields {
  const {
    UserPoolName: _name,
    Schema: schema = [],
    EnabledMfas: _mfas,
    EmailAuthenticationMessage: _message,
    EmailAuthenticationSubject: _subject,
    WebAuthnFactorConfiguration: _factor,
    WebAuthnRelyingPartyID: _party,
    WebAuthnUserVerification: _verification,
    ...properties
  } = pool.properties;
  const { Policies, AdminCreateUserConfig } = properties as SettingProperties;
  const { TemporaryPasswordValidityDays, ...demands } = pool.passwordPolicy;
  const tier = properties.UserPoolTier ?? 'ESSENTIALS';
  const signIn = Policies?.SignInPolicy ?? (tier === 'LITE' ? undefined : { AllowedFirstAuthFactors: ['PASSWORD'] });
  return {
    DeletionProtection: 'INACTIVE',
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    UserPoolTags: {},
    UserPoolTier: tier,
    ...properties,
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireUppercase: false,
        RequireLowercase: false,
        RequireNumbers: false,
        RequireSymbols: false,
        ...demands,
        TemporaryPasswordValidityDays,
      },
      ...(signIn === undefined ? {} : { SignInPolicy: signIn }),
    },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      ...AdminCreateUserConfig,
      UnusedAccountValidityDays: TemporaryPasswordValidityDays,
    },
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE', ...(properties.VerificationMessageTemplate ?? {}) },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT', ...(properties.EmailConfiguration ?? {}) },
    SchemaAttributes: describeSchema(schema as readonly SchemaAttributeType[]),
    Id: pool.id,
    Name: pool.name,
    Arn: pool.arn,
    LambdaConfig: { ...pool.triggers },
    MfaConfiguration: pool.mfa,
    CreationDate: new Date(pool.createdMs),
    LastModifiedDate: new Date(pool.modifiedMs),
    EstimatedNumberOfUsers: pool.directory.size,
    ...(pool.domain === undefined ? {} : { [pool.domain.custom ? 'CustomDomain' : 'Domain']: pool.domain.name }),
  };
}
