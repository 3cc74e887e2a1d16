import { createHmac } from 'node:crypto';
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { type FactorChallenge, factorNames } from '#domain/campaign/factor.ts';
import { firewallKeyOf } from '#domain/pool/self-service.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Clock } from '#shared/platform.ts';
import { recoveryClientId, userPoolId } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito, keyedCognitoClient } from '../calls/clients.ts';
import { readClaims } from '../claims.ts';
import { keepFor } from '../keep-for.ts';
import { codeSecret, type ReadSecret, secretLifeMs } from '../secret.ts';
import type { Located } from './located.ts';

/** A session of Sluis's own client, in the holder's name. It never leaves the function and is revoked before the holder is let in. */
export interface OwnSession {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

/** What a sign-in comes to: a session, or the second factor that is missing. */
export type SignedIn =
  | { readonly session: OwnSession; readonly challenge?: undefined }
  | { readonly challenge: FactorChallenge; readonly session?: undefined };

/** Why a sign-in got no further. */
export type SignInRefusal =
  /** The request rate of all pools of this AWS account is used up; try again in a second. */
  | 'throttled'
  /** This one user was tried too often; not a matter of seconds. */
  | 'limited'
  /** There is no such account any more. */
  | 'gone'
  /** Another password, an account that is switched off, or a challenge that is over. */
  | 'unauthorized'
  /** A wrong code, or one that was used before. */
  | 'code'
  /** Something is asked for that the pages cannot ask the holder. */
  | 'unknown';

/** Sign-ins by Sluis's own confidential client, the only one that the gate lets in while an account is `recovering`. */
export interface RecoverySignIn {
  begin(account: Located, password: string): Promise<Result<SignedIn, SignInRefusal>>;
  /** Answers a challenge with a code; for `MFA_SETUP` with the first code of the new authenticator app. A wrong code leaves the challenge open. */
  answer(account: Located, challenge: FactorChallenge, code: string): Promise<Result<SignedIn, SignInRefusal>>;
}

/** The app client that signs in. */
export interface OwnClient {
  readonly poolId: string;
  readonly clientId: string;
  readonly secret: ReadSecret;
  /** For calls with a session or an access token, which the directory's firewall lets through from here alone. */
  readonly keyed: () => Promise<CognitoIdentityProviderClient>;
}

/** Where the code of a challenge goes (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html). */
const answers = { SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE', SMS_MFA: 'SMS_MFA_CODE', EMAIL_OTP: 'EMAIL_OTP_CODE' } as const;

/** Sign-ins by this app client. */
export function makeRecoverySignIn(client: CognitoIdentityProviderClient, { poolId, clientId, secret, keyed }: OwnClient): RecoverySignIn {
  const parameters = async (username: string) => {
    const hash = createHmac('sha256', await secret())
      .update(`${username}${clientId}`)
      .digest('base64');
    return { USERNAME: username, SECRET_HASH: hash };
  };

  const toSignedIn = async (sub: string, answer: Answer): Promise<Result<SignedIn, SignInRefusal>> => {
    const { AuthenticationResult: tokens, ChallengeName, Session: session = '', ChallengeParameters = {} } = answer;
    if (tokens?.AccessToken !== undefined) {
      // The browser keeps the challenge: one of another account opens nothing here.
      if (readClaims(tokens.AccessToken)?.sub !== sub) return refused('unauthorized');
      return ok({ session: { accessToken: tokens.AccessToken, refreshToken: tokens.RefreshToken } });
    }
    const name = factorNames.find((each) => each === ChallengeName);
    if (name === undefined) return refused('unknown');
    if (name !== 'MFA_SETUP') return ok({ challenge: { name, session } });
    if (!ChallengeParameters.MFAS_CAN_SETUP?.includes('SOFTWARE_TOKEN_MFA')) return refused('unknown');
    const begun = await (await keyed()).send(new AssociateSoftwareTokenCommand({ Session: session }));
    return ok({ challenge: { name, session: begun.Session ?? session, key: begun.SecretCode ?? '' } });
  };

  const enrol = async ({ session }: FactorChallenge, code: string): Promise<string> => {
    const verified = await (await keyed()).send(new VerifySoftwareTokenCommand({ Session: session, UserCode: code }));
    return verified.Session ?? session;
  };

  return {
    begin: ({ sub, username }, password) =>
      expected(refusals, async () => {
        const AuthParameters = { ...(await parameters(username)), PASSWORD: password };
        const request = { UserPoolId: poolId, ClientId: clientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters } as const;
        return toSignedIn(sub, await client.send(new AdminInitiateAuthCommand(request)));
      }),
    answer: ({ sub, username }, challenge, code) =>
      expected(challenge.name === 'MFA_SETUP' ? enrolmentRefusals : refusals, async () => {
        const { name } = challenge;
        const Session = name === 'MFA_SETUP' ? await enrol(challenge, code) : challenge.session;
        const given = name === 'MFA_SETUP' ? {} : { [answers[name]]: code };
        const ChallengeResponses = { ...(await parameters(username)), ...given };
        const request = { UserPoolId: poolId, ClientId: clientId, ChallengeName: name, Session, ChallengeResponses };
        return toSignedIn(sub, await client.send(new AdminRespondToAuthChallengeCommand(request)));
      }),
  };
}

/** The secret of an app client, read once a minute for each sandbox; after a failure it is read again. It is in no environment variable and no table. */
export function makeClientSecret(client: CognitoIdentityProviderClient, poolId: string, clientId: string, clock: Clock): ReadSecret {
  return keepFor(secretLifeMs, clock, async () => {
    const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
    if (!UserPoolClient?.ClientSecret) throw new Error('the recovery client has no secret');
    return UserPoolClient.ClientSecret;
  });
}

interface Answer {
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
  readonly ChallengeName?: string | undefined;
  readonly Session?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
}

const refusals: Readonly<Record<string, SignInRefusal>> = {
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'limited',
  TooManyFailedAttemptsException: 'limited',
  UserNotFoundException: 'gone',
  NotAuthorizedException: 'unauthorized',
  CodeMismatchException: 'code',
  EnableSoftwareTokenMFAException: 'code',
  ExpiredCodeException: 'code',
};

/** VerifySoftwareToken says so of a key that was verified already: this sign-in is over. */
const enrolmentRefusals = { ...refusals, InvalidParameterException: 'unauthorized' } as const;

async function expected(
  known: typeof refusals,
  call: () => Promise<Result<SignedIn, SignInRefusal>>,
): Promise<Result<SignedIn, SignInRefusal>> {
  try {
    return await call();
  } catch (error) {
    const refusal = error instanceof Error ? known[error.name] : undefined;
    if (refusal === undefined) throw error;
    return refused(isLockOut(error) ? 'limited' : refusal);
  }
}

/**
 * After five wrong passwords, whoever typed them, Cognito refuses the right one too, for up to 15 minutes
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html). Its text alone tells.
 */
function isLockOut(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAuthorizedException' && /attempts exceeded/i.test(error.message);
}

/** Our own client of the deployment. */
export const ownClient: Part<OwnClient> = ({ use, platform }) => {
  const [poolId, clientId] = [use(userPoolId), use(recoveryClientId)];
  const secret = use(codeSecret);
  return {
    poolId,
    clientId,
    secret: makeClientSecret(use(cognito), poolId, clientId, platform.clock),
    keyed: keyedCognitoClient(platform, async () => firewallKeyOf(await secret())),
  };
};

/** Sign-ins of our own client. */
export const recoverySignIn: Part<RecoverySignIn> = ({ use }) => makeRecoverySignIn(use(cognito), use(ownClient));
