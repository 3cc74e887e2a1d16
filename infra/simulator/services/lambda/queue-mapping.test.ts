import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { FaultPoint } from '../../faults.ts';
import { virtualWorld } from '../../world.ts';
import { simulateSqs } from '../sqs.ts';
import { compilePattern } from './pattern.ts';
import { mapQueue, type QueueMappingSettings } from './queue-mapping.ts';
import type { Handler, LiveSandbox, Sandbox } from './sandbox.ts';
import { lambdaWith } from './testing.ts';

/** A function fed by a queue with a visibility timeout of 30 s and a dead-letter queue after three receives. */
function queueWorld(
  handle: (sandbox: Sandbox) => Handler,
  settings: Partial<QueueMappingSettings> = {},
  options: { readonly world?: ReturnType<typeof virtualWorld>; readonly reservedConcurrency?: number } = {},
) {
  const { world = virtualWorld() } = options;
  const sqs = simulateSqs(world);
  sqs.createQueue({ name: 'dead' });
  const { url } = sqs.createQueue({ name: 'work', deadLetter: { queueName: 'dead', maxReceiveCount: 3 } });
  const limit = options.reservedConcurrency;
  const lambda = lambdaWith(world, { consumer: handle }, limit === undefined ? {} : { reservedConcurrency: limit });
  mapQueue(world, lambda, sqs, { functionReference: 'consumer', queueName: 'work', ...settings });
  const send = (...bodies: readonly string[]) => {
    for (const body of bodies) sqs.operations.SendMessage?.({ QueueUrl: url, MessageBody: body });
  };
  return { world, sqs, lambda, send };
}

const bodies = (event: unknown) => (event as SQSEvent).Records.map((record) => record.body);

describe('a queue mapping', () => {
  it('hands messages over in batches and deletes them', async () => {
    const seen: string[][] = [];
    const { world, sqs, send } = queueWorld(() => async (event) => void seen.push(bodies(event)), { batchSize: 4 });
    send('1', '2', '3', '4', '5');
    await world.clock.run();
    expect(seen).toStrictEqual([['1', '2', '3', '4'], ['5']]);
    expect(sqs.depth('work')).toStrictEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it('takes messages that were there before it', async () => {
    const world = virtualWorld();
    const sqs = simulateSqs(world);
    const { url } = sqs.createQueue({ name: 'work' });
    sqs.operations.SendMessage?.({ QueueUrl: url, MessageBody: 'early' });
    const seen: string[][] = [];
    const lambda = lambdaWith(world, { consumer: () => async (event) => void seen.push(bodies(event)) });
    mapQueue(world, lambda, sqs, { functionReference: 'consumer', queueName: 'work' });
    await world.clock.run();
    expect(seen).toStrictEqual([['early']]);
  });

  it('waits for its window unless a batch is full', async () => {
    const at: [number, number][] = [];
    const { world, send } = queueWorld(() => async (event) => void at.push([world.clock.now(), bodies(event).length]), {
      batchSize: 3,
      windowMs: 2_000,
    });
    const startMs = world.clock.now();
    send('1', '2');
    await world.clock.run();
    send('1', '2', '3');
    await world.clock.run();
    const [windowed, full] = at;
    expect(windowed?.[1]).toBe(2);
    expect(Number(windowed?.[0]) - startMs).toBeGreaterThanOrEqual(2_000);
    expect(full?.[1]).toBe(3);
    expect(Number(full?.[0]) - Number(windowed?.[0])).toBeLessThan(100);
  });

  it('leaves the messages that failed, and only those', async () => {
    const seen: string[][] = [];
    const { world, sqs, send } = queueWorld(
      () => async (event) => {
        seen.push(bodies(event));
        const failed = (event as SQSEvent).Records.filter((record) => record.body === 'bad');
        return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
      },
      { reportsFailures: true },
    );
    send('good', 'bad');
    await world.clock.run();
    expect(seen).toStrictEqual([['good', 'bad'], ['bad'], ['bad']]);
    expect(sqs.messages('work')).toStrictEqual([]);
    expect(sqs.messages('dead')).toStrictEqual(['bad']);
  });

  it.each([
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'x' }] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['no list', { batchItemFailures: 'x' }],
  ])('takes the whole batch for failed when the answer has %s', async (_name, answer) => {
    const { world, sqs, send } = queueWorld(() => async () => answer, { reportsFailures: true });
    send('1', '2');
    await world.clock.run({ untilMs: world.clock.now() + 5_000 });
    expect(sqs.depth('work').inFlight).toBe(2);
  });

  it('redelivers after the visibility timeout when the function fails or its sandbox crashes', async () => {
    const seen: string[] = [];
    let tries = 0;
    const { world, sqs, send } = queueWorld((sandbox) => async (event) => {
      seen.push(...bodies(event));
      if (++tries === 1) throw new Error('no');
      if (tries === 2) (sandbox as LiveSandbox).crash();
    });
    send('again');
    await world.clock.run();
    expect(seen).toStrictEqual(['again', 'again', 'again']);
    expect(sqs.depth('work')).toStrictEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it('delivers twice when its answer to SQS is lost', async () => {
    let lost = 0;
    const at = ({ operation }: FaultPoint) =>
      operation === 'DeleteMessageBatch' && lost++ === 0 ? ({ kind: 'crash' } as const) : undefined;
    const seen: string[] = [];
    const { world, send } = queueWorld(
      () => async (event) => void seen.push(...bodies(event)),
      {},
      { world: virtualWorld({ faults: { at } }) },
    );
    send('once');
    await world.clock.run();
    expect(seen).toStrictEqual(['once', 'once']);
  });

  it('deletes what no filter matches', async () => {
    const seen: string[] = [];
    const filters = [compilePattern({ body: { kind: ['code'] } }, { numeric: true })];
    const { world, sqs, send } = queueWorld(() => async (event) => void seen.push(...bodies(event)), { filters });
    send('{"kind":"code"}', '{"kind":"notice"}', 'not JSON');
    await world.clock.run();
    expect(seen).toStrictEqual(['{"kind":"code"}']);
    expect(sqs.depth('work')).toStrictEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });
});

describe('the concurrency of a queue mapping', () => {
  const slow = (sandbox: Sandbox) => () => sandbox.clock.sleep(2_900);
  const backlog = Array.from({ length: 400 }, (_, index) => String(index));

  it('begins with five batches and rises by 300 a minute', async () => {
    const { world, lambda, send } = queueWorld(slow, { batchSize: 1 });
    send(...backlog);
    await world.clock.run({ untilMs: world.clock.now() + 1_000 });
    expect(lambda.find('consumer').running).toBe(9);
    await world.clock.run({ untilMs: world.clock.now() + 10_000 });
    expect(lambda.usage('consumer').peakConcurrency).toBeGreaterThan(50);
    expect(lambda.usage('consumer').peakConcurrency).toBeLessThanOrEqual(60);
  });

  it('never exceeds its maximum', async () => {
    const { world, lambda, send } = queueWorld(slow, { batchSize: 1, maximumConcurrency: 7 });
    send(...backlog);
    await world.clock.run();
    expect(lambda.usage('consumer')).toMatchObject({ peakConcurrency: 7, invocations: 400 });
  });

  it('beyond a reservation throttles, and messages burn their receives', async () => {
    const { world, sqs, lambda, send } = queueWorld(slow, { batchSize: 1 }, { reservedConcurrency: 1 });
    send(...backlog.slice(0, 200));
    await world.clock.run();
    expect(lambda.usage('consumer').throttles).toBeGreaterThan(0);
    expect(sqs.depth('dead').waiting + sqs.depth('work').waiting + lambda.usage('consumer').invocations).toBe(200);
  });
});
