import { lifetimesOf, type StaleCredentialLifetimes } from './stale-credentials.ts';

/** What Sluis needs to know of a directory's settings. */
export interface PoolSettings {
  readonly id: string;
  /** In ms since 1970. */
  readonly createdAt: number;
  /** Cognito's plan, which decides the price of an active user. */
  readonly tier: 'LITE' | 'ESSENTIALS' | 'PLUS';
  /** Names of all attributes that an account may have, `custom:` ones included. */
  readonly attributes: readonly string[];
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  /** Whether anybody can make an account for themselves. */
  readonly selfSignUp: boolean;
  /** Ways in which Cognito's own forgot-password works, such as `verified_email`; `admin_only` shuts it. */
  readonly recoveryMechanisms: readonly string[];
  /** Attributes that keep their value until a new one is verified. */
  readonly verifiedBeforeUpdate: readonly string[];
  /** How many older passwords may not be used again, 0 to 24. */
  readonly passwordHistory: number;
  /** Whether Cognito remembers devices. */
  readonly remembersDevices: boolean;
  /** ARNs of the Lambda triggers by name; PreTokenGeneration of a later event version has its version behind it: `PreTokenGeneration V2_0`. */
  readonly triggers: Readonly<Record<string, string>>;
  /** Whether managed login has an address. */
  readonly hasDomain: boolean;
  readonly clients: readonly ClientSettings[];
}

/** What Sluis needs to know of an app client. */
export interface ClientSettings {
  readonly id: string;
  readonly name: string;
  /** Sign-in flows that are switched on, without `ALLOW_`: `USER_PASSWORD_AUTH`, `USER_SRP_AUTH`, `CUSTOM_AUTH`, … */
  readonly flows: readonly string[];
  /** OAuth flows of managed login: `code`, `implicit`, `client_credentials`. */
  readonly oauthFlows: readonly string[];
  readonly accessTokenMinutes: number;
  readonly idTokenMinutes: number;
  readonly refreshTokenMinutes: number;
  /** How long a challenge may be answered, 3 to 15. */
  readonly challengeMinutes: number;
  /** How long it reuses managed login's cookie, 0 to 129,600 (90 days). @default 60 */
  readonly cookieMinutes?: number;
  /** Whether a refresh token is worth something once only. */
  readonly rotates: boolean;
  /** Whether tokens can be revoked. */
  readonly revokes: boolean;
  /** Whether known and unknown user names get the same answers. */
  readonly hidesExistence: boolean;
  /** Whether it has a secret. */
  readonly confidential: boolean;
  /** Attributes that its users may write; undefined for Cognito's default: all standard ones. */
  readonly writable: readonly string[] | undefined;
  /** Other directories that it takes sign-ins from; `COGNITO` is this one. */
  readonly identityProviders: readonly string[];
}

/** How long managed login's cookie lives, in minutes, where nothing else is set (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html). */
const defaultCookieMinutes = 60;

/** Whether people sign in to a client on managed login's pages. */
export function hasManagedLogin({ hasDomain }: PoolSettings, { oauthFlows }: ClientSettings): boolean {
  return hasDomain && oauthFlows.some((flow) => flow === 'code' || flow === 'implicit');
}

/** For how long the clients of a pool may still hold something from before a start. */
export function lifetimesIn(pool: PoolSettings): StaleCredentialLifetimes {
  return lifetimesOf(
    pool.clients.map((client) => ({
      clientId: client.id,
      challengeMinutes: client.challengeMinutes,
      challengesInARow: challengesInARow(pool, client),
      cookieMinutes: hasManagedLogin(pool, client) ? (client.cookieMinutes ?? defaultCookieMinutes) : undefined,
    })),
  );
}

/**
 * The password or its proof; a new password in the place of a temporary one; the choice of a way in with `USER_AUTH`; the choice of a second factor and
 * its code; the two of a device that Cognito remembers. How many rounds a custom sign-in takes is for the product's own trigger to say: three of them are
 * counted. (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html)
 */
function challengesInARow({ mfa, remembersDevices }: PoolSettings, { flows }: ClientSettings): number {
  const more = [
    flows.includes('USER_AUTH') ? 1 : 0,
    mfa === 'OFF' ? 0 : 2,
    remembersDevices ? 2 : 0,
    flows.includes('CUSTOM_AUTH') ? 3 : 0,
  ];
  return more.reduce((sum, each) => sum + each, 2);
}

/** For how long tokens of a pool whose settings cannot be read may be valid, in ms: the longest that Cognito allows, a day. */
export const longestTokenEverMs = 86_400_000;

/** For how long a token that was issued just before a start is valid at most, in ms. */
export function longestTokenMs({ clients }: PoolSettings): number {
  return Math.max(0, ...clients.map(({ accessTokenMinutes, idTokenMinutes }) => Math.max(accessTokenMinutes, idTokenMinutes) * 60_000));
}

/** The clients through which a holder may write an attribute. */
export function clientsThatWrite({ clients }: PoolSettings, attribute: string): readonly ClientSettings[] {
  return clients.filter(({ writable }) => writable?.includes(attribute) ?? !attribute.startsWith('custom:'));
}

/** The triggers of the directory that must lead to the gate. */
export const gateTriggers = ['PreTokenGeneration', 'PreAuthentication', 'PostConfirmation'] as const;

/** Those of {@link gateTriggers} that do not lead to the gate. A version or an alias of it is the gate, and so is it for any version of the event. */
export function detachedTriggers({ triggers }: PoolSettings, gateArn: string): readonly string[] {
  const isGate = (arn: string) => arn === gateArn || arn.startsWith(`${gateArn}:`);
  const attached = Object.entries(triggers).flatMap(([name, arn]) => (isGate(arn) ? name.split(' ') : []));
  return gateTriggers.filter((name) => !attached.includes(name));
}
