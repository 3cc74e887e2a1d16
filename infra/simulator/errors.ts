/** An error as AWS names it. Through either door the caller sees the same `name`, `message` and extra fields. */
export class AwsError extends Error {
  override readonly name: string;
  /** HTTP status that AWS answers with. */
  readonly statusCode: number;
  /** Fields beside the message, such as `CancellationReasons` or `Item`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, fields: Readonly<Record<string, unknown>> = {}, statusCode = 400) {
    super(message);
    this.name = name;
    this.fields = fields;
    Object.assign(this, fields);
    this.statusCode = statusCode;
  }
}

/** Thrown for operations and parameters that the simulator does not have: never answered as if they were not there. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  constructor(service: string, what: string) {
    super(`simulated ${service} does not support ${what}`);
  }
}

/** @throws UnsupportedError when `input` has a field that is not in `known`. */
export function supportsOnly(service: string, operation: string, input: object, known: ReadonlySet<string>): void {
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined && !known.has(key)) throw new UnsupportedError(service, `${operation} with ${key}`);
  }
}
