import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { expect, it } from 'vitest';
import { outsideCaller } from '../doors/call.ts';
import { connectDirect } from '../doors/direct.ts';
import { connectWire } from '../doors/wire.ts';
import { virtualWorld } from '../world.ts';
import { type SmsOptions, simulateSms } from './sms.ts';
import { callerOf, refusal } from './testing.ts';

const text = {
  DestinationPhoneNumber: '+31612345678',
  OriginationIdentity: 'SLUIS',
  MessageBody: 'Hallo',
  MessageType: 'TRANSACTIONAL',
} as const;

function setUp(options: SmsOptions = {}) {
  const world = virtualWorld();
  const sms = simulateSms(world, options);
  const call = callerOf(sms);
  const send = (change: object = {}) => call('SendTextMessage', { ...text, ...change });
  const refused = (change: object) => refusal(() => send(change));
  return { world, sms, send, refused };
}

it('keeps every text with its parts and its price, and meters the parts', () => {
  const { world, sms, send } = setUp();
  const { MessageId } = send();
  send({ MessageBody: '€'.repeat(81), MaxPrice: '0.20000' });
  send({ MessageBody: 'ç'.repeat(71), MaxPrice: '.3' });
  expect(sms.texts).toMatchObject([
    { messageId: MessageId, to: '+31612345678', from: 'SLUIS', body: 'Hallo', parts: 1, usd: 0.1, acceptedAtMs: world.clock.now() },
    { parts: 2, usd: 0.2 },
    { parts: 2, usd: 0.2 },
  ]);
  expect(world.meter.of('sms', 'SendTextMessage').writeUnits).toBe(5);
});

it('sends so many parts a second, after a pause a second of them at once', async () => {
  const { world, send, refused } = setUp({ partsPerSecond: 2 });
  send();
  send();
  expect(refused({}).name).toBe('ThrottlingException');
  await world.clock.run({ untilMs: world.clock.now() + 500 });
  send();
  expect(refused({}).name).toBe('ThrottlingException');
});

it('refuses what is too dear, in this text or in all, numbers that opted out, and what it does not know', () => {
  const { refused, send } = setUp({ spendLimitUsd: 0.1, optedOut: ['+4915112345678'] });
  expect(refused({ MaxPrice: '0.09999' }).message).toContain('PRICE_OVER_THRESHOLD');
  expect(refused({ DestinationPhoneNumber: '+4915112345678' }).message).toContain('DESTINATION_PHONE_NUMBER_OPTED_OUT');
  expect(refused({ DestinationPhoneNumber: '0612345678' }).message).toContain('INVALID_PARAMETER');
  expect(refused({ MessageBody: undefined }).message).toContain('MISSING_PARAMETER');
  expect(refused({ MaxPrice: '100.1' }).message).toContain('INVALID_PARAMETER');
  expect(refused({ DryRun: true }).name).toBe('UnsupportedError');
  send();
  expect(refused({}).name).toBe('ServiceQuotaExceededException');
});

it('answers the same through both doors', async () => {
  const transcripts = [];
  for (const connect of [connectDirect, connectWire]) {
    const world = virtualWorld();
    const services = new Map([['PinpointSMSVoiceV2Client', simulateSms(world)]]);
    const client = connect(new PinpointSMSVoiceV2Client({ maxAttempts: 1 }), world, outsideCaller, services);
    const send = async (change: object) => {
      try {
        const { $metadata: _, ...output } = await world.clock.settle(client.send(new SendTextMessageCommand({ ...text, ...change })));
        return output;
      } catch (error) {
        const { name, message, Reason } = error as Error & { Reason?: string };
        return { name, message, Reason };
      }
    };
    transcripts.push([await send({}), await send({ MaxPrice: '0.01' })]);
  }
  const [direct, wire] = transcripts;
  expect(direct).toMatchObject([{ MessageId: expect.any(String) }, { name: 'ValidationException', Reason: 'PRICE_OVER_THRESHOLD' }]);
  expect(wire).toEqual(direct);
});
