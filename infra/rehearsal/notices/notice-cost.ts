import { type NoticesOptions, stageNotices } from './notices.ts';

/** What one notice takes, from waiting to delivered. */
export interface NoticeCost {
  /** DynamoDB write and read request units. */
  readonly writes: number;
  readonly reads: number;
  /** Calls of all services and invocations. */
  readonly calls: number;
  /** US dollars for a million notices, beside SES's own price. */
  readonly usdPerMillion: number;
}

/**
 * US dollars (AWS Price List, us-east-1, August 2026): DynamoDB on demand, Lambda on arm64, SQS, SNS and CloudWatch logs; free tiers left out. Streams cost
 * Lambda nothing.
 */
const usd = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  gigabyteSecond: 13.3334e-6,
  invocation: 0.2e-6,
  sqsRequest: 0.4e-6,
  snsPublish: 0.5e-6,
  logByte: 0.5e-9,
} as const;

/** Events that SES publishes of a notice that arrives: Send and Delivery. */
const eventsPerNotice = 2;

/** Requests to SQS for an event: sent by SNS for nothing; received and deleted in batches of up to ten, here taken as one each. */
const requestsPerEvent = 2;

/** Sends all notices, waits for their delivery, and says what one of them took. */
export async function costOfNotice(options: NoticesOptions): Promise<NoticeCost> {
  const log = { bytes: 0 };
  const stage = await stageNotices({ ...options, onLine: (_, line) => (log.bytes += line.length) });
  const { world, simulator } = stage;
  const { notices } = options;
  const total = () => ['dynamodb', 'ses', 'sqs', 'lambda'].map((service) => world.meter.total(service).calls);
  const gigabyteSeconds = () =>
    Object.keys(world.meter.snapshot().lambda ?? {}).reduce((sum, id) => sum + simulator.services.lambda.usage(id).gigabyteSeconds, 0);
  const before = { ...world.meter.total('dynamodb') };
  const callsBefore = total();
  const secondsBefore = gigabyteSeconds();
  const bytesBefore = log.bytes;
  await stage.untilAccepted(notices, 4_000 * (notices / options.quotaPerSecond) + 600_000);
  await stage.pass(30_000);
  simulator.stop();
  const { writeUnits, readUnits } = world.meter.total('dynamodb');
  const calls = total().map((count, index) => count - (callsBefore[index] ?? 0));
  const [writes, reads] = [(writeUnits - before.writeUnits) / notices, (readUnits - before.readUnits) / notices];
  const invocations = (calls[3] ?? 0) / notices;
  const each =
    writes * usd.writeUnit +
    reads * usd.readUnit +
    ((gigabyteSeconds() - secondsBefore) / notices) * usd.gigabyteSecond +
    invocations * usd.invocation +
    eventsPerNotice * (usd.snsPublish + requestsPerEvent * usd.sqsRequest) +
    ((log.bytes - bytesBefore) / notices) * usd.logByte;
  return { writes, reads, calls: calls.reduce((sum, count) => sum + count, 0) / notices, usdPerMillion: each * 1e6 };
}
