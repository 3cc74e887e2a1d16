import type { APIGatewayProxyResult } from 'aws-lambda';

/** An answer of a route. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Further headers, such as `Location`. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole `Set-Cookie` values, made by {@link cookie}. @default none */
  readonly cookies?: readonly string[];
}

/** Status and cookies of an answer. */
export interface ResponseOptions {
  /** @default 200 */
  readonly status?: number;
  /** Whole `Set-Cookie` values, made by {@link cookie}. @default none */
  readonly cookies?: readonly string[];
}

/** A page. */
export function html(markup: string, { status = 200, cookies = [] }: ResponseOptions = {}): HttpResponse {
  return { status, contentType: 'text/html; charset=utf-8', body: markup, cookies };
}

/** A JSON document. */
export function json(value: unknown, { status = 200, cookies = [] }: ResponseOptions = {}): HttpResponse {
  return { status, contentType: 'application/json', body: JSON.stringify(value), cookies };
}

/** The page, and in it frames from this origin, which {@link framed} makes. */
export function withFrames(page: HttpResponse): HttpResponse {
  return { ...page, headers: { ...page.headers, 'Content-Security-Policy': `${pagePolicy}; frame-src 'self'` } };
}

/**
 * Markup that is not of our making alone, such as a mail, for a frame in a page of ours. Its `style` attributes apply; nothing in it runs, loads, is sent or
 * opens anything, also where a browser shows it by itself.
 */
export function framed(markup: string): HttpResponse {
  const policy = "default-src 'none'; style-src-attr 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'; sandbox";
  return { ...html(markup), headers: { 'Content-Security-Policy': policy, 'X-Frame-Options': 'SAMEORIGIN' } };
}

/** 303 See Other: the answer to every form that worked, so that reloading sends nothing twice. `location` is relative to the current path. */
export function redirect(location: string, { cookies = [] }: Pick<ResponseOptions, 'cookies'> = {}): HttpResponse {
  return { status: 303, contentType: 'text/plain; charset=utf-8', body: '', headers: { Location: location }, cookies };
}

/** A file whose path holds the hash of its content: the one kind of answer that caches may keep, for a year. */
export function asset(contentType: string, body: string): HttpResponse {
  return { status: 200, contentType, body, headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } };
}

/**
 * A file that browsers save and do not show, whatever is in it. Answers of Lambda end at 6 MB, which is 5 million characters of a CSV file.
 * @param name letters, digits, `.`, `_` and `-` only
 */
export function download(name: string, contentType: string, body: string): HttpResponse {
  return { status: 200, contentType, body, headers: { 'Content-Disposition': `attachment; filename="${name}"` } };
}

/** How a cookie is kept. */
export interface CookieOptions {
  /** Seconds until it is forgotten; 0 removes it. @default until the browser closes */
  readonly maxAgeSeconds?: number;
  /** `Lax` lets it through when somebody follows a link from elsewhere. @default Strict */
  readonly sameSite?: 'Strict' | 'Lax';
}

/** A `Set-Cookie` value that scripts cannot read and plain HTTP never carries. Names start with `__Host-`; the value is percent-encoded. */
export function cookie(name: `__Host-${string}`, value: string, { maxAgeSeconds, sameSite = 'Strict' }: CookieOptions = {}): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${name}=${encodeURIComponent(value)}; Path=/; Secure; HttpOnly; SameSite=${sameSite}${age}`;
}

/** Thrown to end a request with an answer that says why. The text is for people; it never holds a secret. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: Problem;

  /** @param problem what kind of problem it is. @default that of the status */
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}, problem?: Problem) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.problem = problem ?? problems[status] ?? failed;
  }
}

/** The header of a 429 or 503 that says when to come back. @param ms until then */
export function retryAfter(ms: number): Readonly<Record<string, string>> {
  return { 'Retry-After': String(Math.ceil(ms / 1000)) };
}

/** A kind of problem, as a program tells it from others (RFC 9457). */
export interface Problem {
  /** Permanent. */
  readonly code: string;
  /** The same for every problem of the kind. */
  readonly title: string;
  /** What is wrong, field by field. @default not told apart */
  readonly faults?: readonly { readonly field: string; readonly given: string; readonly allowed: string; readonly text: string }[];
}

/** What went wrong on our side. */
export const failed: Problem = { code: 'failed', title: 'Something went wrong on our side' };

/** What a status says where nothing more is known. */
export const problems: Readonly<Record<number, Problem>> = {
  400: { code: 'invalid', title: 'The request is not valid' },
  401: { code: 'not-logged-in', title: 'A valid token is needed' },
  403: { code: 'forbidden', title: 'This is not allowed' },
  404: { code: 'unknown', title: 'There is no such thing' },
  405: { code: 'method', title: 'This method is not possible here' },
  409: { code: 'state', title: 'Not possible in the present state' },
  413: { code: 'too-large', title: 'The body is too large' },
  415: { code: 'media-type', title: 'This kind of body is not possible here' },
  429: { code: 'limited', title: 'Too many requests' },
};

const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * Headers of every answer, errors included. No script runs anywhere; styles and pictures come from this origin only
 * (OWASP ASVS 5, 3.4.1 to 3.4.6).
 */
const securityHeaders: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Content-Security-Policy': pagePolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
};

/** The answer as API Gateway takes it from a REST proxy. `HEAD` gets the headers alone. */
export function toGateway(response: HttpResponse, method: string): APIGatewayProxyResult {
  return {
    statusCode: response.status,
    headers: { ...securityHeaders, 'Content-Type': response.contentType, ...response.headers },
    ...(response.cookies?.length ? { multiValueHeaders: { 'Set-Cookie': [...response.cookies] } } : {}),
    body: method === 'HEAD' ? '' : response.body,
  };
}
