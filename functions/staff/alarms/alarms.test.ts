import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const bodyOf = ({ body }: { body: string }) => JSON.parse(body);
const key = '01KAJ0000000000000000000AA';
const other = '01KAJ0000000000000000000BB';
const minuteMs = 60_000;
const pending = { protocol: 'email', endpoint: 'ops@accounts.example', confirmed: false };
const confirmed = { ...pending, endpoint: 'duty@accounts.example', confirmed: true };

describe('who hears the alarms', () => {
  it.each([
    ['heard', [confirmed], 'Everybody who is subscribed has confirmed it', 'note "'],
    ['partly', [confirmed, pending], 'Some who are subscribed have not confirmed it', 'note warning'],
    ['unconfirmed', [pending], 'Nobody gets an alarm: no subscription is confirmed', 'note alarm'],
    ['nobody', [], 'Nobody gets an alarm: nobody is subscribed', 'note alarm'],
    ['unknown', new Error('AccessDenied'), 'SNS did not say', 'note warning'],
  ])(
    'is told as %s, in the API and, where it is not as it should be, at the head of the console',
    async (hearing, subscribers, words, look) => {
      const { mail, call, as } = makeStage();
      mail.subscribers = subscribers;
      expect(bodyOf(await call('eva', 'GET', '/api/alarms')).alarms).toMatchObject({ hearing });
      const page = (await as('eva', { path: '/console/alarms' })).body;
      expect(page).toContain(words);
      expect(page).toContain(`<section class="${look}`);
      const home = (await as('eva', { path: '/console/campaigns' })).body;
      expect(home.includes(words)).toBe(hearing !== 'heard');
    },
  );

  it('names who has not confirmed, and every alarm with what to do', async () => {
    const { mail, as } = makeStage();
    mail.subscribers = [pending];
    const page = (await as('olga', { path: '/console/alarms' })).body;
    expect(page).toContain('ops@accounts.example');
    expect(page).toContain('<strong>not confirmed</strong>');
    expect(page).toContain('Attach it again at once.');
  });
});

describe('a test of the alarms', () => {
  const test = (body: object = {}) => ['POST', '/api/alarms/test', body] as const;

  it('counts once what the test alarm stands on, and writes the order down', async () => {
    const { stage, call, orders } = makeStage();
    const { alarms } = bodyOf(await call('olga', ...test({ key })));
    expect(alarms.lastTest).toEqual({ by: 'olga', atMs: stage.nowMs, iso: { atMs: new Date(stage.nowMs).toISOString() } });
    await call('olga', ...test({ key }));
    expect(stage.counted).toEqual(['Alarm::Tested']);
    expect([...orders.values()]).toMatchObject([{ order: 'test-alarms', by: 'olga', done: true }]);
  });

  it('is possible once in ten minutes, for all together', async () => {
    const { stage, call } = makeStage();
    stage.nowMs += 9 * minuteMs;
    await call('olga', ...test({ key }));
    stage.nowMs += 2 * minuteMs;
    const answer = await call('anna', ...test({ key: other }));
    expect([answer.statusCode, bodyOf(answer).detail]).toEqual([
      409,
      'olga tested the alarms at 13:09 UTC; the next test is possible at 13:19 UTC',
    ]);
    stage.nowMs += 8 * minuteMs;
    expect((await call('anna', ...test({ key: other }))).statusCode).toBe(200);
    expect(stage.counted).toEqual(['Alarm::Tested', 'Alarm::Tested']);
  });

  it('that a crash cut short is made up for by the same test sent again', async () => {
    const { stage, call, dependencies } = makeStage();
    const { count } = dependencies.metrics;
    Object.assign(dependencies.metrics, {
      count: () => {
        throw new Error('crash');
      },
    });
    expect((await call('olga', ...test({ key }))).statusCode).toBe(500);
    Object.assign(dependencies.metrics, { count });
    expect((await call('olga', ...test({ key }))).statusCode).toBe(200);
    expect(stage.counted).toEqual(['Alarm::Tested']);
  });

  it('takes the role of a commander or operator', async () => {
    const { stage, call, as } = makeStage();
    const answer = await call('eva', ...test());
    expect([answer.statusCode, bodyOf(answer).detail]).toEqual([
      403,
      expect.stringMatching(/^to test the alarms takes the role commander or operator; eva has /),
    ]);
    expect(stage.counted).toEqual([]);
    expect((await as('eva', { path: '/console/alarms' })).body).not.toContain('Send a test alarm');
  });

  it('has a button in the console, which is gone until the next is possible', async () => {
    const { stage, as } = makeStage();
    const page = async () => (await as('anna', { path: '/console/alarms' })).body;
    expect(await page()).toContain('Send a test alarm');
    const answer = await as('anna', { method: 'POST', path: '/console/alarms/test', form: { key } });
    expect([answer.statusCode, answer.headers?.Location ?? answer.multiValueHeaders?.Location]).toEqual([303, expect.anything()]);
    expect(stage.counted).toEqual(['Alarm::Tested']);
    expect(await page()).toContain('anna tested the alarms at');
    expect(await page()).not.toContain('Send a test alarm');
  });
});
