import { hash } from 'node:crypto';
import type {
  AdminGetUserAuthFactorsRequest,
  AssociateSoftwareTokenRequest,
  SetUserMFAPreferenceRequest,
  VerifySoftwareTokenRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import { type Cognito, poolOf, userOf } from '../context.ts';
import { operation } from '../operation.ts';
import { markActive, type Pool } from '../pool/pool.ts';
import { invalidParameter } from '../refusals.ts';
import { authorize } from '../tokens/access.ts';
import { factorsOf, type User } from '../users/user.ts';
import { base32, matchingStep } from './totp.ts';

type Preference = Pick<
  SetUserMFAPreferenceRequest,
  'SMSMfaSettings' | 'SoftwareTokenMfaSettings' | 'EmailMfaSettings' | 'WebAuthnMfaSettings'
>;
const settings = ['SoftwareTokenMfaSettings', 'SMSMfaSettings', 'EmailMfaSettings'] as const;

/** Authenticator apps. Enrolling one takes an access token or the session of an `MFA_SETUP` challenge. */
export const factorOperations = {
  AssociateSoftwareToken: operation<AssociateSoftwareTokenRequest>(
    'UserResourceUpdate',
    [],
    ['AccessToken', 'Session'],
    (cognito, input) => {
      const { pool, user } = holder(cognito, input);
      if (!pool.allowsSoftwareTokens) {
        throw new AwsError('SoftwareTokenMFANotFoundException', 'Software Token MFA has not been enabled by the userPool.');
      }
      const pending = base32(cognito.random.bytes(32));
      factorsOf(user).pending = pending;
      return { SecretCode: pending, ...(input.Session === undefined ? {} : { Session: input.Session }) };
    },
  ),
  VerifySoftwareToken: operation<VerifySoftwareTokenRequest>(
    'UserResourceUpdate',
    ['UserCode'],
    ['AccessToken', 'Session', 'FriendlyDeviceName'],
    (cognito, input) => {
      const { user } = holder(cognito, input);
      const factors = factorsOf(user);
      const { pending } = factors;
      if (pending === undefined) throw invalidParameter('User has not set up software token mfa');
      const step = matchingStep(pending, input.UserCode, cognito.world.clock.now());
      if (step === undefined) {
        throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
      }
      Object.assign(factors, { secret: pending, pending: undefined, lastStep: step });
      return { Status: 'SUCCESS', ...(input.Session === undefined ? {} : { Session: input.Session }) };
    },
  ),
  SetUserMFAPreference: operation<SetUserMFAPreferenceRequest>(
    'UserResourceUpdate',
    ['AccessToken'],
    [...settings, 'WebAuthnMfaSettings'],
    (cognito, input) => {
      prefer(authorize(cognito, input.AccessToken).user, input);
      return {};
    },
  ),
  AdminGetUserAuthFactors: operation<AdminGetUserAuthFactorsRequest>('UserRead', ['UserPoolId', 'Username'], [], (cognito, input) => {
    const pool = poolOf(cognito, input.UserPoolId);
    const user = userOf(pool, input.Username);
    markActive(pool, user, cognito.world.clock.now());
    return {
      Username: user.username,
      ...factorSettings(user),
      ConfiguredUserAuthFactors: [
        ...(user.password === undefined ? [] : ['PASSWORD']),
        ...((user.factors?.passkeys.length ?? 0) > 0 ? ['WEB_AUTHN'] : []),
      ],
    };
  }),
};

/** `PreferredMfaSetting` and `UserMFASettingList` as the operations give them: absent where there is none. */
export function factorSettings(user: User) {
  const { preferred, enabled = [] } = user.factors ?? {};
  return {
    ...(preferred === undefined ? {} : { PreferredMfaSetting: preferred }),
    ...(enabled.length === 0 ? {} : { UserMFASettingList: [...enabled] }),
  };
}

/** Whether this is a code of the user's authenticator app, and takes it. @throws AwsError `ExpiredCodeException` for one that was used. */
export function acceptCode(pool: Pool, user: User, code: string, nowMs: number): boolean {
  const secret = softwareToken(pool, user);
  const step = secret === undefined ? undefined : matchingStep(secret, code, nowMs);
  if (step === undefined) return false;
  const factors = factorsOf(user);
  if (step <= factors.lastStep) throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
  factors.lastStep = step;
  return true;
}

/** The base32 secret of the user's verified authenticator app. An imported user's is made from the pool's secret and the `sub`. */
export function softwareToken(pool: Pool, user: User): string | undefined {
  const secret = user.factors?.secret;
  return secret === 'derived' ? base32(hash('sha256', `${pool.pepper} app ${user.sub}`, 'buffer')) : secret;
}

function holder(cognito: Cognito, input: { readonly AccessToken?: string | undefined; readonly Session?: string | undefined }) {
  if (input.AccessToken !== undefined) return authorize(cognito, input.AccessToken);
  if (input.Session === undefined) throw invalidParameter('Either an access token or a session is required.');
  const challenge = cognito.challenges.find(input.Session, cognito.world.clock.now());
  if (challenge.name !== 'MFA_SETUP') throw invalidParameter('Invalid session for the user.');
  return { user: challenge.user, pool: challenge.client.pool };
}

function prefer(user: User, wanted: Preference): void {
  const app = wanted.SoftwareTokenMfaSettings;
  if (app?.Enabled && user.factors?.secret === undefined) {
    throw invalidParameter('User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA');
  }
  const factors = factorsOf(user);
  const others = [
    ['SMS_MFA', wanted.SMSMfaSettings],
    ['EMAIL_OTP', wanted.EmailMfaSettings],
    ['WEB_AUTHN', wanted.WebAuthnMfaSettings],
  ] as const;
  for (const [name, setting] of others) {
    if (setting?.Enabled) throw new UnsupportedError('cognito', `the second factor ${name}`);
    if (setting !== undefined) set(factors, name, false, false);
  }
  if (app !== undefined) set(factors, 'SOFTWARE_TOKEN_MFA', app.Enabled ?? false, app.PreferredMfa ?? false);
}

function set(
  factors: { enabled: readonly string[]; preferred: string | undefined },
  name: string,
  enabled: boolean,
  preferred: boolean,
): void {
  const others = factors.enabled.filter((factor) => factor !== name);
  factors.enabled = enabled ? [...others, name] : others;
  if (enabled && preferred) factors.preferred = name;
  else if (factors.preferred === name) factors.preferred = undefined;
}
