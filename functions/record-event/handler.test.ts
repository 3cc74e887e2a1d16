import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NoticeRow, openClaimed } from '#domain/notice/notice.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import type { Platform } from '#shared/platform.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { simulateKms } from '#simulator/services/kms.ts';
import { simulateSns } from '#simulator/services/sns.ts';
import type { SimulatedCertificate } from '#simulator/services/sns-signing.ts';
import { simulateSqs } from '#simulator/services/sqs.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeDependencies } from './dependencies.ts';
import { makeHandler } from './handler.ts';

/** One claimed notice, and what SNS hands over of all that is published. */
async function setUp() {
  const world = virtualWorld({ latencyMs: { dynamodb: 0 } });
  const dynamodb = simulateDynamoDb(world);
  const sqs = simulateSqs(world);
  const sns = simulateSns(world, sqs, simulateKms());
  dynamodb.createTable({
    TableName: 'notices',
    AttributeDefinitions: ['pk', 'sk', 'open'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byOpen',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'open', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  dynamodb.createTable({
    TableName: 'pace',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  const { arn: topicArn } = sns.createTopic('events', '2');
  sns.subscribe({ topicArn, protocol: 'sqs', endpoint: sqs.createQueue({ name: 'events' }).arn });
  const caller = { name: 'record-event', alive: () => true, crash: () => undefined };
  const web = { works: true };
  const lines: string[] = [];
  const platform: Platform = {
    clock: world.clock,
    random: world.random,
    ids: { next: () => world.random.uuid() },
    log: (line) => void lines.push(line),
    connect: (client) => connectDirect(client, world, caller, new Map([['DynamoDBDocumentClient', dynamodb]])),
    after: (ms, run) => world.clock.schedule(ms, 'after', run),
    fetchCertificate: async (url) => {
      if (!web.works) throw new Error('no answer');
      return (await sns.web.operations.GET?.({ url }))?.certificate as SimulatedCertificate;
    },
  };
  const limits = { PAUSE_AT_BOUNCES: '0.03', PAUSE_AT_COMPLAINTS: '0.0005' };
  const environment = { NOTICES_TABLE: 'notices', PACE_TABLE: 'pace', EVENTS_TOPIC_ARN: topicArn, ...limits };
  const handler = makeHandler(makeDependencies(environment, platform));
  const notice: NoticeRow = {
    campaignId: 'c1',
    sub: 's1',
    username: 'sanne',
    state: 'claimed',
    language: 'nl',
    claim: 'x',
    attempt: 1,
    open: openClaimed(world.clock.now() + 60_000, 's1'),
  };
  await makeNotices(documentClient(platform), 'notices').add(notice);
  return {
    web,
    lines,
    /** What the queue gets of a message that somebody publishes on the topic. */
    published: (message: string): string => {
      sns.publish(topicArn, message);
      const [received] = sqs.receive('events', 1);
      if (received === undefined) throw new Error('nothing came');
      sqs.delete('events', received.receiptHandle);
      return received.body;
    },
    /** Hands messages to the function; gives how many are left for another try. */
    handle: async (...bodies: readonly string[]): Promise<number> => {
      const attributes = { ApproximateReceiveCount: '1' };
      const Records = bodies.map((body, index) => ({ messageId: String(index), body, attributes }));
      const answer = await handler({ Records } as unknown as SQSEvent, { getRemainingTimeInMillis: () => 30_000 } as Context);
      return (answer as SQSBatchResponse).batchItemFailures.length;
    },
    row: () => [...dynamodb.rows('notices')][0] as unknown as NoticeRow,
  };
}

/** An event of SES about the notice, or about another mail. */
const event = (eventType: string, tags: object = { campaign: ['c1'], account: ['s1'] }, more: object = {}) =>
  JSON.stringify({ eventType, mail: { messageId: 'm1', timestamp: '2026-11-22T00:00:00.000Z', tags }, ...more });

/** A reply such as *out of office*, which SES reports as a bounce. */
const reply = () => event('Bounce', undefined, { bounce: { bounceType: 'Transient', bounceSubType: 'General' } });

describe('events of a notice', () => {
  it('leave it in the same state in whatever order, and however often, they come (property)', async () => {
    const ranks = ['sent', 'delivered', 'bounced', 'complained'];
    const kinds = { Send: 0, Delivery: 1, Bounce: 2, Complaint: 3, DeliveryDelay: -1, Open: -1 };
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])), { minLength: 1 }),
        fc.infiniteStream(fc.nat()),
        fc.array(fc.nat({ max: 5 }), { maxLength: 6 }),
        async (happened, chance, repeated) => {
          const { published, handle, row } = await setUp();
          const bodies = happened.map((kind) => published(event(kind)));
          const queued = [...bodies, ...repeated.map((index) => bodies[index % bodies.length] as string)];
          const shuffled = queued.map((body) => ({ body, key: chance.next().value })).sort((a, b) => a.key - b.key);
          for (const { body } of shuffled) expect(await handle(body)).toBe(0);
          const expected = ranks[Math.max(...happened.map((kind) => kinds[kind]))] ?? 'claimed';
          const { open, messageId, state } = row();
          expect({ state, messageId, isOpen: open !== undefined }).toEqual({
            state: expected,
            messageId: expected === 'claimed' ? undefined : 'm1',
            // One that bounced waits for the next channel.
            isOpen: expected === 'claimed' || expected === 'bounced',
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [['Delivery', 'reply'], 'delivered'],
    [['reply', 'Delivery'], 'delivered'],
    [['reply', 'Send', 'Delivery', 'reply'], 'delivered'],
    [['Send', 'reply'], 'bounced'],
    [['reply', 'Complaint'], 'complained'],
    [['Delivery', 'Bounce'], 'bounced'],
  ] as const)('tell a reply, which comes as a bounce that may pass, from a mail that did not arrive: %s', async (happened, state) => {
    const { published, handle, row } = await setUp();
    for (const kind of happened) await handle(published(kind === 'reply' ? reply() : event(kind)));
    expect(row().state).toBe(state);
    expect(row().open !== undefined).toBe(state === 'bounced');
  });

  it('are counted once, however often they come', async () => {
    const { published, handle, lines } = await setUp();
    const delivery = published(event('Delivery'));
    for (let time = 0; time < 3; time++) await handle(delivery, delivery);
    expect(lines.filter((line) => line.includes('"Notice::Delivered":1'))).toHaveLength(1);
  });

  it('wait while the certificate cannot be had, and count once it can', async () => {
    const { published, handle, row, web } = await setUp();
    const body = published(event('Delivery'));
    web.works = false;
    expect(await handle(body)).toBe(1);
    expect(row().state).toBe('claimed');
    web.works = true;
    expect(await handle(body)).toBe(0);
    expect(row().state).toBe('delivered');
  });
});

describe('a message in the event queue', () => {
  it('that SNS did not sign is dropped, told and counted, and changes nothing', async () => {
    const { published, handle, row, lines } = await setUp();
    const before = row();
    const forged = published(event('Send')).replace('Send', 'Bounce');
    expect(await handle(forged)).toBe(0);
    expect(row()).toEqual(before);
    expect(lines.join()).toContain('"code":"SLU-403"');
    expect(lines.join()).toContain('"Event::Forged":1');
  });

  it.each(['no JSON', '{}', event('Bounce')])('of no known shape is left for the dead-letter queue: %s', async (body) => {
    const { handle, row, lines } = await setUp();
    expect(await handle(body)).toBe(1);
    expect(row().state).toBe('claimed');
    expect(lines.join()).toContain('SLU-004');
  });

  it('that is genuine but no event of SES is left for the dead-letter queue', async () => {
    const { handle, published } = await setUp();
    expect(await handle(published('something else'))).toBe(1);
  });

  it.each([
    'Successfully validated SNS topic for Amazon SES event publishing.',
    event('Delivery', { campaign: ['c1'] }),
    event('Delivery', {}),
    event('Delivery', { campaign: ['c9'], account: ['s1'] }),
  ])('about no notice of ours is passed over: %s', async (message) => {
    const { handle, published, row } = await setUp();
    expect(await handle(published(message))).toBe(0);
    expect(row().state).toBe('claimed');
  });
});
