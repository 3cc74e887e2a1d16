/** A request as it reaches an API. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, without the stage: `/x` is the resource `/x`. */
  readonly path: string;
  /** Without the question mark. @default none */
  readonly queryString?: string;
  /** By name, in any case. @default none */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** @default no body */
  readonly body?: string | Uint8Array;
  /** @default 127.0.0.1 */
  readonly sourceIp?: string;
}

/** An API's answer. */
export interface HttpResponse {
  readonly status: number;
  /** By name as the API spells it. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Text, or bytes where the API answers with a binary media type. */
  readonly body: string | Uint8Array;
}

/** The first value of a header, whatever its case. */
export function header(headers: HttpRequest['headers'], name: string): string | undefined {
  for (const [key, value] of Object.entries(headers ?? {})) {
    if (key.toLowerCase() === name) return [value].flat()[0];
  }
  return undefined;
}
