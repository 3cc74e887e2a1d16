import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { queueHandler, RetryLater } from './queue.ts';

/** Hands one message over for the given time, to a consumer that does this; gives what is counted and which messages come back. */
async function consume(received: number, work: () => Promise<void>) {
  const counts: string[] = [];
  const handler = queueHandler({ logger: { log: () => undefined }, metrics: { count: (name) => counts.push(name) } }, work);
  const record = { messageId: 'm', body: '{}', attributes: { ApproximateReceiveCount: String(received) } };
  const { batchItemFailures } = await handler({ Records: [record] } as unknown as SQSEvent, {} as Context);
  return { counts, back: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

const fails = async () => {
  throw new TypeError('x is undefined');
};
const putsOff = async () => {
  throw new RetryLater('throttled');
};

describe('a function that a queue wakes', () => {
  it('counts a message that fails at its first try', async () => {
    expect(await consume(1, fails)).toEqual({ counts: ['Message::Failed'], back: ['m'] });
  });

  it('counts a message that is put off at its second try, not at its first', async () => {
    expect(await consume(1, putsOff)).toEqual({ counts: [], back: ['m'] });
    expect(await consume(2, putsOff)).toEqual({ counts: ['Message::Failed'], back: ['m'] });
  });

  it('counts nothing for one that is done', async () => {
    expect(await consume(3, async () => undefined)).toEqual({ counts: [], back: [] });
  });
});
