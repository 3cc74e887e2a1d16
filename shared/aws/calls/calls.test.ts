import { GetAccountCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { broken, busy, type Strike, setUp, strikes } from '#test/kits/table-faults.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { applyTransition, tryTransition } from '../table/transition.ts';
import { policies } from './clients.ts';

const claim = { name: 'claim', from: ['open', 'waiting'] as const, to: 'claimed' as const, sets: ['by', 'until'], removes: ['order'] };
const change = { table: 'table', key: { pk: 'a' }, transition: claim, sets: { by: 'us', until: 7 } };
const open = { pk: 'a', state: 'open', order: '1' };

/** Writes of every kind, with the row before. */
const writes = {
  'a transition that gives the row': {
    operation: 'UpdateItem',
    before: open,
    run: (stage: ReturnType<typeof setUp>) => applyTransition(stage.client, change),
  },
  'a transition that says whether': {
    operation: 'UpdateItem',
    before: open,
    run: (stage: ReturnType<typeof setUp>) => tryTransition(stage.client, change),
  },
  'a new row': {
    operation: 'PutItem',
    before: { pk: 'other' },
    run: (stage: ReturnType<typeof setUp>) => putIfAbsent(stage.client, 'table', { pk: 'a', list: ['x', { y: 1 }] }),
  },
  'a deletion': {
    operation: 'DeleteItem',
    before: open,
    run: (stage: ReturnType<typeof setUp>) =>
      stage.client
        .send(new DeleteCommand({ TableName: 'table', Key: { pk: 'a' }, ConditionExpression: 'attribute_exists(pk)' }))
        .then(() => 'deleted'),
  },
  'a transaction that counts': {
    operation: 'TransactWriteItems',
    before: { ...open, count: 1 },
    run: (stage: ReturnType<typeof setUp>) =>
      stage.client
        .send(
          new TransactWriteCommand({
            TransactItems: [
              {
                Update: {
                  TableName: 'table',
                  Key: { pk: 'a' },
                  UpdateExpression: 'ADD #count :one SET #state = :claimed',
                  ConditionExpression: '#state = :open',
                  ExpressionAttributeNames: { '#count': 'count', '#state': 'state' },
                  ExpressionAttributeValues: { ':one': 1, ':claimed': 'claimed', ':open': 'open' },
                },
              },
            ],
          }),
        )
        .then(() => 'carried out'),
  },
} as const;

describe.each(Object.entries(writes))('%s', (_, { operation, before, run }) => {
  it('comes to the same, and says the same, whatever befalls its first five tries (property)', async () => {
    const untouched = setUp();
    untouched.put(before);
    const expected = await untouched.settle<unknown>(run(untouched));
    await fc.assert(
      fc.asyncProperty(fc.array(strikes, { maxLength: 5 }), async (befalls) => {
        const stage = setUp(operation, befalls);
        stage.put(before);
        expect(await stage.settle<unknown>(run(stage))).toEqual(expected);
        expect(stage.rows()).toEqual(untouched.rows());
      }),
    );
  });

  it('fails once it has failed six times', async () => {
    const stage = setUp(
      operation,
      Array.from({ length: 9 }, () => ({ phase: 'before', fault: { kind: 'reset' } }) as const),
    );
    stage.put(before);
    await expect(stage.settle<unknown>(run(stage))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(stage.tries()).toBe(6);
    expect(stage.rows()).toEqual([before]);
  });
});

describe('a write that was refused', () => {
  it('is not taken for our own where somebody else did the same a moment before', async () => {
    const stage = setUp('UpdateItem', [{ phase: 'before', fault: { kind: 'reset' } }]);
    stage.put({ pk: 'a', state: 'claimed', by: 'them', until: 7 });
    expect(await stage.settle(tryTransition(stage.client, change))).toBe(false);
  });

  it('is not looked at again where no try was in doubt', async () => {
    const stage = setUp('UpdateItem', [{ phase: 'before', fault: { kind: 'error', error: busy() } }]);
    stage.put({ pk: 'a', state: 'claimed', by: 'us', until: 7 });
    expect(await stage.settle(tryTransition(stage.client, change))).toBe(false);
    expect(stage.world.meter.of('dynamodb', 'GetItem').calls).toBe(0);
  });

  it('that adds to what is there is refused, not counted twice for nothing', async () => {
    const add = new UpdateCommand({
      TableName: 'table',
      Key: { pk: 'a' },
      UpdateExpression: 'ADD used :one SET seen = :seen',
      ConditionExpression: 'attribute_not_exists(used) OR used < :most',
      ExpressionAttributeValues: { ':one': 1, ':most': 1, ':seen': 1 },
    });
    const stage = setUp('UpdateItem', [{ phase: 'after', fault: { kind: 'reset' } }]);
    await expect(stage.settle(stage.client.send(add))).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(stage.rows()).toEqual([{ pk: 'a', used: 1, seen: 1 }]);
  });
});

describe('a call', () => {
  const read = new GetCommand({ TableName: 'table', Key: { pk: 'a' } });
  const hung = { phase: 'before', fault: { kind: 'delay', ms: 3_600_000 } } as const;

  it('that hangs is given up and made again', async () => {
    const stage = setUp('GetItem', [hung]);
    await stage.settle(stage.client.send(read));
    expect(stage.elapsedMs()).toBeGreaterThan(policies.dynamodb.tryMs);
    expect(stage.elapsedMs()).toBeLessThan(policies.dynamodb.tryMs + 200);
  });

  it('waits no longer before each new try than the policy says, and not always as long', async () => {
    const waits = await Promise.all(
      Array.from({ length: 30 }, async (_, seed) => {
        const stage = setUp('GetItem', [{ phase: 'before', fault: { kind: 'error', error: busy() } }]);
        for (let drawn = 0; drawn < seed; drawn++) stage.world.random.bytes(4);
        await stage.settle(stage.client.send(read));
        return stage.elapsedMs();
      }),
    );
    expect(Math.max(...waits)).toBeLessThanOrEqual(policies.dynamodb.waitsMs[0] + 30);
    expect(new Set(waits).size).toBeGreaterThan(10);
  });

  it('that AWS refuses is not made again', async () => {
    const stage = setUp('GetItem', [{ phase: 'before', fault: { kind: 'error', error: new AwsError('AccessDeniedException', 'no') } }]);
    await expect(stage.settle(stage.client.send(read))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(stage.tries()).toBe(1);
  });
});

describe('a mail', () => {
  const mail = new SendEmailCommand({ Content: {} });
  const nowhere = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }) as unknown as AwsError;

  it.each<[string, Strike]>([
    ['was cut off before it had an effect', { phase: 'before', fault: { kind: 'reset' } }],
    ['was cut off after its effect', { phase: 'after', fault: { kind: 'reset' } }],
    ['found SES broken', { phase: 'before', fault: { kind: 'error', error: broken() } }],
    ['found SES busy', { phase: 'before', fault: { kind: 'error', error: busy() } }],
  ])('that %s is not sent again: nobody knows whether it went, or its sender paces it', async (_, strike) => {
    const stage = setUp('SendEmail', [strike]);
    await expect(stage.settle(stage.ses.send(mail))).rejects.toThrow();
    expect(stage.tries()).toBe(1);
  });

  it('that never reached SES is sent again', async () => {
    const stage = setUp('SendEmail', [{ phase: 'before', fault: { kind: 'error', error: nowhere } }]);
    await stage.settle(stage.ses.send(mail));
    expect(stage.answers).toEqual({ SendEmail: 1 });
  });

  it('does not go over a connection that was idle for long, which may be closed by now', async () => {
    const stage = setUp();
    const idle: (number | undefined)[] = [];
    Object.assign(stage.world.faults, { at: ({ phase, idleMs }: FaultPoint) => void (phase === 'before' && idle.push(idleMs)) });
    await stage.settle(stage.ses.send(mail));
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 2_000 });
    await stage.settle(stage.ses.send(mail));
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 6_000 });
    await stage.settle(stage.ses.send(mail));
    expect(idle).toEqual([undefined, expect.closeTo(2_000, -2), undefined]);
  });

  it('does not keep a question to the same service from being asked again', async () => {
    const stage = setUp('GetAccount', [{ phase: 'after', fault: { kind: 'reset' } }]);
    await stage.settle(stage.ses.send(new GetAccountCommand({})));
    expect(stage.tries()).toBe(2);
  });
});
