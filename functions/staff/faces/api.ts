import * as z from 'zod';
import { roles, staffFromClaims } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError, type HttpResponse, json } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import type { Dependencies } from '../dependencies.ts';
import { type AnyAct, type Operation, oneOf } from '../operation.ts';
import { locate, perform, valueOrProblem } from './perform.ts';
import { shown } from './times.ts';

/** Most bytes of a body, which may hold a list. */
export const maxBodyBytes = 5_000_000;

/** How an operation is called. */
export function methodOf(operation: Operation): 'GET' | 'POST' {
  return operation.kind === 'act' || operation.asksIn === 'body' ? 'POST' : 'GET';
}

const keyHeader = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .meta({ description: '1 to 255 visible ASCII characters' });

/** The routes of the API. API Gateway has verified the token; its claims say who calls. */
export function apiRoutes(operations: readonly Operation[], dependencies: Dependencies): readonly Route[] {
  return [...Map.groupBy(operations, (operation) => `${methodOf(operation)} ${operation.path}`).values()].map((ofPath): Route => {
    const [first] = ofPath as [Operation];
    const method = methodOf(first);
    return {
      method,
      path: first.path,
      caller: 'program',
      ...(method === 'POST' && { maxBodyBytes }),
      handle: async (request) => answer(chosen(ofPath, request.body), dependencies, request),
    };
  });
}

/** The one operation of a path; of several acts, the one that the body names. */
function chosen(ofPath: readonly Operation[], body: unknown): Operation {
  const [first, ...more] = ofPath as [Operation, ...Operation[]];
  if (more.length === 0) return first;
  const given = body !== null && typeof body === 'object' ? (body as Readonly<Record<string, unknown>>) : {};
  const acts = ofPath as readonly AnyAct[];
  const found = acts.find(({ fixed = {} }) => Object.entries(fixed).every(([name, value]) => given[name] === value));
  if (found !== undefined) return found;
  const [name = ''] = Object.keys(acts[0]?.fixed ?? {});
  const shown = given[name] === undefined ? 'missing' : JSON.stringify(given[name]).slice(0, 40);
  throw new HttpError(400, `${name} is ${shown}; allowed: ${oneOf(acts.map(({ fixed = {} }) => fixed[name] ?? ''))}`);
}

async function answer(operation: Operation, dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const staff = staffFromClaims(request.claims);
  if (staff === undefined) throw new HttpError(401, 'the request has no valid token of the staff');
  if (!roles.some((role) => staff.roles.includes(role))) throw new HttpError(403, `${staff.username} has no role`);
  const context = valueOrProblem(await locate(operation, dependencies, staff, request.params));
  if (operation.kind === 'reading') {
    const asked = operation.asksIn === 'body' ? request.body : request.query;
    const given = valueOrProblem(await operation.run(context, requireValid(operation.asks ?? nothingAsked, asked)));
    return operation.answer === 'csv' ? (given as HttpResponse) : json(shown(operation.answer, given));
  }
  const body = withoutFixed(operation, request.body);
  const input = requireValid(operation.input.schema, body);
  const key = keyOf(request, input);
  const done = valueOrProblem(await perform(operation, context, request.params, input, key));
  const location = operation.location?.(done);
  const answered = operation.answer === 'csv' ? done : shown(operation.answer, done);
  return location === undefined ? json(answered) : { ...json(answered, { status: 201 }), headers: { Location: location } };
}

const nothingAsked = z.strictObject({});

/** A body without what tells the act from others at its path. */
export function withoutFixed({ fixed = {} }: AnyAct, body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !Object.hasOwn(fixed, name)));
}

/** The key of the header `Idempotency-Key`, or that of the body. @throws HttpError 400 where they differ */
function keyOf({ headers }: HttpRequest, input: unknown): string | undefined {
  const ofHeader = headers['idempotency-key'];
  const ofBody = (input as { readonly key?: string }).key;
  if (ofHeader === undefined) return ofBody;
  const key = requireValid(z.strictObject({ 'Idempotency-Key': keyHeader }), { 'Idempotency-Key': ofHeader })['Idempotency-Key'];
  if (ofBody !== undefined && ofBody !== key)
    throw new HttpError(400, 'key differs from the header Idempotency-Key; allowed: one of them, or the same');
  return key;
}
