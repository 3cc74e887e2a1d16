import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { accountTransitions } from '#domain/account/account.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeAccounts } from './accounts.ts';

it('whoever has not recovered is listed page by page, once each, while others recover meanwhile', async () => {
  const world = virtualWorld({ latencyMs: { dynamodb: 0 } });
  const dynamodb = simulateDynamoDb(world);
  dynamodb.createTable({
    TableName: 'accounts',
    AttributeDefinitions: ['pk', 'sk', 'out'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byOut',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'out', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  const accounts = makeAccounts(connectDirect(client, world, outsideCaller, new Map([['DynamoDBDocumentClient', dynamodb]])), 'accounts');
  const subs = Array.from({ length: 200 }, (_, index) => `sub-${index}`);
  const organisations = [undefined, 'Bakkerij Jansen', 'Ønsker ~ & Co', '!'];
  await world.clock.settle(
    Promise.all(
      subs.map((sub, index) => {
        const organisation = organisations[index % organisations.length];
        const known = { campaignId: 'c', sub, username: sub, language: 'nl', trusted: true, state: 'contained' } as const;
        return accounts.add({ ...known, ...(organisation !== undefined && { organisation }) });
      }),
    ),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await world.clock.settle(accounts.stillOut('c', 7, cursor));
    seen.push(...page.rows.map(({ sub }) => sub));
    cursor = page.next;
    // The row at which the next page begins is gone by then.
    const last = page.rows.at(-1);
    if (last) await world.clock.settle(accounts.change('c', last.sub, accountTransitions.release, { exemption: 'released' }));
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual(subs.toSorted());
  const { rows } = await world.clock.settle(accounts.stillOut('c', 1_000));
  expect(rows).toHaveLength(200 - Math.ceil(200 / 7));
});
