import { expect, test } from 'vitest';
import { readParameters } from '#infra/parameters.ts';

test('a deployment needs no parameter', () => {
  expect(readParameters({})).toMatchObject({
    userPoolId: '',
    whenUnknown: 'contain',
    gateReservedConcurrency: 250,
    lambdaConcurrency: 1_000,
    whenDeleted: 'retain',
    bundle: true,
  });
});

test('parameters are read from text, as the command line gives them', () => {
  const read = readParameters({
    gateReservedConcurrency: '50',
    userPoolId: 'eu-west-1_AbCdEf123',
    bundle: 'no',
    senders: 7,
    '@aws-cdk/core:x': true,
  });
  expect(read).toMatchObject({ gateReservedConcurrency: 50, userPoolId: 'eu-west-1_AbCdEf123', bundle: false, senders: 7 });
});

test('alarms may go to several addresses', () => {
  const alarmAddress = 'duty@example.org, Ops+sluis@a-b.example.nl';
  expect(readParameters({ alarmAddress }).alarmAddress).toBe(alarmAddress);
});

test.each([
  [{ gateReservedConcurrency: '-1' }, 'parameter gateReservedConcurrency is "-1", allowed: a whole number from 0 to 10000'],
  [{ lambdaConcurrency: '5' }, 'parameter lambdaConcurrency is "5", allowed: a whole number from 10 to 100000'],
  [{ retentionDays: '29' }, 'parameter retentionDays is "29", allowed: a whole number from 30 to 3650'],
  [{ senders: '1' }, 'parameter senders is "1", allowed: a whole number from 2 to 1000'],
  [{ mailReserve: '10%' }, 'parameter mailReserve is "10%", allowed: a number from 0 to 0.5'],
  [{ pauseAtBounces: '0.2' }, 'parameter pauseAtBounces is "0.2", allowed: a number from 0.001 to 0.05'],
  [{ timeZone: 'Amsterdam' }, 'parameter timeZone is "Amsterdam", allowed: the name of a time zone, such as Europe/Amsterdam'],
  [
    { textSender: 'SLUIS' },
    'parameter textSender is "SLUIS", allowed: the ARN of a sender ID, phone number or pool, such as arn:aws:sms-voice:eu-west-1:123456789012:sender-id/EXAMPLE/NL',
  ],
  [{ textPartsPerSecond: '0' }, 'parameter textPartsPerSecond is "0", allowed: a whole number from 1 to 1000'],
  [{ whenUnknown: 'open' }, 'parameter whenUnknown is "open", allowed: contain or admit'],
  [{ userPoolId: 'pool' }, 'parameter userPoolId is "pool", allowed: the id of a user pool, such as eu-west-1_AbCdEf123'],
  [
    { pagesOrigin: 'http://x.example' },
    'parameter pagesOrigin is "http://x.example", allowed: an https address without a slash at the end, or one on localhost',
  ],
  [{ bundle: 'maybe' }, 'parameter bundle is "maybe", allowed: yes or no'],
  [
    { senderAddress: 'a@b.example', senderDomain: 'c.example' },
    'parameter senderDomain is "c.example", allowed: the domain of senderAddress a@b.example or a domain above it',
  ],
])('a wrong value %j gets one line that says what is allowed', (context, line) => {
  expect(() => readParameters(context)).toThrow(new Error(line));
});

test('a misspelt name is refused, not passed over', () => {
  expect(() => readParameters({ senderAdress: 'a@b.example' })).toThrow(
    /^parameter senderAdress is unknown, allowed: region, userPoolId, /,
  );
});

test('every fault gets a line of its own', () => {
  expect(() => readParameters({ senders: '1', whenUnknown: '?' })).toThrow(/whenUnknown.*\n.*senders/);
});

test('a sender may stand on a domain or below it', () => {
  expect(readParameters({ senderAddress: 'a@mail.b.example', senderDomain: 'b.example' }).senderDomain).toBe('b.example');
});

test.each(['ops@@example.org', 'ops@example', 'ops.example.org', 'ops@.example.org', 'ops@-x.org', 'a@b.org;c@d.org', 'a@b.org, c@d'])(
  'an alarm address with a typing error gets one line: %s',
  (alarmAddress) => {
    const allowed = 'mail addresses with commas between them, such as duty@example.org';
    expect(() => readParameters({ alarmAddress })).toThrow(new Error(`parameter alarmAddress is "${alarmAddress}", allowed: ${allowed}`));
  },
);
