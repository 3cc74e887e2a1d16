import type { APIGatewayProxyEvent } from 'aws-lambda';
import { findLanguage, type Language } from '#domain/account/language.ts';
import { HttpError } from './http-response.ts';
import { JsonError, parseStrictJson } from './strict-json.ts';

/** A request as a route gets it. A stranger wrote everything in it, but for `claims` and `sourceIp`. */
export interface HttpRequest {
  readonly method: string;
  /** Path below the stage, as sent: `/console/campaigns/01K…`. */
  readonly path: string;
  /** Values of the route's `{parameters}`, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** By lower-case name; repeated headers are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** A form's fields as an object of texts, or whatever the JSON was; undefined where the route takes no body. Validate it by a schema. */
  readonly body: unknown;
  /** Address of the caller as API Gateway saw it; forwarding headers have no influence. */
  readonly sourceIp: string;
  /** The language to answer in: `?lang=`, else the cookie, else what the browser asks for, else English. */
  readonly language: Language;
  /** Claims of the token that API Gateway's authorizer verified; empty where the route has none. */
  readonly claims: Readonly<Record<string, string>>;
}

/** Everything of a request but its parameters and body, which depend on the route. */
export type RequestHead = Omit<HttpRequest, 'params' | 'body'>;

/** Cookie that keeps a chosen language. */
export const languageCookie = '__Host-lang';

/**
 * Reads the head of a REST proxy event.
 * @throws HttpError 400 for a repeated query parameter, a repeated `__Host-` cookie, or a host that is not one plain name.
 */
export function readHead(event: APIGatewayProxyEvent): RequestHead {
  const headers = readHeaders(event);
  requireOneHost(headers);
  const cookies = readCookies(headers.cookie ?? '');
  const query = readQuery(event);
  return {
    method: event.httpMethod,
    path: event.path,
    query,
    cookies,
    headers,
    sourceIp: event.requestContext.identity.sourceIp,
    language: chooseLanguage(query.lang, cookies[languageCookie], headers['accept-language']),
    claims: event.requestContext.authorizer?.claims ?? {},
  };
}

function readHeaders(event: APIGatewayProxyEvent): Record<string, string> {
  const pairs = Object.entries(event.multiValueHeaders ?? {}).map(([name, values]) => [name.toLowerCase(), (values ?? []).join(', ')]);
  const single = Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']);
  return Object.fromEntries([...single, ...pairs]);
}

function readQuery(event: APIGatewayProxyEvent): Record<string, string> {
  const repeated = Object.entries(event.multiValueQueryStringParameters ?? {}).find(([, values]) => (values ?? []).length > 1);
  if (repeated) throw new HttpError(400, `the query names "${repeated[0].slice(0, 40)}" twice; allowed: once`);
  return Object.fromEntries(Object.entries(event.queryStringParameters ?? {}).map(([name, value]) => [name, value ?? '']));
}

function readCookies(header: string): Record<string, string> {
  const own = new Set<string>();
  const pairs = header.split(';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 1) return [];
    const name = withoutBlanks(pair.slice(0, equals));
    if (own.has(name)) throw new HttpError(400, `the cookie "${name.slice(0, 40)}" comes twice; allowed: once`);
    if (name.startsWith('__Host-')) own.add(name);
    try {
      return [[name, decodeURIComponent(withoutBlanks(pair.slice(equals + 1)))] as const];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(pairs.reverse());
}

/** A name without spaces and tabs around it. Browsers take any other blank for a part of the name, so a `__Host-` behind one is not protected by them. */
function withoutBlanks(text: string): string {
  const isBlank = (index: number) => text[index] === ' ' || text[index] === '\t';
  let begin = 0;
  let end = text.length;
  while (isBlank(begin)) begin++;
  while (end > begin && isBlank(end - 1)) end--;
  return text.slice(begin, end);
}

/** The host of a request. No link is made from it, but a request that names two is an attack on a cache or a mail. */
function requireOneHost(headers: Readonly<Record<string, string>>): void {
  const host = headers.host ?? '';
  const forwarded = /host="?([^;,"]*)/i.exec(headers.forwarded ?? '')?.[1];
  const others = [headers['x-forwarded-host'], headers['x-host'], forwarded].filter((other) => other !== undefined);
  if (!/^[a-z0-9.-]+(:\d{1,5})?$/i.test(host) || others.some((other) => other !== host)) {
    throw new HttpError(400, 'the request does not name one plain host');
  }
}

function chooseLanguage(...wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes) {
    for (const part of (wish ?? '').split(',')) {
      const language = findLanguage(part);
      if (language) return language;
    }
  }
  return 'en';
}

/**
 * Refuses what another site may have made a browser send: a request from another origin, or one that cannot show where it came from.
 * `Sec-Fetch-Site` is written by the browser alone; older browsers send `Origin` with every form.
 * @throws HttpError 403
 */
export function requireOwnOrigin({ headers }: RequestHead): void {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  const own = origin === `https://${host}` || (origin === `http://${host}` && /^(localhost|127\.0\.0\.1)(:|$)/.test(host));
  const foreign = origin !== undefined && origin !== 'null' && !own;
  const shown = site === undefined ? own : site === 'same-origin';
  if (foreign || !shown) throw new HttpError(403, 'this request came from another site; open the page again and repeat what you did there');
}

/**
 * The body, decoded: a form as an object of texts, or JSON; an empty body is an object without fields.
 * @throws HttpError 413 over `maxBytes`, 415 for another media type, 400 for a body that has no or two meanings.
 */
export function readBody(event: APIGatewayProxyEvent, kind: 'form' | 'json', maxBytes: number, contentType: string): unknown {
  const wanted = kind === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) throw new HttpError(413, `the body has ${bytes.length} bytes; allowed: ${maxBytes}`);
  if (bytes.length === 0) return {};
  const given = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (given !== wanted) throw new HttpError(415, `Content-Type is "${given.slice(0, 60)}"; allowed: ${wanted}`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return kind === 'form' ? parseForm(text) : parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonError) throw new HttpError(400, error.message);
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, 'the body is not correctly encoded; allowed: UTF-8');
  }
}

function parseForm(text: string): Record<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split('&')) {
    const [name = '', ...rest] = pair.replaceAll('+', ' ').split('=');
    const key = decodeURIComponent(name);
    if (fields.has(key)) throw new HttpError(400, `the form names "${key.slice(0, 40)}" twice; allowed: once`);
    fields.set(key, decodeURIComponent(rest.join('=')));
  }
  return Object.fromEntries(fields);
}
