import middy, { type MiddyfiedHandler } from '@middy/core';
import httpRouter, { type Route as RouterRoute } from '@middy/http-router';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Language } from '#domain/account/language.ts';
import { type HttpRequest, languageCookie, type RequestHead, readBody, readHead, requireOwnOrigin } from './http-request.ts';
import { cookie, HttpError, type HttpResponse, html, toGateway } from './http-response.ts';
import { errorFields, type Logger } from './log.ts';
import * as messages from './log-messages.ts';

/** One method and path, and what answers it. `HEAD` is answered by the route for `GET`. */
export interface Route {
  /** `GET` changes nothing; whatever changes something is a `POST`. */
  readonly method: 'GET' | 'POST';
  /** Such as `/campaigns/{id}`. */
  readonly path: string;
  /**
   * Who calls it. A browser sends forms, and must show that they came from our own pages. A program sends JSON, and shows a token in a
   * header that no browser adds by itself. @default browser
   */
  readonly caller?: 'browser' | 'program';
  /** Most bytes that a body may have; Lambda takes 6 MB at most. @default 65536 */
  readonly maxBodyBytes?: number;
  handle(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
}

/** What an error page shows. */
export interface ErrorView {
  readonly path: string;
  readonly language: Language;
  readonly status: number;
  /** One English line, safe to show. */
  readonly detail: string;
}

/** Routes, logger and error page of a function behind a REST API. */
export interface HttpOptions {
  readonly routes: readonly Route[];
  readonly logger: Logger;
  /** The whole page that tells a person what went wrong; whoever does not accept HTML gets a problem document (RFC 9457). */
  readonly errorPage: (view: ErrorView) => string;
}

/** Entry of a function that stands behind a REST API: routes, refusals, security headers. Whatever is thrown becomes an answer. */
export function httpHandler({ routes, logger, errorPage }: HttpOptions): MiddyfiedHandler<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const router = httpRouter<APIGatewayProxyEvent, APIGatewayProxyResult>({
    routes: [...Map.groupBy(routes, ({ path }) => path)].map(([path, ofPath]) => gatewayRoute(path, ofPath)),
    notFoundResponse: () => {
      throw new HttpError(404, 'there is nothing at this address');
    },
  });
  return middy(router, { timeoutEarlyInMillis: 0 }).onError((request) => {
    const { event, error } = request;
    const problem = error instanceof HttpError ? error : new HttpError(500, 'something went wrong on our side; try again in a moment');
    if (problem.status === 500) logger.log(messages.failed, errorFields(error));
    request.response = withRequestId(event, toGateway(errorResponse(event, problem, errorPage), event.httpMethod));
  });
}

function gatewayRoute(path: string, routes: readonly Route[]): RouterRoute<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    method: 'ANY',
    path,
    handler: async (event: APIGatewayProxyEvent) => {
      const wanted = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
      const route = routes.find(({ method }) => method === wanted);
      if (!route) {
        const allowed = routes.map(({ method }) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ');
        throw new HttpError(405, `${event.httpMethod} is not possible here; allowed: ${allowed}`, { Allow: allowed });
      }
      const head = readHead(event);
      const response = await route.handle({ ...head, params: decodeParams(event), body: bodyFor(route, event, head) });
      return withRequestId(event, toGateway(keepLanguage(head, response), event.httpMethod));
    },
  };
}

function bodyFor(route: Route, event: APIGatewayProxyEvent, head: RequestHead): unknown {
  if (route.method === 'GET') return undefined;
  const program = route.caller === 'program';
  if (!program) requireOwnOrigin(head);
  return readBody(event, program ? 'json' : 'form', route.maxBodyBytes ?? 65_536, head.headers['content-type'] ?? '');
}

function decodeParams(event: APIGatewayProxyEvent): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? '')]));
  } catch {
    throw new HttpError(404, 'there is nothing at this address');
  }
}

function keepLanguage({ query, language }: RequestHead, response: HttpResponse): HttpResponse {
  if (query.lang !== language) return response;
  const choice = cookie(languageCookie, language, { maxAgeSeconds: 31_536_000, sameSite: 'Lax' });
  return { ...response, cookies: [...(response.cookies ?? []), choice] };
}

function errorResponse(
  event: APIGatewayProxyEvent,
  { status, message: detail, headers, problem: { code, title, faults } }: HttpError,
  page: HttpOptions['errorPage'],
): HttpResponse {
  const errors = faults?.map(({ field, text }) => ({ field, detail: text }));
  const accept = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'accept')?.[1] ?? '';
  return accept.includes('text/html')
    ? { ...html(page({ path: event.path, language: languageOrEnglish(event), status, detail }), { status }), headers }
    : problemResponse(
        { type: `urn:sluis:problem:${code}`, title, status, detail, code, requestId: requestIdOf(event), ...(errors && { errors }) },
        headers,
      );
}

/** Names the request as API Gateway's log and the function's log do. */
function requestIdOf({ requestContext }: APIGatewayProxyEvent): string {
  return requestContext.requestId ?? '';
}

function withRequestId(event: APIGatewayProxyEvent, answer: APIGatewayProxyResult): APIGatewayProxyResult {
  return { ...answer, headers: { ...answer.headers, 'X-Request-Id': requestIdOf(event) } };
}

function problemResponse(
  problem: Readonly<Record<string, unknown>> & { readonly status: number },
  headers: HttpError['headers'],
): HttpResponse {
  return { status: problem.status, contentType: 'application/problem+json', body: JSON.stringify(problem), headers };
}

function languageOrEnglish(event: APIGatewayProxyEvent): Language {
  try {
    return readHead(event).language;
  } catch {
    return 'en';
  }
}
