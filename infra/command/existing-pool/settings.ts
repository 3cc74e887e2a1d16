import type { GetUserPoolMfaConfigResponse, UpdateUserPoolRequest, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';

/** All that is set at a user pool. */
export interface PoolConfiguration {
  /** As Cognito sent it: it may hold more than its type says. Dates may be numbers or texts. */
  readonly pool: UserPoolType;
  /** Which factors there are: a call of its own tells and sets them. */
  readonly mfa: GetUserPoolMfaConfigResponse;
}

/**
 * What each member of a described pool is. An SDK that knows another member does not compile until somebody has said here what it is; all that
 * `UpdateUserPool` takes has to be a setting, as it resets what is left out
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html).
 */
const members: { readonly [M in keyof UserPoolType]-?: M extends keyof UpdateUserPoolRequest ? 'setting' : 'fixed' | 'passing' } = {
  Policies: 'setting',
  DeletionProtection: 'setting',
  LambdaConfig: 'setting',
  AutoVerifiedAttributes: 'setting',
  SmsVerificationMessage: 'setting',
  EmailVerificationMessage: 'setting',
  EmailVerificationSubject: 'setting',
  VerificationMessageTemplate: 'setting',
  SmsAuthenticationMessage: 'setting',
  UserAttributeUpdateSettings: 'setting',
  MfaConfiguration: 'setting',
  DeviceConfiguration: 'setting',
  EmailConfiguration: 'setting',
  SmsConfiguration: 'setting',
  UserPoolTags: 'setting',
  AdminCreateUserConfig: 'setting',
  UserPoolAddOns: 'setting',
  DcrConfiguration: 'setting',
  AccountRecoverySetting: 'setting',
  UserPoolTier: 'setting',
  KeyConfiguration: 'setting',
  IssuerConfiguration: 'setting',
  AcrConfiguration: 'setting',
  // `UpdateUserPool` calls it PoolName.
  Name: 'fixed',
  Id: 'fixed',
  Arn: 'fixed',
  CreationDate: 'fixed',
  SchemaAttributes: 'fixed',
  AliasAttributes: 'fixed',
  UsernameAttributes: 'fixed',
  UsernameConfiguration: 'fixed',
  Domain: 'fixed',
  CustomDomain: 'fixed',
  Status: 'passing',
  LastModifiedDate: 'passing',
  EstimatedNumberOfUsers: 'passing',
  SmsConfigurationFailure: 'passing',
  EmailConfigurationFailure: 'passing',
};

/** Members that `UpdateUserPool` sets, under the name that it has for them too. */
export const settingNames = namesOf('setting') as readonly (keyof UserPoolType & keyof UpdateUserPoolRequest)[];

/** Settings of single factors, which `UpdateUserPool` leaves alone. */
const factorNames: readonly string[] = [
  'SmsMfaConfiguration',
  'SoftwareTokenMfaConfiguration',
  'EmailMfaConfiguration',
  'WebAuthnConfiguration',
] satisfies (keyof GetUserPoolMfaConfigResponse)[];

/** Members that nobody sets: they change by themselves, and comparing them means nothing. */
export const passingNames = namesOf('passing');

/**
 * The request that gives a pool these triggers and leaves all else as it is. What `DescribeUserPool` gives cannot be sent back as it is:
 * - `UnusedAccountValidityDays` is refused beside, and since, `TemporaryPasswordValidityDays`, though both are described; where only the old one is, its
 *   days move to the new one (https://github.com/aws/aws-sdk-js/issues/3817, https://github.com/aws-controllers-k8s/community/issues/2837).
 * - Tags that begin with `aws:` are AWS's own; nobody else can set or remove them
 *   (https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html).
 * - The name is called `PoolName`.
 *
 * Which factors there are is not in it: `UpdateUserPool` knows `MfaConfiguration` only, and leaves what `SetUserPoolMfaConfig` set.
 */
export function updateRequest(pool: UserPoolType, triggers: UserPoolType['LambdaConfig']): UpdateUserPoolRequest {
  const { UserPoolTags, AdminCreateUserConfig, ...settings } = Object.fromEntries(settingNames.map((name) => [name, pool[name]])) as Pick<
    UserPoolType,
    keyof UserPoolType & keyof UpdateUserPoolRequest
  >;
  const { UnusedAccountValidityDays: _days, ...adminCreateUser } = AdminCreateUserConfig ?? {};
  return {
    ...settings,
    UserPoolId: pool.Id,
    ...(pool.Name !== undefined && { PoolName: pool.Name }),
    LambdaConfig: triggers ?? {},
    ...(pool.Policies && { Policies: policiesOf(pool) }),
    ...(AdminCreateUserConfig && { AdminCreateUserConfig: adminCreateUser }),
    ...(UserPoolTags && { UserPoolTags: Object.fromEntries(Object.entries(UserPoolTags).filter(([key]) => !key.startsWith('aws:'))) }),
  };
}

/** The policies of a pool, with the days of a temporary password where they belong. */
export function policiesOf({ Policies, AdminCreateUserConfig }: UserPoolType): UserPoolType['Policies'] {
  const days = Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ?? AdminCreateUserConfig?.UnusedAccountValidityDays;
  if (!Policies?.PasswordPolicy || !days) return Policies;
  return { ...Policies, PasswordPolicy: { ...Policies.PasswordPolicy, TemporaryPasswordValidityDays: days } };
}

/**
 * Settings in an answer of Cognito that this version does not know, as paths: the SDK drops what its model lacks, so an update would reset them.
 * `answer` is the pool as Cognito sent it, `pool` what the SDK made of it.
 */
export function unknownSettings(answer: unknown, pool: UserPoolType): readonly string[] {
  const settings = Object.entries(isObject(answer) ? answer : {}).filter(
    ([name]) => !factorNames.includes(name) && ((members as Readonly<Record<string, string>>)[name] ?? 'setting') === 'setting',
  );
  return missing(Object.fromEntries(settings), pool, '');
}

function missing(sent: unknown, read: unknown, path: string): readonly string[] {
  if (sent === null || sent === undefined) return [];
  if (read === null || read === undefined) return [path];
  if (Array.isArray(sent)) return sent.flatMap((each, index) => missing(each, Array.isArray(read) ? read[index] : undefined, path));
  if (!isObject(sent)) return [];
  return Object.entries(sent).flatMap(([name, value]) =>
    missing(value, isObject(read) ? read[name] : undefined, path ? `${path}.${name}` : name),
  );
}

function namesOf(kind: 'setting' | 'fixed' | 'passing'): readonly string[] {
  return Object.entries(members).flatMap(([name, is]) => (is === kind ? [name] : []));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
