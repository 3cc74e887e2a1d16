/** What AWS WAF is shown of a request. Names of headers in small letters. */
export interface WebRequest {
  /** The path with its leading slash, without query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
