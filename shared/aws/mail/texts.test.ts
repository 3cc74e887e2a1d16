import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realPlatform } from '#shared/platform.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import type { Service } from '#simulator/service.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { type SmsOptions, simulateSms } from '#simulator/services/sms.ts';
import { virtualWorld } from '#simulator/world.ts';
import { smsClient } from '../calls/clients.ts';
import { makeAllowance } from './allowance.ts';
import { makeTextSpend } from './text-spend.ts';
import { makeTexts } from './texts.ts';

interface Setting {
  readonly ceilingUsd?: number;
  readonly usdPerPart?: number;
  readonly partsPerSecond?: number;
  readonly sms?: SmsOptions;
  readonly fault?: (point: FaultPoint) => Fault | undefined;
}

function setUp({ ceilingUsd = 1, usdPerPart = 0.1, partsPerSecond = 10, sms: options = {}, fault = () => undefined }: Setting = {}) {
  const world = virtualWorld({ latencyMs: { dynamodb: 0, sms: 0 }, faults: { at: fault } });
  const dynamodb = simulateDynamoDb(world);
  dynamodb.createTable({
    TableName: 'pace',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  const sms = simulateSms(world, { partsPerSecond, ...options });
  const services = new Map<string, Service>([
    ['DynamoDBDocumentClient', dynamodb],
    ['PinpointSMSVoiceV2Client', sms],
  ]);
  const connect = <C>(client: C): C => connectDirect(client, world, outsideCaller, services);
  const table = connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' })));
  const spend = makeTextSpend(table, 'pace');
  const textsOf = (campaignId: string) =>
    makeTexts(smsClient({ ...realPlatform(), clock: world.clock, connect }), {
      originationIdentity: 'SLUIS',
      campaignId,
      budget: { ceilingUsd, usdPerPart },
      spend,
      allowance: makeAllowance(table, 'pace', world.clock, { TextParts: partsPerSecond }),
      clock: world.clock,
    });
  const texts = textsOf('a');
  return {
    world,
    sms,
    textsOf,
    send: (to = '+31612345678', text = 'Hallo') => world.clock.settle(texts.send(to, text)),
    spent: () => world.clock.settle(spend.spent('a')),
  };
}

const unsent = (kind: string) => ({ kind });

describe('a text message', () => {
  it('goes out with the most that it may cost, and costs the ceiling as much', async () => {
    const { send, sms, spent } = setUp({ sms: { usdPerPart: () => 0.07 } });
    const outcome = await send('+31612345678', 'é'.repeat(161));
    expect(outcome).toEqual({ kind: 'sent', id: sms.texts[0]?.messageId });
    expect(sms.texts).toMatchObject([{ to: '+31612345678', from: 'SLUIS', parts: 2, usd: 0.14 }]);
    expect(await spent()).toBe(20_000);
  });

  it('goes to no number that is not in E.164, which costs nothing', async () => {
    const { send, sms, spent } = setUp();
    expect(await send('0612345678')).toEqual({ kind: 'rejected', reason: 'number' });
    expect([sms.texts.length, await spent()]).toEqual([0, 0]);
  });

  it('is refused where it is dearer than the plan says, or its number opted out', async () => {
    const { send } = setUp({ sms: { usdPerPart: (to) => (to.startsWith('+49') ? 0.11 : 0.1), optedOut: ['+3212345678'] } });
    expect(await send('+4915112345678')).toEqual({ kind: 'rejected', reason: 'PRICE_OVER_THRESHOLD' });
    expect(await send('+3212345678')).toEqual({ kind: 'rejected', reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' });
    expect((await send()).kind).toBe('sent');
  });

  it('waits for its turn at the rate of its sender, which is never exceeded', async () => {
    const { send, sms, world } = setUp({ partsPerSecond: 1, ceilingUsd: 9 });
    for (let index = 0; index < 20; index++) expect((await send()).kind).toBe('sent');
    expect(world.meter.of('sms', 'SendTextMessage').throttles).toBe(0);
    const [first, last] = [sms.texts[0], sms.texts.at(-1)];
    expect((last?.acceptedAtMs ?? 0) - (first?.acceptedAtMs ?? 0)).toBeLessThan(19_200);
  });

  it('is throttled where others used the rate too, and may be tried again after a second', async () => {
    const { send, world } = setUp({ sms: { partsPerSecond: 1 } });
    expect((await send()).kind).toBe('sent');
    expect(await send()).toEqual(unsent('throttled'));
    await world.clock.run({ untilMs: world.clock.now() + 1_000 });
    expect((await send()).kind).toBe('sent');
  });

  it('is not sent when the queue for the rate is too long, which costs nothing', async () => {
    const { textsOf, world, spent } = setUp({ partsPerSecond: 1, ceilingUsd: 9 });
    const outcomes = await world.clock.settle(Promise.all(Array.from({ length: 15 }, () => textsOf('a').send('+31612345678', 'Hallo'))));
    expect(outcomes.filter(({ kind }) => kind === 'throttled').length).toBe(5);
    expect(await spent()).toBe(100_000);
  });
});

describe('the ceiling of text messages', () => {
  it('is used to the last text that fits', async () => {
    const { send, sms, spent } = setUp({ ceilingUsd: 0.35 });
    const kinds = [];
    for (let index = 0; index < 5; index++) kinds.push((await send()).kind);
    expect(kinds).toEqual(['sent', 'sent', 'sent', 'over-ceiling', 'over-ceiling']);
    expect([sms.texts.length, await spent()]).toEqual([3, 30_000]);
  });

  it('is each campaign’s own', async () => {
    const { send, textsOf, world } = setUp({ ceilingUsd: 0.1 });
    expect([(await send()).kind, (await send()).kind]).toEqual(['sent', 'over-ceiling']);
    expect((await world.clock.settle(textsOf('b').send('+31612345678', 'Hallo'))).kind).toBe('sent');
  });

  it('is not used where AWS’s own monthly limit is reached', async () => {
    const { send, spent } = setUp({ sms: { spendLimitUsd: 0.1 } });
    expect([(await send()).kind, (await send()).kind]).toEqual(['sent', 'refused']);
    expect(await spent()).toBe(10_000);
  });

  it('holds whatever fails, and however many send at once (property)', async () => {
    const kinds = fc.constantFrom<Fault | undefined>(
      undefined,
      { kind: 'timeout' },
      { kind: 'error', error: new AwsError('InternalServerException', 'x', {}, 500) },
      { kind: 'error', error: new AwsError('ThrottlingException', 'x') },
    );
    const batches = fc.array(fc.array(fc.integer({ min: 1, max: 320 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.array(kinds, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 900 }),
        async (sizes, faults, cents) => {
          let calls = 0;
          const fault = ({ service }: FaultPoint) => (service === 'sms' ? faults[calls++ % faults.length] : undefined);
          const ceilingUsd = cents / 100;
          const { textsOf, world, sms, spent } = setUp({ ceilingUsd, fault, partsPerSecond: 100 });
          for (const batch of sizes) {
            await world.clock.settle(Promise.all(batch.map((size) => textsOf('a').send('+31612345678', 'x'.repeat(size)))));
          }
          const billed = sms.texts.reduce((sum, { usd }) => sum + usd, 0);
          const taken = (await spent()) / 100_000;
          expect(billed).toBeLessThanOrEqual(taken + 1e-9);
          expect(taken).toBeLessThanOrEqual(ceilingUsd + 1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a text message whose call fails', () => {
  it.each([
    ['timeout', { kind: 'timeout' }],
    ['server error', { kind: 'error', error: new AwsError('InternalServerException', 'x', {}, 500) }],
  ] as const)('is in doubt after a %s, and was tried once', async (_, fault) => {
    const { send, world, spent } = setUp({ fault: ({ service, phase }) => (service === 'sms' && phase === 'after' ? fault : undefined) });
    expect(await send()).toEqual(unsent('unanswered'));
    expect([world.meter.of('sms', 'SendTextMessage').calls, await spent()]).toEqual([1, 10_000]);
  });

  it('is refused, with the reason, where the sender may not send', async () => {
    const error = new AwsError('AccessDeniedException', 'x', { Reason: 'ACCOUNT_DISABLED' });
    const { send } = setUp({ fault: ({ service }) => (service === 'sms' ? { kind: 'error', error } : undefined) });
    expect(await send()).toEqual({ kind: 'refused', reason: 'ACCOUNT_DISABLED' });
  });
});
