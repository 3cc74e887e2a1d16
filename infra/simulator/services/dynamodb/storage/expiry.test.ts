import { describe, expect, it } from 'vitest';
import { virtualWorld } from '#simulator/world.ts';
import { database } from '../testing.ts';

const hourMs = 60 * 60 * 1000;

function stage() {
  const world = virtualWorld();
  const { call, dynamodb } = database({ streamShards: 1 }, world);
  const start = world.clock.now();
  const stream = dynamodb.stream('things');
  const put = (sk: string, expiresMs: number) =>
    call('PutItem', { TableName: 'things', Item: { pk: 'a', sk, due: 'x', expires: Math.floor((start + expiresMs) / 1000) } });
  const left = () => [...dynamodb.rows('things')].map(({ sk }) => sk);
  const removals = () => (stream?.read(stream.shardIds[0] ?? '', undefined, 1000) ?? []).filter(({ eventName }) => eventName === 'REMOVE');
  return { world, call, put, left, removals, start };
}

describe('time to live', () => {
  it('deletes an expired item some hours later, as a service does', async () => {
    const { world, call, put, left, removals, start } = stage();
    put('soon', 60_000);
    await world.clock.run({ untilMs: start + 3 * hourMs });
    expect(left()).toEqual(['soon']);
    expect(
      call('Query', {
        TableName: 'things',
        IndexName: 'byDue',
        KeyConditionExpression: 'pk = :a',
        ExpressionAttributeValues: { ':a': 'a' },
      }).Count,
    ).toBe(1);
    await world.clock.run();
    expect(left()).toEqual([]);
    expect(
      call('Query', {
        TableName: 'things',
        IndexName: 'byDue',
        KeyConditionExpression: 'pk = :a',
        ExpressionAttributeValues: { ':a': 'a' },
      }).Count,
    ).toBe(0);
    expect(removals()).toMatchObject([
      {
        userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
        dynamodb: { Keys: { sk: { S: 'soon' } }, ApproximateCreationDateTime: (start + 3.25 * hourMs) / 1000 },
      },
    ]);
    expect(world.meter.of('dynamodb', 'DeleteItem').writeUnits).toBe(0);
  });

  it('tells a deletion by a caller from one of its own', () => {
    const { call, put, removals } = stage();
    put('a', 60_000);
    call('DeleteItem', { TableName: 'things', Key: { pk: 'a', sk: 'a' } });
    expect(removals()[0]).not.toHaveProperty('userIdentity');
  });

  it('follows an expiry that was moved or removed', async () => {
    const { world, call, put, left, start } = stage();
    put('moved', 60_000);
    put('kept', 60_000);
    const update = (sk: string, UpdateExpression: string, values?: object) =>
      call('UpdateItem', { TableName: 'things', Key: { pk: 'a', sk }, UpdateExpression, ExpressionAttributeValues: values });
    update('moved', 'SET expires = :e', { ':e': start / 1000 + 6 * 3600 });
    update('kept', 'REMOVE expires');
    await world.clock.run({ untilMs: start + 8 * hourMs });
    expect(left()).toEqual(['kept', 'moved']);
    await world.clock.run();
    expect(left()).toEqual(['kept']);
  });

  it('schedules one step for any number of items, and none while all is more than a day away', async () => {
    const { world, put, left, start } = stage();
    for (let n = 0; n < 500; n++) put(String(n), 60_000);
    await world.clock.run();
    expect(world.clock.now()).toBe(start + 3.25 * hourMs);
    expect(left()).toEqual([]);
    put('far', 10 * 24 * hourMs);
    await world.clock.run();
    expect(world.clock.now()).toBe(start + 3.25 * hourMs);
  });

  it('catches up at the next operation on the table', async () => {
    const { world, put, left, start, removals } = stage();
    put('far', 10 * 24 * hourMs);
    world.clock.schedule(11 * 24 * hourMs, 'much later', () => undefined);
    await world.clock.run();
    put('new', 20 * 24 * hourMs);
    expect(left()).toEqual(['new']);
    expect(removals()[0]?.dynamodb.ApproximateCreationDateTime).toBe((start + 11 * 24 * hourMs) / 1000);
  });

  it('leaves alone what expired more than five years ago, and what has no number', async () => {
    const { world, call, put, left } = stage();
    put('ancient', -6 * 365 * 24 * hourMs);
    call('PutItem', { TableName: 'things', Item: { pk: 'a', sk: 'text', expires: '1' } });
    await world.clock.run();
    expect(left()).toEqual(['ancient', 'text']);
  });
});
