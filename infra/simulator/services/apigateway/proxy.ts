import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { World } from '../../world.ts';
import { type HttpRequest, type HttpResponse, header } from './http.ts';

/** What a proxy event says beside the request itself. */
export interface ProxySurroundings {
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly resourcePath: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Claims of the token that the authorizer accepted. */
  readonly claims: Readonly<Record<string, string>> | undefined;
  readonly requestId: string;
  readonly binaryMediaTypes: readonly string[];
}

const noIdentity = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/**
 * The event of a Lambda proxy integration of a REST API (payload version 1.0). Path and path parameters stay percent-encoded, as REST
 * APIs leave them; query parameters are decoded.
 */
export function makeProxyEvent(world: World, request: HttpRequest, surroundings: ProxySurroundings): APIGatewayProxyEvent {
  const { apiId, stage, requestId, claims, resourcePath, pathParameters } = surroundings;
  const sourceIp = request.sourceIp ?? '127.0.0.1';
  const forwarded = header(request.headers, 'x-forwarded-for');
  const nowMs = world.clock.now();
  const domainName = `${apiId}.execute-api.${world.region}.amazonaws.com`;
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (name.toLowerCase() !== 'x-forwarded-for') multiValueHeaders[name] = [value].flat();
  }
  multiValueHeaders['X-Forwarded-For'] = [forwarded === undefined ? sourceIp : `${forwarded}, ${sourceIp}`];
  multiValueHeaders['X-Forwarded-Proto'] = ['https'];
  multiValueHeaders['X-Forwarded-Port'] = ['443'];
  const multiValueQuery: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(request.queryString ?? '')) (multiValueQuery[name] ??= []).push(value);
  const isBinary = matchesMediaType(surroundings.binaryMediaTypes, header(request.headers, 'content-type'));
  return {
    resource: resourcePath,
    path: request.path,
    httpMethod: request.method,
    headers: lastValues(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: orNull(lastValues(multiValueQuery)),
    multiValueQueryStringParameters: orNull(multiValueQuery),
    pathParameters: orNull({ ...pathParameters }),
    stageVariables: surroundings.stageVariables,
    requestContext: {
      accountId: world.accountId,
      apiId,
      authorizer: claims === undefined ? null : { claims },
      protocol: 'HTTP/1.1',
      httpMethod: request.method,
      identity: { ...noIdentity, sourceIp, userAgent: header(request.headers, 'user-agent') ?? null },
      path: `/${stage}${request.path}`,
      stage,
      requestId,
      extendedRequestId: requestId,
      requestTime: requestTime(nowMs),
      requestTimeEpoch: nowMs,
      resourceId: resourcePath,
      resourcePath,
      domainName,
      domainPrefix: apiId,
    },
    body: eventBody(request.body, isBinary),
    isBase64Encoded: isBinary && request.body !== undefined,
  };
}

/** The answer that a proxy integration's function gives; undefined when it is malformed. */
export function readProxyAnswer(
  payload: unknown,
  binaryMediaTypes: readonly string[],
  accept: string | undefined,
): HttpResponse | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = payload as Readonly<Record<string, unknown>>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  const merged = mergeHeaders(headers, multiValueHeaders);
  if (merged === undefined) return undefined;
  const isBinary = isBase64Encoded === true && matchesMediaType(binaryMediaTypes, accept);
  return { status, headers: merged, body: isBinary ? Buffer.from(body ?? '', 'base64') : (body ?? '') };
}

/** Values of `multiValueHeaders`, then those of `headers` that are not among them; JSON where the function names no content type. */
function mergeHeaders(single: unknown, multiple: unknown): Record<string, string[]> | undefined {
  const merged: Record<string, string[]> = {};
  const names = new Map<string, string>();
  for (const [name, value] of [...Object.entries(multiple ?? {}), ...Object.entries(single ?? {})]) {
    const known = names.get(name.toLowerCase());
    if (known === undefined) names.set(name.toLowerCase(), name);
    const values = (merged[known ?? name] ??= []);
    for (const one of [value].flat() as readonly unknown[]) {
      if (typeof one === 'object' || one === undefined) return undefined;
      if (!values.includes(String(one))) values.push(String(one));
    }
  }
  if (!names.has('content-type')) merged['Content-Type'] = ['application/json'];
  return merged;
}

function matchesMediaType(types: readonly string[], given: string | undefined): boolean {
  if (types.includes('*/*')) return true;
  return types.includes(given?.split(/[;,]/)[0]?.trim() ?? '');
}

function eventBody(body: HttpRequest['body'], isBinary: boolean): string | null {
  if (body === undefined || body.length === 0) return null;
  return isBinary ? Buffer.from(body as string).toString('base64') : typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

function lastValues(multiple: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(multiple).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length === 0 ? null : values;
}

/** `20/Nov/2026:13:00:00 +0000` */
function requestTime(nowMs: number): string {
  const [, day, month, year, time] = new Date(nowMs).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
