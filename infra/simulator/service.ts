/** An operation's input or output, as the SDK's command has it (for DynamoDB: as the document client's has it, with plain values). */
export type Fields = Record<string, unknown>;

/**
 * One simulated AWS service. An operation takes effect at once, when called; only operations that call a Lambda
 * trigger answer later. How long a call takes, and what goes wrong around it, is the door's business.
 */
export interface Service {
  /** The name used by the meter, latencies and faults: `dynamodb`, `sqs`, `ses`, `cognito`, … */
  readonly name: string;
  /** By the SDK command's name without `Command`: `PutItem`, `SendMessageBatch`, … */
  readonly operations: Readonly<Record<string, Operation>>;
}

/** @throws AwsError as AWS would refuse; UnsupportedError for what the simulator does not have. */
export type Operation = (input: Fields, headers?: Headers) => Fields | Promise<Fields>;

/** What the caller sent as headers of the request, as far as the door shows them; names in small letters. */
export type Headers = Readonly<Record<string, string>>;
