/**
 * An error as AWS names it. Through either door the caller sees the same `name`, `message` and extra fields. It is an `Error` by its prototype
 * only: refusals are answers, given by the ten thousand, and taking a stack for each would cost more than the call.
 */
export class AwsError implements Error {
  readonly name: string;
  readonly message: string;
  /** HTTP status that AWS answers with. */
  readonly statusCode: number;
  /** Whose fault it is, as the SDK's exceptions say it. */
  readonly $fault: 'client' | 'server';
  /** Fields beside the message, such as `CancellationReasons` or `Item`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, fields: Readonly<Record<string, unknown>> = {}, statusCode = 400) {
    this.name = name;
    this.message = message;
    this.fields = fields;
    this.statusCode = statusCode;
    this.$fault = statusCode >= 500 ? 'server' : 'client';
    Object.assign(this, fields);
  }
}
Object.setPrototypeOf(AwsError.prototype, Error.prototype);

/** Thrown for operations and parameters that the simulator does not have: never answered as if they were not there. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  constructor(service: string, what: string) {
    super(`simulated ${service} does not support ${what}`);
  }
}

/** @throws UnsupportedError when `input` has a field that is not in `known`. */
export function supportsOnly(service: string, operation: string, input: object, known: ReadonlySet<string>): void {
  for (const key in input) {
    if (!known.has(key) && input[key as keyof typeof input] !== undefined) throw new UnsupportedError(service, `${operation} with ${key}`);
  }
}
