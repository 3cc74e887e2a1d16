import type { Clock } from '../../clock.ts';
import { AwsError } from '../../errors.ts';
import type { Random } from '../../random.ts';
import type { Fields } from '../../service.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import { invalidValue, required, wholeNumber } from './validation.ts';

/** Messages a second when the caller sets no rate: AWS's highest settable rate. */
const defaultRate = 500;

/** Tasks that SQS remembers for each queue. */
const keptTasks = 10;

/** A move of the messages of a dead-letter queue. */
interface MoveTask {
  readonly handle: string;
  readonly source: Queue;
  readonly destination: Queue | undefined;
  /** Messages a second; undefined where the caller set none. */
  readonly rate: number | undefined;
  readonly toMove: number;
  readonly startedAtMs: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'FAILED';
  failure?: string;
}

/**
 * StartMessageMoveTask: moves the waiting messages of a dead-letter queue to where they came from, or to a given queue.
 * The moved messages are new ones, with a new id, send time and receive count. A message of which SQS does not know where it came from, as
 * SNS's or Lambda's, fails a task without a given queue. ListMessageMoveTasks: the last tasks, newest first.
 */
export function moveTasks(options: { readonly clock: Clock; readonly random: Random; readonly queues: ReadonlyMap<string, Queue> }) {
  const { clock, random, queues } = options;
  /** The last tasks of each queue, newest first. */
  const tasks = new Map<Queue, readonly MoveTask[]>();

  const byArn = (arn: string, parameter: string): Queue => {
    const queue = queues.get(arn.split(':').at(-1) ?? '');
    if (queue?.arn === arn) return queue;
    throw new AwsError(
      'ResourceNotFoundException',
      `The resource that you specified for the ${parameter} parameter doesn't exist.`,
      {},
      404,
    );
  };

  /** @throws AwsError unless the source is a dead-letter queue of another queue. */
  const deadLetterQueue = (input: Fields): Queue => {
    const source = byArn(required(input.SourceArn, 'SourceArn'), 'SourceArn');
    if ([...queues.values()].some((queue) => queue.deadLetter?.queue === source)) return source;
    throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
  };

  const originOf = ({ deadLetterSourceArn }: Message) =>
    [...queues.values()].find((queue) => deadLetterSourceArn !== undefined && queue.arn === deadLetterSourceArn);

  const moveSome = (task: MoveTask) => {
    const { source, destination, rate = defaultRate } = task;
    const touched = new Set<Queue>();
    for (const message of source.drain(rate)) {
      const target = task.status === 'RUNNING' ? (destination ?? originOf(message)) : undefined;
      if (target === undefined) {
        source.add(message, 0);
        task.status = 'FAILED';
        task.failure = 'CouldNotDetermineMessageSource';
        continue;
      }
      target.add({ id: random.uuid(), body: message.body, attributes: message.attributes });
      task.moved++;
      touched.add(target);
    }
    for (const queue of touched) queue.announce();
    if (task.status === 'FAILED') return;
    if (source.depth().waiting === 0) task.status = 'COMPLETED';
    else clock.schedule(1000, `sqs redrive ${source.name}`, () => moveSome(task));
  };

  return {
    /** @throws AwsError when the source is no dead-letter queue, or already being emptied. */
    start: (input: Fields): Fields => {
      const source = deadLetterQueue(input);
      const destination = input.DestinationArn === undefined ? undefined : byArn(String(input.DestinationArn), 'DestinationArn');
      const reason = 'Must be between 1 and 500, if provided.';
      const rate = wholeNumber(input.MaxNumberOfMessagesPerSecond, 'MaxNumberOfMessagesPerSecond', [1, 500], reason);
      const before = tasks.get(source) ?? [];
      if (before[0]?.status === 'RUNNING') {
        throw invalidValue('There is already a task running. Only one active task is allowed for a source queue arn at a given time.');
      }
      const task: MoveTask = {
        handle: random.uuid(),
        source,
        destination,
        rate,
        toMove: source.depth().waiting,
        startedAtMs: Math.floor(clock.now()),
        moved: 0,
        status: 'RUNNING',
      };
      tasks.set(source, [task, ...before].slice(0, keptTasks));
      moveSome(task);
      return { TaskHandle: task.handle };
    },
    /** @throws AwsError when the source is no dead-letter queue. */
    list: (input: Fields): Fields => {
      const source = deadLetterQueue(input);
      const most = wholeNumber(input.MaxResults, 'MaxResults', [1, keptTasks], 'Must be between 1 and 10, if provided.') ?? 1;
      return { Results: (tasks.get(source) ?? []).slice(0, most).map(entryOf) };
    },
  };
}

function entryOf({ handle, source, destination, rate, toMove, moved, startedAtMs, status, failure }: MoveTask): Fields {
  return {
    ...(status === 'RUNNING' && { TaskHandle: handle }),
    Status: status,
    SourceArn: source.arn,
    ...(destination && { DestinationArn: destination.arn }),
    ...(rate !== undefined && { MaxNumberOfMessagesPerSecond: rate }),
    ApproximateNumberOfMessagesMoved: moved,
    ApproximateNumberOfMessagesToMove: toMove,
    ...(failure !== undefined && { FailureReason: failure }),
    StartedTimestamp: startedAtMs,
  };
}
