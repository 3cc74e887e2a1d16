import type { ApiRequest } from '#functions/staff/faces/command-line.ts';
import { badInput } from '../command-line.ts';
import type { Profile } from './profile.ts';

/** How long an answer may take, in ms: API Gateway ends a request after 29 s. */
const answerMs = 35_000;

/** An answer of the API. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: number; readonly detail: string };

/** Asks the API. Ends the process with status 2 where nobody answers at the address. */
export async function call(
  { url, token }: Pick<Profile, 'url'> & { readonly token?: string },
  { method, path, body }: ApiRequest,
  key?: string,
): Promise<Answer> {
  const address = `${url.replace(/\/$/, '')}${path}`;
  const response = await fetch(address, {
    method,
    // The API leads nowhere; whoever stands in between could lead a password or a command elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(answerMs),
    headers: {
      Accept: 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => badInput(`${address} does not answer (${reason(error)}); allowed: the address of a console of Sluis`));
  const type = response.headers.get('Content-Type') ?? '';
  const isJson = type.includes('json');
  const wrong = `${address} answers as no console of Sluis does; allowed: the address of a console of Sluis`;
  if (response.ok && !isJson && !type.startsWith('text/csv')) badInput(wrong);
  const value: unknown = await (isJson ? response.json() : response.text()).catch(() => badInput(wrong));
  if (response.ok) return { ok: true, value };
  const detail = isJson ? (value as { readonly detail?: string; readonly message?: string }) : {};
  return {
    ok: false,
    status: response.status,
    detail: detail.detail ?? detail.message ?? `the address answers with status ${response.status}`,
  };
}

function reason(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: { readonly code?: string; readonly message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
