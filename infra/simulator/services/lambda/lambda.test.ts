import { describe, expect, it } from 'vitest';
import { virtualWorld } from '../../world.ts';
import { makeAsynchronousInvoker } from './asynchronous.ts';
import { simulateLambda } from './lambda.ts';
import type { LambdaContext } from './sandbox.ts';
import { lambdaWith } from './testing.ts';

describe('a synchronous invocation', () => {
  it('gives the answer and tells the handler about itself', async () => {
    const world = virtualWorld();
    let seen: LambdaContext | undefined;
    const lambda = lambdaWith(world, {
      echo: (sandbox) => async (event, context) => {
        seen = context;
        await sandbox.clock.sleep(1_200);
        return { event, remaining: context.getRemainingTimeInMillis(), dropped: undefined };
      },
    });
    const answer = await world.clock.settle(lambda.invoke('arn:aws:lambda:eu-west-1:123456789012:function:the-echo:live', { a: 1 }));
    expect(answer).toStrictEqual({ event: { a: 1 }, remaining: 1_800 });
    expect(seen).toMatchObject({ functionName: 'the-echo', memoryLimitInMB: '128', functionVersion: '$LATEST' });
    expect(lambda.usage('echo')).toMatchObject({ invocations: 1, errors: 0, durationMs: 1_200, gigabyteSeconds: 0.15 });
  });

  it('fails with the name and message of what the handler threw', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(world, {
      bad: () => async () => {
        throw Object.assign(new Error('no'), { name: 'Refusal' });
      },
    });
    await expect(world.clock.settle(lambda.invoke('bad', {}))).rejects.toMatchObject({
      name: 'Refusal',
      message: 'no',
      stack: expect.stringContaining('lambda.test.ts'),
    });
    expect(lambda.usage('bad')).toMatchObject({ invocations: 1, errors: 1, sandboxes: 1 });
  });

  it('fails when the sandbox cannot be made, and the next one tries anew', async () => {
    const world = virtualWorld();
    let tries = 0;
    const lambda = lambdaWith(world, {
      late: () => {
        if (++tries === 1) throw new Error('configuration: X is missing');
        return async () => 'here';
      },
    });
    await expect(world.clock.settle(lambda.invoke('late', {}))).rejects.toThrow('X is missing');
    expect(await world.clock.settle(lambda.invoke('late', {}))).toBe('here');
  });

  it('names a function that is not there', async () => {
    const lambda = lambdaWith(virtualWorld(), {});
    await expect(lambda.invoke('nobody', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('sandboxes', () => {
  it('take one invocation at a time and are reused, the most recent first', async () => {
    const world = virtualWorld();
    let made = 0;
    const lambda = lambdaWith(world, {
      counted: (sandbox) => {
        const number = ++made;
        return async (event) => {
          await sandbox.clock.sleep(Number(event));
          return number;
        };
      },
    });
    const both = Promise.all([lambda.invoke('counted', 100), lambda.invoke('counted', 200)]);
    expect(await world.clock.settle(both)).toStrictEqual([1, 2]);
    expect(await world.clock.settle(lambda.invoke('counted', 1))).toBe(2);
    expect(lambda.usage('counted')).toMatchObject({ sandboxes: 2, peakConcurrency: 2 });
  });

  it('die at the timeout, and hear nothing afterwards', async () => {
    const world = virtualWorld();
    const after: string[] = [];
    const lambda = lambdaWith(world, {
      slow: (sandbox) => async () => {
        await sandbox.clock.sleep(5_000);
        after.push('woke');
      },
    });
    await expect(world.clock.settle(lambda.invoke('slow', {}))).rejects.toThrow(/Task timed out after 3.00 seconds$/);
    await world.clock.run();
    expect(after).toStrictEqual([]);
    await expect(world.clock.settle(lambda.invoke('slow', {}))).rejects.toThrow('timed out');
    expect(lambda.usage('slow').sandboxes).toBe(2);
  });

  it('that crash never answer: the invocation ends with its timeout', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(
      world,
      {
        crashing: (sandbox) => async () => {
          sandbox.connect('a client');
          return 'never heard';
        },
      },
      {},
      {
        connect: (client, _world, caller) => {
          caller.crash();
          return client;
        },
      },
    );
    const startedMs = world.clock.now();
    await expect(world.clock.settle(lambda.invoke('crashing', {}))).rejects.toThrow('timed out');
    expect(world.clock.now() - startedMs).toBe(3_000);
  });

  it('that wait for something outside the simulation are reported by name', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(world, { hidden: () => () => new Promise(() => undefined) });
    await expect(world.clock.settle(lambda.invoke('hidden', {}))).rejects.toThrow('hidden waits for something that is not simulated');
  });

  it('may wait for a function that they invoke', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(world, {
      outer: () => () => lambda.invoke('inner', {}),
      inner: (sandbox) => () => sandbox.clock.sleep(10_000),
    });
    await expect(world.clock.settle(lambda.invoke('outer', {}))).rejects.toMatchObject({ name: 'Sandbox.Timedout' });
  });
});

describe('concurrency', () => {
  const sleeper = { slow: (sandbox: { clock: { sleep(ms: number): Promise<void> } }) => () => sandbox.clock.sleep(1_000) };

  it('of a function ends at its reservation', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(world, sleeper, { reservedConcurrency: 2 });
    const outcomes = Promise.allSettled([1, 2, 3].map(() => lambda.invoke('slow', {})));
    expect((await world.clock.settle(outcomes)).map((outcome) => outcome.status)).toStrictEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(Promise.all([1, 2, 3].map(() => lambda.invoke('slow', {})))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      statusCode: 429,
    });
    expect(lambda.usage('slow').throttles).toBe(2);
  });

  it('of all functions without a reservation ends where reservations begin', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(world, { kept: () => async () => 1 }, { reservedConcurrency: 20 }, { accountConcurrency: 120 });
    const settings = { id: 'open', name: 'open', arn: 'a:b:c:d:e:f:open', entry: 'open', environment: {}, timeoutMs: 3_000, memoryMb: 128 };
    lambda.createFunction(settings);
    expect(() => lambda.createFunction({ ...settings, id: 'more', name: 'more', reservedConcurrency: 1 })).toThrow(
      'UnreservedConcurrentExecution below its minimum value of [100]',
    );
  });

  it('of the account is shared', async () => {
    const world = virtualWorld();
    const lambda = lambdaWith(world, { ...sleeper, other: sleeper.slow }, {}, { accountConcurrency: 1 });
    const first = lambda.invoke('slow', {});
    await expect(lambda.invoke('other', {})).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await world.clock.settle(first);
    await world.clock.settle(lambda.invoke('other', {}));
  });
});

describe('an asynchronous invocation', () => {
  it('is tried three times, a minute and two minutes apart, and then given up', async () => {
    const world = virtualWorld();
    const startMs = world.clock.now();
    const at: number[] = [];
    const given: unknown[] = [];
    const lambda = lambdaWith(world, {
      failing: () => async () => {
        at.push((world.clock.now() - startMs) / 1_000);
        throw new Error('no');
      },
    });
    const invoker = makeAsynchronousInvoker(world, lambda);
    invoker.configure('failing', { onFailure: (failure) => given.push(failure) });
    invoker.invoke('failing', { n: 1 });
    await world.clock.run();
    expect(at).toStrictEqual([0, 60, 180]);
    expect(given).toMatchObject([{ event: { n: 1 }, condition: 'RetriesExhausted', attempts: 3 }]);
  });

  it('waits while the function is throttled', async () => {
    const world = virtualWorld();
    const done: unknown[] = [];
    const lambda = lambdaWith(
      world,
      {
        busy: (sandbox) => async (event) => {
          await sandbox.clock.sleep(2_500);
          done.push(event);
        },
      },
      {},
      { accountConcurrency: 1 },
    );
    const invoker = makeAsynchronousInvoker(world, lambda);
    invoker.invoke('busy', 1);
    invoker.invoke('busy', 2);
    await world.clock.run();
    expect(done).toStrictEqual([1, 2]);
    expect(lambda.usage('busy').throttles).toBeGreaterThan(0);
  });
});

it('gives a sandbox its entry and environment', async () => {
  const world = virtualWorld();
  const loaded: unknown[] = [];
  const lambda = simulateLambda(world, {
    load: (entry, environment, sandbox) => {
      loaded.push([entry, environment.TABLE, sandbox.name]);
      return async () => sandbox.log('a line');
    },
    connect: (client) => client,
    web: { name: 'web', operations: {} },
    log: (functionId, line) => loaded.push([functionId, line]),
  });
  lambda.createFunction({
    id: 'F',
    name: 'f',
    arn: 'a',
    entry: 'functions/f/index.ts',
    environment: { TABLE: 't' },
    timeoutMs: 1,
    memoryMb: 1,
  });
  await world.clock.settle(lambda.invoke('f', {}));
  expect(loaded).toStrictEqual([
    ['functions/f/index.ts', 't', 'F'],
    ['F', 'a line'],
  ]);
});
