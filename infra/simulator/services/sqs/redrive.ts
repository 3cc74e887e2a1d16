import type { Clock } from '../../clock.ts';
import { AwsError } from '../../errors.ts';
import type { Random } from '../../random.ts';
import type { Fields } from '../../service.ts';
import type { Queue } from './queue.ts';
import { invalidValue, required, wholeNumber } from './validation.ts';

/** Messages a second when the caller sets no rate: AWS's highest settable rate. */
const defaultRate = 500;

/**
 * StartMessageMoveTask: moves the waiting messages of a dead-letter queue to where they came from, or to a given queue.
 * The moved messages are new ones, with a new id, send time and receive count.
 */
export function redrive(options: { readonly clock: Clock; readonly random: Random; readonly queues: ReadonlyMap<string, Queue> }) {
  const { clock, random, queues } = options;
  /** ARNs of the queues that a task is emptying. */
  const active = new Set<string>();

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

  const moveSome = (source: Queue, destination: Queue | undefined, rate: number) => {
    const touched = new Set<Queue>();
    for (const message of source.drain(rate)) {
      const target = destination ?? byArn(message.deadLetterSourceArn ?? '', 'DestinationArn');
      target.add({ id: random.uuid(), body: message.body, attributes: message.attributes });
      touched.add(target);
    }
    for (const queue of touched) queue.announce();
    if (source.depth().waiting === 0) active.delete(source.arn);
    else clock.schedule(1000, `sqs redrive ${source.name}`, () => moveSome(source, destination, rate));
  };

  /** @throws AwsError when the source is no dead-letter queue, or already being emptied. */
  return (input: Fields): Fields => {
    const source = byArn(required(input.SourceArn, 'SourceArn'), 'SourceArn');
    if (![...queues.values()].some((queue) => queue.deadLetter?.queue === source)) {
      throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
    }
    const destination = input.DestinationArn === undefined ? undefined : byArn(String(input.DestinationArn), 'DestinationArn');
    const rate = wholeNumber(
      input.MaxNumberOfMessagesPerSecond,
      'MaxNumberOfMessagesPerSecond',
      [1, 500],
      'Must be between 1 and 500, if provided.',
    );
    if (active.has(source.arn)) {
      throw invalidValue('There is already a task running. Only one active task is allowed for a source queue arn at a given time.');
    }
    active.add(source.arn);
    moveSome(source, destination, rate ?? defaultRate);
    return { TaskHandle: random.uuid() };
  };
}
