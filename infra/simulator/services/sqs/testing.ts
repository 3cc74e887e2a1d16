import { virtualWorld } from '../../world.ts';
import { type SqsOptions, simulateSqs } from '../sqs.ts';
import { callerOf } from '../testing.ts';

/** URL of the queue `work` in a simulated world. */
export const workUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/work';

/** A simulated SQS in virtual time, a way to call it, and a way to let seconds pass. For tests. */
export function setUpSqs(options: SqsOptions = {}) {
  const world = virtualWorld();
  const sqs = simulateSqs(world, options);
  const wait = (seconds: number) => world.clock.settle(world.clock.sleep(seconds * 1000));
  return { world, sqs, call: callerOf(sqs), wait };
}
