import { expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { setUpSes, simpleMail } from './testing.ts';

const rate = { name: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' };
const day = { name: 'TooManyRequestsException', message: 'Daily message quota exceeded.' };

it('accepts a second of the rate at once and then one mail every 1/rate second', async () => {
  const { call, wait } = setUpSes({ quota: { maxSendRate: 10, max24HourSend: -1 } });
  const send = () => call('SendEmail', simpleMail('a@x.nl'));
  for (let sent = 0; sent < 10; sent++) send();
  expect(refusal(send)).toEqual(rate);
  for (let round = 0; round < 30; round++) {
    await wait(0.1);
    send();
    expect(refusal(send)).toEqual(rate);
  }
});

it('takes a burst depth in seconds', () => {
  const { call } = setUpSes({ quota: { maxSendRate: 10, max24HourSend: -1 }, burstSeconds: 0.3 });
  for (let sent = 0; sent < 3; sent++) call('SendEmail', simpleMail('a@x.nl'));
  expect(refusal(() => call('SendEmail', simpleMail('a@x.nl')))).toEqual(rate);
});

it('lets one mail with many recipients through, and makes later ones wait for it', async () => {
  const { call, wait } = setUpSes({ quota: { maxSendRate: 1, max24HourSend: -1 } });
  const five = { Destination: { ToAddresses: ['a@x.nl', 'b@x.nl'], CcAddresses: ['c@x.nl'], BccAddresses: ['d@x.nl', 'e@x.nl'] } };
  call('SendEmail', simpleMail('', five));
  await wait(4.9);
  expect(refusal(() => call('SendEmail', simpleMail('a@x.nl')))).toEqual(rate);
  await wait(0.1);
  call('SendEmail', simpleMail('a@x.nl'));
});

it('uses a raised or lowered rate from then on', async () => {
  const { ses, call, wait } = setUpSes({ quota: { maxSendRate: 1, max24HourSend: -1 } });
  const accepted = () => {
    let count = 0;
    try {
      for (;;) {
        call('SendEmail', simpleMail('a@x.nl'));
        count++;
      }
    } catch {
      return count;
    }
  };
  expect(accepted()).toBe(1);
  ses.setQuota({ maxSendRate: 50 });
  await wait(1);
  expect(accepted()).toBe(50);
  ses.setQuota({ maxSendRate: 5 });
  await wait(10);
  expect(accepted()).toBe(5);
});

it('counts recipients over a rolling day, the mailbox simulator left out', async () => {
  const { call, wait } = setUpSes({ quota: { maxSendRate: 100, max24HourSend: 4 } });
  call('SendEmail', simpleMail('', { Destination: { ToAddresses: ['a@x.nl', 'b@x.nl', 'c@x.nl'] } }));
  await wait(3600);
  call('SendEmail', simpleMail('d@x.nl'));
  call('SendEmail', simpleMail('success@simulator.amazonses.com'));
  expect(call('GetAccount', {}).SendQuota).toEqual({ Max24HourSend: 4, MaxSendRate: 100, SentLast24Hours: 4 });
  expect(refusal(() => call('SendEmail', simpleMail('e@x.nl')))).toEqual(day);
  call('SendEmail', simpleMail('success@simulator.amazonses.com'));
  await wait(82_801);
  expect(call('GetAccount', {}).SendQuota).toMatchObject({ SentLast24Hours: 1 });
  call('SendEmail', simpleMail('e@x.nl'));
});
