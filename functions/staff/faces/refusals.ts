import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import { type Operation, refusalKinds } from '../operation.ts';
import { problem } from '../schemas/schemas.ts';

/** The statuses with which an operation is refused: those of its refusals, of every route, and of API Gateway. */
export function statusesOf(operation: Operation): readonly number[] {
  const isAct = operation.kind === 'act';
  const body = isAct || operation.asksIn === 'body';
  return [
    400,
    401,
    403,
    ...(Object.keys(operation.on.params).length > 0 ? [404] : []),
    ...(isAct ? [409] : []),
    ...(body ? [413, 415] : []),
    429,
    500,
    504,
    ...(operation.refusals ?? []).map((kind) => refusalKinds[kind].status),
  ];
}

const retryHeaders = z.object({
  'Retry-After': z.string().optional().meta({ description: 'seconds until it may be asked again; missing where the firewall refused it' }),
});

/** How the API description says what these statuses answer. */
export function refusalsOf(statuses: readonly number[]) {
  const refusal = (status: number) => [
    String(status),
    {
      description: STATUS_CODES[status] ?? '',
      ...(status === 429 && { headers: retryHeaders }),
      content: { 'application/problem+json': { schema: problem } },
    },
  ];
  return Object.fromEntries([...new Set(statuses)].sort().map(refusal));
}
