import { type FactorChallenge, factorNames } from '#domain/campaign/factor.ts';
import { cookie } from '#shared/lambda/http-response.ts';

/**
 * The cookie in which the browser keeps the sign-in that waits for a second factor, as the server keeps no session and no key. Whoever changes it has
 * Cognito's refusal for it: a session is good for one account and for our client only.
 */
const challengeCookie = '__Host-factor';

/** How long Cognito waits for an answer, in seconds (`AuthSessionValidity` of the recovery client). */
const challengeSeconds = 900;

/** The cookie that keeps a challenge. */
export function keepChallenge({ name, key = '', session }: FactorChallenge): string {
  return cookie(challengeCookie, `${name}.${key}.${session}`, { maxAgeSeconds: challengeSeconds });
}

/** The cookie that forgets it. */
export function forgetChallenge(): string {
  return cookie(challengeCookie, '', { maxAgeSeconds: 0 });
}

/** The challenge of this browser; undefined when it has none. */
export function readChallenge(cookies: Readonly<Record<string, string>>): FactorChallenge | undefined {
  const [, given, key = '', session = ''] = /^([A-Z_]+)\.([A-Z2-7]*)\.(.{1,2048})$/.exec(cookies[challengeCookie] ?? '') ?? [];
  const name = factorNames.find((each) => each === given);
  if (name === undefined) return undefined;
  return key === '' ? { name, session } : { name, session, key };
}
