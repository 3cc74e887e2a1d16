import type { Cancel } from '../../clock.ts';
import type { World } from '../../world.ts';
import type { ReceivedMessage } from '../sqs.ts';
import { reportedFailures } from './batch-response.ts';
import type { Lambda, Outcome } from './lambda.ts';
import type { Matcher } from './pattern.ts';

/** As much of simulated SQS as a mapping needs. */
export interface QueueSource {
  /** Calls back when something may be received. */
  onReceivable(queueName: string, listener: () => void): void;
  receive(queueName: string, max: number): readonly ReceivedMessage[];
  delete(queueName: string, receiptHandle: string): void;
  depth(queueName: string): { readonly waiting: number };
}

/** An event source mapping from a standard queue. */
export interface QueueMappingSettings {
  /** Logical id, name or ARN of the function. */
  readonly functionReference: string;
  readonly queueName: string;
  /** 1 to 10,000; more than 10 needs a window. @default 10 */
  readonly batchSize?: number;
  /** How long a batch may wait to fill, 0 to 300 s. @default 0 */
  readonly windowMs?: number;
  /** Whether the function's answer names the messages that failed. @default false: all are done when it returns */
  readonly reportsFailures?: boolean;
  /** 2 to 1,000. @default 1,250 batches at once, reached by 300 more a minute */
  readonly maximumConcurrency?: number;
  /** A message that none of these matches is deleted unseen. @default all messages pass */
  readonly filters?: readonly Matcher[];
}

/** AWS Lambda Developer Guide, "Configuring scaling behavior for SQS event source mappings". */
const scaling = { startsWith: 5, morePerMinute: 300, most: 1_250 };
/** Without work for this long a mapping starts small again. AWS says "when traffic is low"; the time is this simulator's. */
const scaleBackMs = 60_000;
/** How long a mapping leaves a throttled function alone. AWS publishes no figure. */
const throttledPauseMs = 1_000;

/**
 * Polls a queue for a function. Messages of a batch that failed, was throttled or was lost with its sandbox stay hidden until
 * their visibility timeout. A fault before `sqs DeleteMessageBatch`, with the function as caller, leaves done messages in the
 * queue: they come again.
 */
export function mapQueue(world: World, lambda: Lambda, sqs: QueueSource, settings: QueueMappingSettings): void {
  const { queueName, batchSize = 10, windowMs = 0, filters = [] } = settings;
  const { clock } = world;
  const fn = lambda.find(settings.functionReference);
  const label = `${queueName} to ${fn.settings.id}`;
  const most = settings.maximumConcurrency ?? scaling.most;
  let limit = Math.min(scaling.startsWith, most);
  let running = 0;
  let idleSinceMs = clock.now();
  let pollPlanned = false;
  let rising = false;
  let cancelWindow: Cancel = () => undefined;
  let window: 'none' | 'open' | 'over' = 'none';
  let paused = false;

  const planPoll = () => {
    if (pollPlanned) return;
    pollPlanned = true;
    clock.schedule(world.latency('sqs', 'ReceiveMessage'), label, () => {
      pollPlanned = false;
      poll();
    });
  };

  const poll = () => {
    if (paused) return;
    if (running === 0 && clock.now() - idleSinceMs >= scaleBackMs) limit = Math.min(scaling.startsWith, most);
    while (running < limit) {
      if (windowMs > 0 && !isBatchReady()) return;
      cancelWindow();
      window = 'none';
      const received = sqs.receive(queueName, batchSize);
      if (received.length === 0) return;
      const batch = filters.length === 0 ? received : dropFiltered(received);
      if (batch.length > 0 && !run(batch)) {
        paused = true;
        clock.schedule(throttledPauseMs, label, () => {
          paused = false;
          poll();
        });
        return;
      }
    }
    rise();
  };

  /** Whether a batch is full or its window is over; begins the window where messages wait. */
  const isBatchReady = (): boolean => {
    const { waiting } = sqs.depth(queueName);
    if (waiting === 0) return false;
    if (waiting >= batchSize || window === 'over') return true;
    if (window === 'none') {
      window = 'open';
      cancelWindow = clock.schedule(windowMs, label, () => {
        window = 'over';
        poll();
      });
    }
    return false;
  };

  /** Allows one batch more, after its time, while messages wait and all pollers are busy. */
  const rise = () => {
    if (rising || limit >= most) return;
    rising = true;
    clock.schedule(60_000 / scaling.morePerMinute, label, () => {
      rising = false;
      if (running < limit || sqs.depth(queueName).waiting === 0) return;
      limit++;
      poll();
    });
  };

  const dropFiltered = (received: readonly ReceivedMessage[]): readonly ReceivedMessage[] => {
    const passed = received.filter((message) => {
      const event = { ...message, body: parsedBody(message.body) };
      return filters.some((matches) => matches(event));
    });
    if (passed.length < received.length) remove(received.filter((message) => !passed.includes(message)));
    return passed;
  };

  const remove = (messages: readonly ReceivedMessage[]) => {
    for (const message of messages) sqs.delete(queueName, message.receiptHandle);
  };

  const isAnswerLost = (): boolean => {
    const fault = world.faults.at({ phase: 'before', service: 'sqs', operation: 'DeleteMessageBatch', caller: fn.settings.id });
    return fault !== undefined && fault.kind !== 'delay';
  };

  const run = (batch: readonly ReceivedMessage[]): boolean => {
    running++;
    const accepted = lambda.start(fn, { Records: batch }, (outcome) => {
      running--;
      idleSinceMs = clock.now();
      const done = doneMessages(batch, outcome, settings.reportsFailures === true);
      if (done.length > 0 && !isAnswerLost()) remove(done);
      planPoll();
    });
    if (!accepted) running--;
    return accepted;
  };

  sqs.onReceivable(queueName, () => {
    if (running < limit) planPoll();
    else rise();
  });
  if (sqs.depth(queueName).waiting > 0) planPoll();
}

function doneMessages(batch: readonly ReceivedMessage[], outcome: Outcome, reportsFailures: boolean): readonly ReceivedMessage[] {
  if (outcome.error !== undefined) return [];
  if (!reportsFailures) return batch;
  const failed = reportedFailures(outcome.payload, new Set(batch.map((message) => message.messageId)));
  if (failed === 'all') return [];
  return failed.size === 0 ? batch : batch.filter((message) => !failed.has(message.messageId));
}

function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
