import type { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { batchGet } from './batch-get.ts';

type Keys = { readonly pk: string }[];

/** A table that gives at most `most` items a call, and leaves the rest unprocessed. */
function tableThatGives(most: number) {
  const asked: number[] = [];
  const send = async ({ input }: BatchGetCommand) => {
    const keys = (input.RequestItems?.t?.Keys ?? []) as Keys;
    asked.push(keys.length);
    const left = keys.slice(most);
    return { Responses: { t: keys.slice(0, most) }, UnprocessedKeys: left.length === 0 ? {} : { t: { Keys: left } } };
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, asked };
}

const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: `${index}` }));

describe('a read of many keys', () => {
  it('asks for a hundred a call, and gives all of them', async () => {
    const { client, asked } = tableThatGives(100);
    expect(await batchGet(client, { table: 't', keys: keys(250) })).toEqual(keys(250));
    expect(asked).toEqual([100, 100, 50]);
  });

  it('asks again for what a call left unprocessed', async () => {
    const { client, asked } = tableThatGives(40);
    expect(await batchGet(client, { table: 't', keys: keys(100) })).toEqual(keys(100));
    expect(asked).toEqual([100, 60, 20]);
  });

  it('fails where nothing can be read: part of an answer is none', async () => {
    const { client } = tableThatGives(0);
    await expect(batchGet(client, { table: 't', keys: keys(3) })).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  it('asks for nothing where there is nothing to read', async () => {
    const { client, asked } = tableThatGives(0);
    expect([await batchGet(client, { table: 't', keys: [] }), asked]).toEqual([[], []]);
  });
});
