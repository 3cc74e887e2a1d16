import fc from 'fast-check';
import { realPlatform } from '#shared/platform.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import type { Service } from '#simulator/service.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { documentClient, sesClient } from '../../shared/aws/calls/clients.ts';

/** A fault of one try. */
export type Strike = { readonly phase: 'before' | 'after'; readonly fault: Fault };

/** AWS failed inside: what it did is not known. */
export const broken = () => new AwsError('InternalServerError', 'The service failed', {}, 500);
/** AWS had no room. */
export const busy = () => new AwsError('ThrottlingException', 'Rate exceeded');

/** What may befall one try of a call. */
export const strikes: fc.Arbitrary<Strike> = fc.oneof(
  fc.record({
    phase: fc.constantFrom('before' as const, 'after' as const),
    fault: fc.constantFrom<Fault>(
      { kind: 'timeout' },
      { kind: 'reset' },
      { kind: 'error', error: broken() },
      { kind: 'delay', ms: 60_000 },
    ),
  }),
  fc.record({ phase: fc.constant('before' as const), fault: fc.constant<Fault>({ kind: 'error', error: busy() }) }),
);

/** A table, a mail service, and what befalls the tries of one operation, in their order. */
export function setUp(operation = 'UpdateItem', befalls: readonly (Strike | undefined)[] = []) {
  let tries = 0;
  let current: Strike | undefined;
  const at = ({ operation: called, phase }: FaultPoint) => {
    if (called !== operation) return undefined;
    if (phase === 'before') current = befalls[tries++];
    return current?.phase === phase ? current.fault : undefined;
  };
  const world = virtualWorld({ latencyMs: { dynamodb: 4, ses: 20 }, faults: { at } });
  const dynamodb = simulateDynamoDb(world);
  dynamodb.createTable({
    TableName: 'table',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  const answers: Record<string, number> = {};
  const answer = (name: string) => () => {
    answers[name] = (answers[name] ?? 0) + 1;
    return {};
  };
  const ses: Service = { name: 'ses', operations: { SendEmail: answer('SendEmail'), GetAccount: answer('GetAccount') } };
  const services = new Map<string, Service>([
    ['DynamoDBDocumentClient', dynamodb],
    ['SESv2Client', ses],
  ]);
  const platform = {
    ...realPlatform(),
    clock: world.clock,
    after: (ms: number, run: () => void) => world.clock.schedule(ms, 'after', run),
    random: { bytes: (length: number) => world.random.bytes(length) },
    connect: <C>(client: C): C => connectDirect(client, world, outsideCaller, services),
  };
  const begin = world.clock.now();
  return {
    world,
    answers,
    tries: () => tries,
    elapsedMs: () => world.clock.now() - begin,
    client: documentClient(platform),
    ses: sesClient(platform),
    put: (Item: object) => void dynamodb.operations.PutItem?.({ TableName: 'table', Item }),
    rows: () => [...dynamodb.rows('table')],
    settle: <T>(promise: Promise<T>) => world.clock.settle(promise),
  };
}
