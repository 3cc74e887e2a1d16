/** An answer that API Gateway gives itself, as a problem (RFC 9457) like those of the function. */
export interface GatewayAnswer {
  /** AWS's name for it. */
  readonly type: string;
  /** @default that of whatever it is, which the body then does not repeat */
  readonly status?: number;
  readonly code: string;
  readonly title: string;
  /** Seconds after which it may be asked again. @default not said */
  readonly retryAfter?: number;
  /** Whether it may be asked again, so that browsers read a page. @default where `retryAfter` is said */
  readonly isBusy?: boolean;
}

/** Those that API Gateway tells apart, then what it gives for all others and for the firewall. */
export const gatewayAnswers: Readonly<Record<string, GatewayAnswer>> = {
  unauthorized: { type: 'UNAUTHORIZED', status: 401, code: 'not-logged-in', title: 'A valid token is needed' },
  'unknown-path': { type: 'MISSING_AUTHENTICATION_TOKEN', status: 404, code: 'unknown', title: 'There is no such thing' },
  'too-large': { type: 'REQUEST_TOO_LARGE', status: 413, code: 'too-large', title: 'The body is too large' },
  throttled: { type: 'THROTTLED', status: 429, code: 'limited', title: 'Too many requests', retryAfter: 1 },
  timeout: { type: 'INTEGRATION_TIMEOUT', status: 504, code: 'timeout', title: 'No answer in time', retryAfter: 5 },
  default_4xx: { type: 'DEFAULT_4XX', code: 'refused', title: 'The request was refused' },
  default_5xx: { type: 'DEFAULT_5XX', code: 'failed', title: 'Something went wrong on our side', isBusy: true },
};
