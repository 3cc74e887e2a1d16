import { isOver, newRecovery, type RecoveryRow, type RecoveryState, recoveryIdOf, recoveryMs, sourceOf } from '#domain/recovery.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { cookie, HttpError } from '#shared/lambda/http-response.ts';
import type { Dependencies } from './dependencies.ts';

/** The cookie that ties a browser to its recovery. Only a hash of its value is kept on the server. */
export const recoveryCookie = '__Host-recovery';

/** Begins a recovery; gives its id and the cookie for the browser. Any older recovery of this browser is left to run out. */
export async function beginRecovery(
  { recoveries, random, clock, secret }: Dependencies,
  address: string,
  { language, sourceIp }: HttpRequest,
): Promise<{ readonly id: string; readonly cookie: string }> {
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  const id = recoveryIdOf(token);
  const source = sourceOf(await secret(), sourceIp);
  await recoveries.add(newRecovery({ id, address, language, source }, clock.now()));
  return { id, cookie: cookie(recoveryCookie, token, { maxAgeSeconds: recoveryMs / 1000 }) };
}

/**
 * The recovery of this browser, which must have come as far as the page asks for.
 * @throws HttpError 409 when there is none, it is over, or a step was left out
 */
export async function requireRecovery(
  { recoveries, clock }: Dependencies,
  { cookies }: HttpRequest,
  ...states: readonly RecoveryState[]
): Promise<RecoveryRow> {
  const token = cookies[recoveryCookie] ?? '';
  const row = /^[\w-]{43}$/.test(token) ? await recoveries.get(recoveryIdOf(token)) : undefined;
  if (row === undefined || isOver(row, clock.now()) || !states.includes(row.state)) {
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
