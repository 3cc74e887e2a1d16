import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectWire } from '#simulator/doors/wire.ts';
import type { Service } from '#simulator/service.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { simulateSecretsManager } from '#simulator/services/secretsmanager.ts';
import { virtualWorld } from '#simulator/world.ts';
import { findCodeSecret, findTables } from './find-resources.ts';

/** An account with 250 tables and secrets of others, and those of these names. */
function makeAccount(tables: readonly string[], secretNames: readonly string[]) {
  const world = virtualWorld();
  const [dynamodb, secrets] = [simulateDynamoDb(world), simulateSecretsManager(world)];
  const others = Array.from({ length: 250 }, (_, index) => `other-${index}`);
  for (const TableName of [...others, ...tables]) {
    dynamodb.createTable({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    });
  }
  for (const name of [...others, ...secretNames]) secrets.createSecret(name, 's3cret');
  const services = new Map<string, Service>([
    ['DynamoDBClient', dynamodb],
    ['SecretsManagerClient', secrets],
  ]);
  const settings = { region: world.region };
  const client = connectWire(new DynamoDBClient(settings), world, outsideCaller, services);
  const secretsClient = connectWire(new SecretsManagerClient(settings), world, outsideCaller, services);
  return {
    find: (given: { readonly audit?: string; readonly seals?: string }) =>
      world.clock.settle(findTables(client, { audit: given.audit, seals: given.seals })),
    findSecret: (given?: string) => world.clock.settle(findCodeSecret(secretsClient, given)),
  };
}

it('finds tables and the secret by what CloudFormation puts into their names, on whatever page they are', async () => {
  const { find, findSecret } = makeAccount(['sluis-data-tablesaudit1A-X', 'zz-tablesseals2B-Y'], ['codesecret3C-Z']);
  expect(await find({})).toEqual({ ok: true, value: { audit: 'sluis-data-tablesaudit1A-X', seals: 'zz-tablesseals2B-Y' } });
  expect(await findSecret()).toEqual({ ok: true, value: 'codesecret3C-Z' });
});

it('takes what is given, and looks for the rest', async () => {
  const { find, findSecret } = makeAccount(['zz-tablesseals2B-Y'], []);
  expect(await find({ audit: 'mine' })).toEqual({ ok: true, value: { audit: 'mine', seals: 'zz-tablesseals2B-Y' } });
  expect(await findSecret('mine')).toEqual({ ok: true, value: 'mine' });
});

it('asks for the option in one line where there are two or none', async () => {
  const { find, findSecret } = makeAccount(['a-tablesaudit1A-X', 'b-tablesaudit1A-Y'], ['codesecret1', 'codesecret2']);
  expect(await find({})).toEqual({
    ok: false,
    error: '--audit-table is missing, and 2 names have tablesaudit in them; allowed: a-tablesaudit1A-X, b-tablesaudit1A-Y',
  });
  expect(await find({ audit: 'a-tablesaudit1A-X' })).toEqual({
    ok: false,
    error: '--seals-table is missing, and there is no name with tablesseals in it here; allowed: --seals-table with a name',
  });
  expect(await findSecret()).toEqual({
    ok: false,
    error: '--code-secret is missing, and 2 names have codesecret in them; allowed: codesecret1, codesecret2',
  });
});
