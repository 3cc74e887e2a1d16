/**
 * How long something that was opened at an app client before a start can still be turned into tokens without a new proof: a challenge that
 * waits for its answer, an authorization code, the cookie of managed login. The gate stops new ones from the start on; the old ones end by themselves.
 */
export interface StaleCredentialLifetimes {
  /** Milliseconds by client id. */
  readonly byClient: Readonly<Record<string, number>>;
  /** Milliseconds for any other client: the longest of the pool, as managed login's cookie counts at every client of its domain. */
  readonly other: number;
}

/** The settings of an app client that decide how long something from before a start stays usable there. */
export interface StaleCredentialSettings {
  readonly clientId: string;
  /** Minutes that a challenge may be answered, 3 to 15 (`AuthSessionValidity`); each answer may open another challenge. */
  readonly challengeMinutes: number;
  /** How many challenges may follow one another. */
  readonly challengesInARow: number;
  /** Minutes that managed login's cookie lives; undefined where the client has no managed login. */
  readonly cookieMinutes: number | undefined;
}

/** How long an authorization code lives, in minutes (Cognito's quotas page). */
const codeMinutes = 5;

/** For a pool in which nothing from before a start stays usable. */
export const noStaleCredentials: StaleCredentialLifetimes = { byClient: {}, other: 0 };

/** For a pool whose settings cannot be read: a day, in ms. */
export const unknownLifetimes: StaleCredentialLifetimes = { byClient: {}, other: 86_400_000 };

/**
 * How long something from before a start stays usable at the clients of a pool. With managed login one thing leads to the next: the last answer to an old challenge on its pages
 * opens a cookie, which counts at every client of the domain; the cookie gives a code until its last minute; the code gives tokens.
 */
export function lifetimesOf(clients: readonly StaleCredentialSettings[]): StaleCredentialLifetimes {
  const answering = ({ challengeMinutes, challengesInARow }: StaleCredentialSettings) => challengeMinutes * challengesInARow;
  const longestAnswering = Math.max(0, ...clients.filter(({ cookieMinutes }) => cookieMinutes !== undefined).map(answering));
  const minutesOf = (client: StaleCredentialSettings) =>
    client.cookieMinutes === undefined ? answering(client) : longestAnswering + client.cookieMinutes + codeMinutes;
  const byClient = Object.fromEntries(clients.map((client) => [client.clientId, minutesOf(client) * 60_000]));
  return { byClient, other: Math.max(0, ...Object.values(byClient)) };
}
