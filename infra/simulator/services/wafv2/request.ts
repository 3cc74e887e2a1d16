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

/** What one statement says of a request; undefined where the simulator cannot know. */
export type Evaluate = (request: WebRequest, nowMs: number) => boolean | undefined;

/** A statement of a rule, as the API has it. */
export type Statement = Readonly<Record<string, unknown>>;
