import { UnsupportedError } from '../../errors.ts';
import type { Random } from '../../random.ts';
import type { Fields } from '../../service.ts';
import type { World } from '../../world.ts';
import { Directory } from './directory.ts';
import { defaultPasswordPolicy, type PasswordPolicy } from './passwords.ts';
import { refuseUnknown } from './template.ts';
import type { User } from './user.ts';

/** The Lambda functions of a pool: ARNs by trigger. */
export interface LambdaConfig {
  readonly PreAuthentication?: string;
  readonly PostAuthentication?: string;
  readonly PreTokenGeneration?: string;
  /** Event version 1 only. */
  readonly PreTokenGenerationConfig?: { readonly LambdaArn: string; readonly LambdaVersion: string };
  readonly PostConfirmation?: string;
  readonly DefineAuthChallenge?: string;
  readonly CreateAuthChallenge?: string;
  readonly VerifyAuthChallengeResponse?: string;
}

/** A user pool. */
export interface Pool {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** The `iss` claim of its tokens. */
  readonly issuer: string;
  /** The properties as the template has them. */
  readonly properties: Fields;
  readonly createdMs: number;
  modifiedMs: number;
  triggers: LambdaConfig;
  readonly passwordPolicy: PasswordPolicy;
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  /** Authenticator apps are switched on (`EnabledMfas`). */
  readonly allowsSoftwareTokens: boolean;
  /** Users are made with an address or number in the place of a name, and get a UUID as `Username`. */
  readonly usernameAttributes: readonly string[];
  readonly aliasAttributes: readonly string[];
  /** Attributes that keep their value until the new one is verified. */
  readonly verifiedBeforeUpdate: ReadonlySet<string>;
  /** `verified_email`, `verified_phone_number`, `admin_only` in the order of preference. */
  readonly recovery: readonly string[];
  /** Custom and changed standard attributes, by full name: whether they may be changed. */
  readonly schema: ReadonlyMap<string, boolean>;
  readonly directory: Directory;
  /** Group names with their creation time, epoch ms. */
  readonly groups: Map<string, number>;
  /** Secret of fingerprints, token signatures and derived second factors. */
  readonly pepper: string;
  /** Active users by month (counted from year 0). */
  readonly activeUsers: Map<number, number>;
}

/** Template properties of `AWS::Cognito::UserPool`, as far as they are read here; others are only described. */
interface PoolProperties {
  readonly UserPoolName?: string;
  readonly Policies?: { readonly PasswordPolicy?: PasswordPolicy };
  readonly LambdaConfig?: LambdaConfig;
  readonly MfaConfiguration?: 'OFF' | 'OPTIONAL' | 'ON';
  readonly EnabledMfas?: readonly string[];
  readonly UsernameAttributes?: readonly string[];
  readonly AliasAttributes?: readonly string[];
  readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean };
  readonly UserAttributeUpdateSettings?: { readonly AttributesRequireVerificationBeforeUpdate?: readonly string[] };
  readonly AccountRecoverySetting?: { readonly RecoveryMechanisms?: readonly { readonly Name: string; readonly Priority: number }[] };
  readonly Schema?: readonly { readonly Name: string; readonly Mutable?: boolean; readonly AttributeDataType?: string }[];
}

/** Properties that are kept and described, and have no effect here beyond {@link PoolProperties}. Device tracking is not among them. */
const known = new Set([
  'AccountRecoverySetting',
  'AdminCreateUserConfig',
  'AliasAttributes',
  'AutoVerifiedAttributes',
  'DeletionProtection',
  'EmailAuthenticationMessage',
  'EmailAuthenticationSubject',
  'EmailConfiguration',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'EnabledMfas',
  'LambdaConfig',
  'MfaConfiguration',
  'Policies',
  'Schema',
  'SmsAuthenticationMessage',
  'SmsConfiguration',
  'SmsVerificationMessage',
  'UserAttributeUpdateSettings',
  'UserPoolAddOns',
  'UserPoolName',
  'UserPoolTags',
  'UserPoolTier',
  'UsernameAttributes',
  'UsernameConfiguration',
  'VerificationMessageTemplate',
  'WebAuthnFactorConfiguration',
  'WebAuthnRelyingPartyID',
  'WebAuthnUserVerification',
]);
const knownTriggers = new Set([
  'PreAuthentication',
  'PostAuthentication',
  'PreTokenGeneration',
  'PreTokenGenerationConfig',
  'PostConfirmation',
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
]);

/** The attributes that every pool has (OpenID Connect's). */
export const standardAttributes: ReadonlySet<string> = new Set(
  `address birthdate email email_verified family_name gender given_name identities locale middle_name name nickname phone_number
  phone_number_verified picture preferred_username profile updated_at website zoneinfo`.split(/\s+/),
);

/** Reads the template properties of a pool. @throws UnsupportedError for properties and triggers that are not known. */
export function makePool(world: World, random: Random, id: string, name: string | undefined, properties: Fields): Pool {
  refuseUnknown('AWS::Cognito::UserPool', properties, known);
  const given = properties as PoolProperties;
  const usernameAttributes = given.UsernameAttributes ?? [];
  const aliasAttributes = given.AliasAttributes ?? [];
  const nowMs = world.clock.now();
  return {
    id,
    arn: `arn:aws:cognito-idp:${world.region}:${world.accountId}:userpool/${id}`,
    name: name ?? given.UserPoolName ?? id,
    issuer: `https://cognito-idp.${world.region}.amazonaws.com/${id}`,
    properties,
    createdMs: nowMs,
    modifiedMs: nowMs,
    triggers: readTriggers(given.LambdaConfig ?? {}),
    passwordPolicy: given.Policies?.PasswordPolicy ?? defaultPasswordPolicy,
    mfa: given.MfaConfiguration ?? 'OFF',
    allowsSoftwareTokens: given.EnabledMfas?.includes('SOFTWARE_TOKEN_MFA') ?? false,
    usernameAttributes,
    aliasAttributes,
    verifiedBeforeUpdate: new Set(given.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []),
    recovery: (given.AccountRecoverySetting?.RecoveryMechanisms ?? [])
      .toSorted((a, b) => a.Priority - b.Priority)
      .map((mechanism) => mechanism.Name),
    schema: new Map(
      (given.Schema ?? []).map((entry) => [
        standardAttributes.has(entry.Name) ? entry.Name : `custom:${entry.Name}`,
        entry.Mutable ?? true,
      ]),
    ),
    directory: new Directory({
      caseSensitive: given.UsernameConfiguration?.CaseSensitive ?? true,
      usernameAttributes,
      aliasAttributes,
    }),
    groups: new Map(),
    pepper: random.uuid(),
    activeUsers: new Map(),
  };
}

/** @throws UnsupportedError for triggers that are not run here, and event versions above 1. */
export function readTriggers(config: LambdaConfig): LambdaConfig {
  refuseUnknown('LambdaConfig', config, knownTriggers);
  const version = config.PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0';
  if (version !== 'V1_0') throw new UnsupportedError('cognito', `PreTokenGenerationConfig with LambdaVersion ${version}`);
  return config;
}

/** Months since year 0 (UTC): what Cognito bills by. */
export function monthOf(atMs: number): number {
  const date = new Date(atMs);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** Counts a user as active in this month, once. */
export function markActive(pool: Pool, user: User, nowMs: number): void {
  const month = monthOf(nowMs);
  if (user.activeMonth === month) return;
  user.activeMonth = month;
  pool.activeUsers.set(month, (pool.activeUsers.get(month) ?? 0) + 1);
}
