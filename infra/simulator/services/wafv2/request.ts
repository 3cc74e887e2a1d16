/** What AWS WAF is shown of a request. Names of headers in small letters. */
export interface WebRequest {
  /** The path with its leading slash, without query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** @default not known */
  readonly method?: string;
  /** Address of the client. @default not known */
  readonly sourceIp?: string;
}
