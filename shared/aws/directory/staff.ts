import {
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  GetUserCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ok, type Result, refused } from '#domain/result.ts';
import { type Staff, staffFromClaims } from '#domain/staff/staff.ts';
import type { Platform } from '#shared/platform.ts';
import { text } from '#shared/variables.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito } from '../calls/clients.ts';
import { insist } from '../calls/insist.ts';
import { readClaims } from '../claims.ts';

/**
 * What a log-in can ask beside the password: a password of one's own in place of a first one, the code of an authenticator app, or, where there is no
 * app yet, that one is set up and its first code given.
 */
export const challenges = ['NEW_PASSWORD_REQUIRED', 'SOFTWARE_TOKEN_MFA', 'MFA_SETUP'] as const;

/** One of {@link challenges}. */
export type Challenge = (typeof challenges)[number];

/** What shows who somebody is. */
export interface Tokens {
  readonly access: string;
  /** What the API takes. */
  readonly id: string;
  /** Gets new access tokens; absent where Cognito gave none. */
  readonly refresh: string | undefined;
}

/** Where a log-in stands. */
export type LogIn = Tokens | OpenLogIn;

/** A log-in that waits for an answer. */
export interface OpenLogIn {
  readonly challenge: Challenge;
  /** Cognito's, valid for 3 minutes. */
  readonly session: string;
  /** The key for the authenticator app that is being set up, in base32; there for `MFA_SETUP` alone. */
  readonly secret?: string;
}

/** Why a log-in did not go on. */
export type LogInRefusal =
  /** Name, password, or code are wrong, or the account may not log in. */
  | 'wrong'
  /** The code was used before. */
  | 'used'
  /** The new password does not meet the pool's policy. */
  | 'password'
  /** Too many tries; later again. */
  | 'throttled'
  /** Cognito asks for something that the console cannot give. */
  | 'unsupported';

/** An answer to a {@link Challenge}. */
export interface ChallengeAnswer {
  readonly username: string;
  readonly challenge: Challenge;
  readonly session: string;
  /** The new password, or the code. */
  readonly answer: string;
}

/** How staff log in. */
export interface StaffPool {
  logIn(username: string, password: string): Promise<Result<LogIn, LogInRefusal>>;
  answer(answer: ChallengeAnswer): Promise<Result<LogIn, LogInRefusal>>;
  /** New tokens; undefined when the refresh token no longer counts. */
  renew(refresh: string): Promise<Tokens | undefined>;
  /** Who an access token belongs to; undefined when it is expired, revoked, forged, or of another client. Asks Cognito every time. */
  identify(access: string): Promise<Staff | undefined>;
  /** Ends the session: the refresh token and every access token that came of it. */
  logOut(refresh: string): Promise<void>;
}

/**
 * The staff's user pool, through its client of this id. The client takes log-ins that are signed with AWS credentials only, so that no wrong password of
 * a stranger reaches Cognito but through the console and the API.
 */
export function makeStaffPool(
  client: CognitoIdentityProviderClient,
  platform: Pick<Platform, 'clock' | 'random'>,
  poolId: string,
  clientId: string,
): StaffPool {
  const answered = async (call: () => Promise<AdminInitiateAuthCommandOutput>) => {
    const outcome = await insist(platform, () => orThrottled(call()), isThrottled);
    if (isThrottled(outcome)) throw outcome;
    return outcome;
  };
  const ours = { UserPoolId: poolId, ClientId: clientId };
  const expected = async (call: () => Promise<AdminInitiateAuthCommandOutput>): Promise<Result<LogIn, LogInRefusal>> => {
    try {
      const { AuthenticationResult, ChallengeName, Session } = await call();
      if (AuthenticationResult?.AccessToken) return ok(tokens(AuthenticationResult.AccessToken, AuthenticationResult));
      const challenge = challenges.find((name) => name === ChallengeName);
      if (challenge === undefined || Session === undefined) return refused('unsupported');
      if (challenge !== 'MFA_SETUP') return ok({ challenge, session: Session });
      const app = await client.send(new AssociateSoftwareTokenCommand({ Session }));
      return ok({ challenge, session: app.Session ?? Session, secret: app.SecretCode ?? '' });
    } catch (error) {
      const refusal = error instanceof Error ? refusals[error.name] : undefined;
      if (refusal === undefined) throw error;
      return refused(refusal);
    }
  };

  return {
    logIn: (username, password) =>
      expected(() =>
        answered(() =>
          client.send(
            new AdminInitiateAuthCommand({
              ...ours,
              AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
              AuthParameters: { USERNAME: username, PASSWORD: password },
            }),
          ),
        ),
      ),
    answer: ({ username, challenge, session, answer }) =>
      expected(async () => {
        const { Session = session } =
          challenge === 'MFA_SETUP' ? await client.send(new VerifySoftwareTokenCommand({ Session: session, UserCode: answer })) : {};
        const field = answerFields[challenge];
        const ChallengeResponses = { USERNAME: username, ...(field && { [field]: answer }) };
        const command = new AdminRespondToAuthChallengeCommand({ ...ours, ChallengeName: challenge, Session, ChallengeResponses });
        return answered(() => client.send(command));
      }),
    renew: async (refresh) => {
      const outcome = await expected(() =>
        answered(() =>
          client.send(
            new AdminInitiateAuthCommand({ ...ours, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: refresh } }),
          ),
        ),
      );
      return outcome.ok && 'access' in outcome.value ? { ...outcome.value, refresh } : undefined;
    },
    identify: async (access) => {
      const claims = readClaims(access);
      // Cognito vouches for tokens of every pool of its Region, a stranger's included: only the client's id tells that one is of the staff.
      if (claims?.client_id !== clientId || claims.token_use !== 'access') return undefined;
      try {
        const { UserAttributes = [] } = await client.send(new GetUserCommand({ AccessToken: access }));
        return staffFromClaims({ ...claims, email: UserAttributes.find(({ Name }) => Name === 'email')?.Value });
      } catch (error) {
        if (error instanceof Error && refusals[error.name] === 'wrong') return undefined;
        throw error;
      }
    },
    logOut: async (refresh) => {
      await client.send(new RevokeTokenCommand({ ClientId: clientId, Token: refresh }));
    },
  };
}

/** What Cognito says when its rate is used up, by whomever. */
function isThrottled(outcome: unknown): outcome is Error {
  return outcome instanceof Error && outcome.name === 'TooManyRequestsException';
}

async function orThrottled<T>(call: Promise<T>): Promise<T | Error> {
  try {
    return await call;
  } catch (error) {
    if (isThrottled(error)) return error;
    throw error;
  }
}

/** Where an answer goes; that of `MFA_SETUP` was verified before. */
const answerFields: Readonly<Record<Challenge, string | undefined>> = {
  NEW_PASSWORD_REQUIRED: 'NEW_PASSWORD',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
  MFA_SETUP: undefined,
};

const refusals: Readonly<Record<string, LogInRefusal>> = {
  NotAuthorizedException: 'wrong',
  UserNotFoundException: 'wrong',
  UserNotConfirmedException: 'wrong',
  PasswordResetRequiredException: 'wrong',
  CodeMismatchException: 'wrong',
  EnableSoftwareTokenMFAException: 'wrong',
  ExpiredCodeException: 'used',
  InvalidParameterException: 'wrong',
  InvalidPasswordException: 'password',
  PasswordHistoryPolicyViolationException: 'password',
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'throttled',
};

function tokens(access: string, { IdToken, RefreshToken }: AuthenticationResultType): Tokens {
  return { access, id: IdToken ?? '', refresh: RefreshToken };
}

/** The staff's user pool of the deployment. */
export const staffPool: Part<StaffPool> = ({ use, read, platform }) =>
  makeStaffPool(use(cognito), platform, read('STAFF_POOL_ID', text), read('STAFF_CLIENT_ID', text));
