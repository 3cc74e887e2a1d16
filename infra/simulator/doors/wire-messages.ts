/** As much of an HTTP request as the SDK serializes. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An HTTP response that the SDK reads. */
export interface WireResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** The JSON object in a request; an empty one when the request has no body. @throws SyntaxError when it is no JSON. */
export function readBody(request: WireRequest): Record<string, unknown> {
  const text = readText(request);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The body of a request as text; empty where there is none. */
export function readText({ body = '' }: WireRequest): string {
  return typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}

/** A response with a JSON body: dates as seconds since 1970, bytes as base64, as all of these protocols have them. */
export function respond(statusCode: number, headers: Readonly<Record<string, string>>, body: object): WireResponse {
  return { statusCode, headers: { 'x-amzn-requestid': 'simulated', ...headers }, body: Buffer.from(JSON.stringify(toJson(body))) };
}

function toJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
}
