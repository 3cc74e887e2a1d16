import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { LogMessage } from './log-messages.ts';
import { queueHandler, RetryLater } from './queue.ts';

/** Hands one message over for the given time, to a consumer that does this; gives what is counted and logged and which messages come back. */
async function consume(received: number, work: () => Promise<void>, body = '{}') {
  const counts: string[] = [];
  const codes: string[] = [];
  const tools = {
    logger: { log: ({ code }: LogMessage) => void codes.push(code) },
    metrics: { count: (name: string) => counts.push(name) },
  };
  const handler = queueHandler(tools, z.strictObject({ lane: z.optional(z.number()) }), work);
  const record = { messageId: 'm', body, attributes: { ApproximateReceiveCount: String(received) } };
  const { batchItemFailures } = await handler({ Records: [record] } as unknown as SQSEvent, {} as Context);
  return { counts, codes, back: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

const fails = async () => {
  throw new TypeError('x is undefined');
};
const putsOff = async () => {
  throw new RetryLater('throttled');
};

describe('a function that a queue wakes', () => {
  it('counts a message that fails at its first try', async () => {
    expect(await consume(1, fails)).toEqual({ counts: ['Message::Failed'], codes: ['SLU-003'], back: ['m'] });
  });

  it('counts a message that is put off at its second try, not at its first', async () => {
    expect(await consume(1, putsOff)).toEqual({ counts: [], codes: ['SLU-003'], back: ['m'] });
    expect(await consume(2, putsOff)).toEqual({ counts: ['Message::Failed'], codes: ['SLU-003'], back: ['m'] });
  });

  it('counts nothing for one that is done', async () => {
    expect(await consume(3, async () => undefined)).toEqual({ counts: [], codes: [], back: [] });
  });

  it.each(['{"lane":"one"}', '{"row":1}', 'lane 1', ''])(
    'is not called for a message of another shape, which is logged and comes back: %s',
    async (body) => {
      let called = false;
      const work = async () => {
        called = true;
      };
      expect(await consume(1, work, body)).toEqual({ counts: ['Message::Failed'], codes: ['SLU-004'], back: ['m'] });
      expect(called).toBe(false);
    },
  );
});
