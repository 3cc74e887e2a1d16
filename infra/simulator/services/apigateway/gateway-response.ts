import type { HttpResponse } from './http.ts';

/** An answer of the gateway itself, by AWS's name for it. */
export interface GatewayError {
  readonly type: string;
  readonly status: number;
  readonly message: string;
}

/** The gateway's own answers, with AWS's default messages. */
export const gatewayErrors = {
  noRoute: { type: 'MISSING_AUTHENTICATION_TOKEN', status: 403, message: 'Missing Authentication Token' },
  unauthorized: { type: 'UNAUTHORIZED', status: 401, message: 'Unauthorized' },
  tooLarge: { type: 'REQUEST_TOO_LARGE', status: 413, message: 'Request Too Long' },
  filtered: { type: 'WAF_FILTERED', status: 403, message: 'Forbidden' },
  throttled: { type: 'THROTTLED', status: 429, message: 'Too Many Requests' },
  throttledFunction: { type: 'DEFAULT_5XX', status: 500, message: 'Internal server error' },
  badAnswer: { type: 'DEFAULT_5XX', status: 502, message: 'Internal server error' },
  timeout: { type: 'INTEGRATION_TIMEOUT', status: 504, message: 'Endpoint request timed out' },
} as const satisfies Record<string, GatewayError>;

/** How a stack changes one of the gateway's answers. */
export interface GatewayResponseSettings {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Body template, with `$context.error.message`, `.messageString` and `.responseType` and `$context.requestId`. @default `{"message":…}` */
  readonly template?: string;
}

/** The answer for an error: as the stack changed its type, else as it changed `DEFAULT_4XX` or `DEFAULT_5XX`, else AWS's own. */
export function gatewayResponse(
  error: GatewayError,
  changed: ReadonlyMap<string, GatewayResponseSettings>,
  requestId: string,
): HttpResponse {
  const settings = changed.get(error.type) ?? changed.get(error.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const template = settings?.template ?? '{"message":$context.error.messageString}';
  const headers: Record<string, readonly string[]> = { 'Content-Type': ['application/json'], 'x-amzn-RequestId': [requestId] };
  for (const [name, value] of Object.entries(settings?.headers ?? {})) headers[name] = [value];
  return {
    status: settings?.status ?? error.status,
    headers,
    body: template
      .replaceAll('$context.error.messageString', JSON.stringify(error.message))
      .replaceAll('$context.error.message', error.message)
      .replaceAll('$context.error.responseType', error.type)
      .replaceAll('$context.requestId', requestId),
  };
}
