import {
  isOver,
  type NewRecovery,
  newRecovery,
  type RecoveryRow,
  type RecoveryState,
  recoveryIdOf,
  recoveryMs,
} from '#domain/recovery/recovery.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { cookie, HttpError } from '#shared/lambda/http-response.ts';
import type { Dependencies } from './dependencies.ts';

/** The cookie that ties a browser to its recovery. Only a hash of its value is kept on the server. */
export const recoveryCookie = '__Host-recovery';

/** What a browser without a recovery gets, so that a button pressed twice begins one recovery. */
export function offerRecovery({ random }: Dependencies, { cookies }: Pick<HttpRequest, 'cookies'>): readonly string[] {
  return isToken(cookies[recoveryCookie]) ? [] : [keptByBrowser(newToken(random))];
}

/**
 * Begins a recovery; gives its id and the cookie for the browser. Any older recovery of this browser is left to run out.
 * @param token the browser's own, where no recovery has it yet
 */
export async function beginRecovery(
  { recoveries, random, clock }: Dependencies,
  begun: Omit<NewRecovery, 'id'>,
  token = newToken(random),
): Promise<{ readonly id: string; readonly cookie: string }> {
  const id = recoveryIdOf(token);
  await recoveries.add(newRecovery({ ...begun, id }, clock.now()));
  return { id, cookie: keptByBrowser(token) };
}

/** The token of this browser, and the recovery that has it, if any; undefined where the browser has none. */
export async function ownRecovery(
  { recoveries }: Dependencies,
  { cookies }: Pick<HttpRequest, 'cookies'>,
): Promise<{ readonly token: string; readonly row: RecoveryRow | undefined } | undefined> {
  const token = cookies[recoveryCookie];
  return isToken(token) ? { token, row: await recoveries.get(recoveryIdOf(token)) } : undefined;
}

function newToken(random: Dependencies['random']): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

function isToken(token: string | undefined): token is string {
  return token !== undefined && /^[\w-]{43}$/.test(token);
}

function keptByBrowser(token: string): string {
  return cookie(recoveryCookie, token, { maxAgeSeconds: recoveryMs / 1000 });
}

/**
 * The recovery of this browser, which must have come as far as the page asks for.
 * @throws HttpError 409 when there is none, it is over, or a step was left out
 */
export async function requireRecovery(
  dependencies: Dependencies,
  request: Pick<HttpRequest, 'cookies'>,
  ...states: readonly RecoveryState[]
): Promise<RecoveryRow> {
  const row = (await ownRecovery(dependencies, request))?.row;
  if (row === undefined || isOver(row, dependencies.clock.now()) || !states.includes(row.state)) {
    throw new HttpError(409, 'this step is not possible now; begin again');
  }
  return row;
}

/**
 * The fields of a form, each of which may be left out.
 * @throws HttpError 400 for a field that the form does not have
 */
export function readFields<N extends string>(body: unknown, ...names: readonly N[]): Readonly<Partial<Record<N, string>>> {
  const fields = body as Readonly<Partial<Record<N, string>>>;
  if (Object.keys(fields).some((name) => !names.some((known) => known === name))) {
    throw new HttpError(400, `the form has a field that is not known here; allowed: ${names.join(', ')}`);
  }
  return fields;
}
