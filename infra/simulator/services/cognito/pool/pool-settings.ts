import type {
  AdminCreateUserConfigType,
  LambdaConfigType,
  UpdateUserPoolRequest,
  UserPoolMfaType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '#simulator/service.ts';
import { invalidParameter } from '../refusals.ts';
import { refuseUnknown } from '../template.ts';
import { defaultPasswordPolicy, type PasswordPolicy } from '../users/passwords.ts';

/** The Lambda functions of a pool: ARNs by trigger. All are kept and described; one that is not simulated is refused where it would run. */
export type LambdaConfig = LambdaConfigType;

/** A second factor that a pool offers. */
export type PoolFactor = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP';

/** What a pool does by those of its settings that can be changed. */
export interface PoolSettings {
  triggers: LambdaConfig;
  passwordPolicy: PasswordPolicy;
  mfa: UserPoolMfaType;
  /** Authenticator apps are switched on (`EnabledMfas`). */
  allowsSoftwareTokens: boolean;
  /** Attributes that keep their value until the new one is verified. */
  verifiedBeforeUpdate: ReadonlySet<string>;
  /** `verified_email`, `verified_phone_number`, `admin_only` in the order of preference. */
  recovery: readonly string[];
}

/** Template properties that {@link readSettings} looks at. */
export interface SettingProperties {
  readonly Policies?: { readonly PasswordPolicy?: PasswordPolicy; readonly SignInPolicy?: object };
  readonly AdminCreateUserConfig?: AdminCreateUserConfigType;
  readonly LambdaConfig?: LambdaConfig;
  readonly MfaConfiguration?: UserPoolMfaType;
  readonly EnabledMfas?: readonly PoolFactor[];
  readonly UserAttributeUpdateSettings?: { readonly AttributesRequireVerificationBeforeUpdate?: readonly string[] };
  readonly AccountRecoverySetting?: { readonly RecoveryMechanisms?: readonly { readonly Name: string; readonly Priority: number }[] };
}

/** The members of UpdateUserPool beside the pool's id. */
export type Setting = Exclude<keyof UpdateUserPoolRequest, 'UserPoolId'>;

/**
 * What becomes of a setting that a call of UpdateUserPool leaves out. "With the exception of UserPoolTier, if you don't provide a value for an
 * attribute, Amazon Cognito sets it to its default value" (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html),
 * and of `DcrConfiguration` "Amazon Cognito keeps the existing configuration". That a pool keeps its name is believed: there is no default name.
 */
export const whenLeftOut: Readonly<Record<Setting, 'reset' | 'kept'>> = {
  AccountRecoverySetting: 'reset',
  AcrConfiguration: 'reset',
  AdminCreateUserConfig: 'reset',
  AutoVerifiedAttributes: 'reset',
  DcrConfiguration: 'kept',
  DeletionProtection: 'reset',
  DeviceConfiguration: 'reset',
  EmailConfiguration: 'reset',
  EmailVerificationMessage: 'reset',
  EmailVerificationSubject: 'reset',
  IssuerConfiguration: 'reset',
  KeyConfiguration: 'reset',
  LambdaConfig: 'reset',
  MfaConfiguration: 'reset',
  Policies: 'reset',
  PoolName: 'kept',
  SmsAuthenticationMessage: 'reset',
  SmsConfiguration: 'reset',
  SmsVerificationMessage: 'reset',
  UserAttributeUpdateSettings: 'reset',
  UserPoolAddOns: 'reset',
  UserPoolTags: 'reset',
  UserPoolTier: 'kept',
  VerificationMessageTemplate: 'reset',
};

/** The names of all settings, `PoolName` (`UserPoolName` in templates) excepted. */
export const settingNames: readonly string[] = Object.keys(whenLeftOut).filter((name) => name !== 'PoolName');

const knownTriggers: Readonly<Record<keyof LambdaConfigType, true>> = {
  PreSignUp: true,
  CustomMessage: true,
  PostConfirmation: true,
  PreAuthentication: true,
  PostAuthentication: true,
  DefineAuthChallenge: true,
  CreateAuthChallenge: true,
  VerifyAuthChallengeResponse: true,
  PreTokenGeneration: true,
  UserMigration: true,
  PreTokenGenerationConfig: true,
  CustomSMSSender: true,
  CustomEmailSender: true,
  KMSKeyID: true,
  InboundFederation: true,
};

/** Days for which a temporary password is good, where nobody says: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html */
const defaultTemporaryDays = 7;

/**
 * Reads the settings out of a pool's properties.
 * @throws AwsError `InvalidParameterException` for settings that AWS refuses together.
 */
export function readSettings(properties: Fields): PoolSettings {
  const given = properties as SettingProperties;
  const policy = given.Policies?.PasswordPolicy ?? defaultPasswordPolicy;
  const unusedDays = given.AdminCreateUserConfig?.UnusedAccountValidityDays;
  // The message is AWS's, as github.com/hashicorp/terraform-provider-aws/issues/8827 has it; 0 is taken for nothing.
  if (policy.TemporaryPasswordValidityDays !== undefined && unusedDays) {
    throw invalidParameter('Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays');
  }
  return {
    triggers: readTriggers(given.LambdaConfig ?? {}),
    passwordPolicy: {
      ...policy,
      TemporaryPasswordValidityDays: (policy.TemporaryPasswordValidityDays ?? unusedDays) || defaultTemporaryDays,
    },
    mfa: given.MfaConfiguration ?? 'OFF',
    allowsSoftwareTokens: given.EnabledMfas?.includes('SOFTWARE_TOKEN_MFA') ?? false,
    verifiedBeforeUpdate: new Set(given.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []),
    recovery: (given.AccountRecoverySetting?.RecoveryMechanisms ?? [])
      .toSorted((a, b) => a.Priority - b.Priority)
      .map((mechanism) => mechanism.Name),
  };
}

/**
 * Triggers as AWS keeps them: a token trigger of version 1 under both of its names (the example of
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html has both; that of a pool with version 2 has one).
 * @throws AwsError `InvalidParameterException` for two different token triggers: "its value must be identical to PreTokenGeneration"
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LambdaConfigType.html); UnsupportedError for unknown names.
 */
export function readTriggers(config: LambdaConfig): LambdaConfig {
  refuseUnknown('LambdaConfig', config, new Set(Object.keys(knownTriggers)));
  const { PreTokenGeneration: plain, PreTokenGenerationConfig: versioned } = config;
  if (plain !== undefined && versioned !== undefined && plain !== versioned.LambdaArn) {
    throw invalidParameter('PreTokenGeneration and the LambdaArn of PreTokenGenerationConfig must be identical.');
  }
  const arn = versioned?.LambdaArn ?? plain;
  if (arn === undefined || (versioned?.LambdaVersion ?? 'V1_0') !== 'V1_0') return config;
  return { ...config, PreTokenGeneration: arn, PreTokenGenerationConfig: versioned ?? { LambdaArn: arn, LambdaVersion: 'V1_0' } };
}
