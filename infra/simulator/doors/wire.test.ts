import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderServiceException,
} from '@aws-sdk/client-cognito-identity-provider';
import { ConditionalCheckFailedException, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteSuppressedDestinationCommand, GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetQueueAttributesCommand, QueueDoesNotExist, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../errors.ts';
import type { Fields, Operation, Service } from '../service.ts';
import { virtualWorld } from '../world.ts';
import { outsideCaller } from './call.ts';
import { connectWire } from './wire.ts';

/** Each client once, so that the calls below are first calls. */
const clients = {
  DynamoDBClient: () => new DynamoDBClient({ maxAttempts: 1 }),
  SQSClient: () => new SQSClient({ maxAttempts: 1 }),
  SESv2Client: () => new SESv2Client({ maxAttempts: 1 }),
  CognitoIdentityProviderClient: () => new CognitoIdentityProviderClient({ maxAttempts: 1 }),
  SecretsManagerClient: () => new SecretsManagerClient({ maxAttempts: 1 }),
  WAFV2Client: () => new WAFV2Client({ maxAttempts: 1 }),
};

/** A client of a service with a single operation, in virtual time without latency. */
function connect<N extends keyof typeof clients>(clientName: N, operation: string, run: Operation) {
  const world = virtualWorld({ latencyMs: { stub: 0 } });
  const service: Service = { name: 'stub', operations: { [operation]: run } };
  const client = connectWire(
    clients[clientName]() as ReturnType<(typeof clients)[N]>,
    world,
    outsideCaller,
    new Map([[clientName, service]]),
  );
  return { world, client };
}

describe('a first call in virtual time', () => {
  it.each(Object.keys(clients) as (keyof typeof clients)[])('waits for nothing outside the simulation: %s', async (name) => {
    const command = {
      DynamoDBClient: new GetItemCommand({ TableName: 't', Key: { id: { S: '1' } } }),
      SQSClient: new GetQueueAttributesCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q' }),
      SESv2Client: new GetAccountCommand({}),
      CognitoIdentityProviderClient: new AdminGetUserCommand({ UserPoolId: 'p', Username: 'u' }),
      SecretsManagerClient: new GetSecretValueCommand({ SecretId: 's' }),
      WAFV2Client: new GetWebACLCommand({ Name: 'a', Scope: 'REGIONAL', Id: 'i' }),
    }[name];
    const { world, client } = connect(name, command.constructor.name.replace('Command', ''), () => ({}));
    const send = (client as { send(command: unknown): Promise<object> }).send(command);
    expect(await world.clock.settle(send)).toMatchObject({ $metadata: { httpStatusCode: 200, attempts: 1 } });
    expect(world.clock.now()).toBe(Date.UTC(2026, 10, 20, 13));
  });
});

describe('DynamoDB', () => {
  it('hands plain values to the service and attribute values to the client', async () => {
    const seen: Fields[] = [];
    const { client } = connect('DynamoDBClient', 'GetItem', (input) => {
      seen.push(input);
      return { Item: { id: '1', count: 2, tags: new Set(['a']), blob: new Uint8Array([1, 2]) } };
    });
    const input = { TableName: 't', Key: { id: { S: '1' }, n: { N: '7' } } };
    expect((await client.send(new GetItemCommand(input))).Item).toEqual({
      id: { S: '1' },
      count: { N: '2' },
      tags: { SS: ['a'] },
      blob: { B: new Uint8Array([1, 2]) },
    });
    expect(seen).toEqual([{ TableName: 't', Key: { id: '1', n: 7 } }]);
    const plain = await DynamoDBDocumentClient.from(client).send(new GetCommand({ TableName: 't', Key: { id: '1' } }));
    expect(plain.Item).toEqual({ id: '1', count: 2, tags: new Set(['a']), blob: new Uint8Array([1, 2]) });
  });

  it('throws the SDK class of an error, with its fields', async () => {
    const { client } = connect('DynamoDBClient', 'PutItem', () => {
      throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed', { Item: { b: { B: new Uint8Array([7]) } } });
    });
    const error = await client.send(new PutItemCommand({ TableName: 't', Item: {} })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { b: { B: new Uint8Array([7]) } },
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
  });
});

describe('Cognito', () => {
  it('carries dates and names errors', async () => {
    const date = new Date('2026-11-20T13:00:00.123Z');
    const { client } = connect('CognitoIdentityProviderClient', 'AdminGetUser', (input) => {
      if (input.Username === 'ann') return { Username: 'ann', UserCreateDate: date, Enabled: true };
      throw new AwsError('UserNotFoundException', 'User does not exist.');
    });
    const get = (Username: string) => client.send(new AdminGetUserCommand({ UserPoolId: 'p', Username }));
    expect(await get('ann')).toMatchObject({ Username: 'ann', UserCreateDate: date, Enabled: true });
    const error: CognitoIdentityProviderServiceException = await get('bob').catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.', $fault: 'client' });
  });
});

describe('faults and refusals', () => {
  it('keeps errors that AWS would not send as they are', async () => {
    const late = Object.assign(new Error('connection timed out'), { name: 'TimeoutError' });
    const { client } = connect('SQSClient', 'GetQueueAttributes', () => Promise.reject(late));
    const input = { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q' };
    await expect(client.send(new GetQueueAttributesCommand(input))).rejects.toBe(late);
  });

  it('names operations and clients that nobody simulates', async () => {
    const { client, world } = connect('SESv2Client', 'GetAccount', () => ({}));
    await expect(client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'a@b.nl' }))).rejects.toThrow(
      'simulated AWS does not support DELETE /v2/email/suppression/addresses/a%40b.nl',
    );
    const alone = connectWire(clients.SQSClient(), world, outsideCaller, new Map());
    await expect(
      alone.send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q', MessageBody: 'x' })),
    ).rejects.toThrow('simulated AWS does not support client SQSClient');
  });

  it('throws throttles and other refusals at once, without a retry', async () => {
    let calls = 0;
    const { client, world } = connect('SQSClient', 'GetQueueAttributes', () => {
      calls++;
      throw new AwsError(calls === 1 ? 'RequestThrottled' : 'QueueDoesNotExist', 'no', {}, 400);
    });
    const send = () => client.send(new GetQueueAttributesCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q' }));
    await expect(world.clock.settle(send())).rejects.toMatchObject({ name: 'RequestThrottled' });
    await expect(world.clock.settle(send())).rejects.toBeInstanceOf(QueueDoesNotExist);
    expect(calls).toBe(2);
  });
});
