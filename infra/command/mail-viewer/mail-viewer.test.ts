import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulateKms } from '#simulator/services/kms.ts';
import { setUpSes, simpleMail } from '#simulator/services/ses/testing.ts';
import { simulateSns } from '#simulator/services/sns.ts';
import { simulateSqs } from '#simulator/services/sqs.ts';
import { virtualWorld } from '#simulator/world.ts';
import { mailViewer } from './mail-viewer.ts';

const evil = '<html><head></head><body><script>parent.stolen = 1</script><a href="https://accounts.example/">on</a></body></html>';

const text = { messageId: 'a', from: 'SLUIS', to: '+31612345678', body: 'Kies <b>nu</b>', parts: 1, usd: 0.1, acceptedAtMs: 0 };
const texts = [text, { ...text, body: 'Newest' }];

let server: Server;
let origin = '';
let topicArn = '';
const world = virtualWorld();
const sns = simulateSns(world, simulateSqs(world), simulateKms());

beforeAll(async () => {
  const { ses, call } = setUpSes();
  for (let i = 1; i <= 120; i++) await call('SendEmail', simpleMail(`holder${i}@people.example`));
  const content = { Simple: { Subject: { Data: '<b>Bold</b>' }, Body: { Html: { Data: evil }, Text: { Data: 'a < b' } } } };
  await call('SendEmail', simpleMail('Fatima@school.example', { Content: content }));
  topicArn = sns.createTopic('alarms').arn;
  sns.subscribe({ topicArn, protocol: 'email', endpoint: 'duty@accounts.example' });
  server = createServer(mailViewer(ses, { texts }, () => [], sns));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());

const page = async (path: string) => {
  const response = await fetch(origin + path);
  return { status: response.status, policy: response.headers.get('content-security-policy') ?? '', body: await response.text() };
};
const mails = async (query: string) =>
  (await (await fetch(`${origin}/api/mails${query}`)).json()) as { total: number; mails: Record<string, string>[] };

test('lists mails newest first, fifty to a page', async () => {
  const first = await page('/');
  expect(first.body).toContain('121 mails');
  expect(first.body.indexOf('Fatima@school.example')).toBeLessThan(first.body.indexOf('holder120@people.example'));
  expect(first.body).not.toContain('holder71@people.example');
  expect(first.body).toContain('./?page=2');
  const last = await page('/?page=3');
  expect(last.body).toContain('holder1@people.example');
  expect(last.body).not.toContain('Older');
});

test('searches by a part of the recipient, whatever the case', async () => {
  const { body } = await page('/?to=FATIMA');
  expect(body).toContain('1 mail to an address with “FATIMA”');
  expect(body).not.toContain('people.example');
});

test('a page beyond the last, or one that is no number, does no harm', async () => {
  expect((await page('/?page=99')).body).toContain('There is none here any more');
  expect((await page('/?page=-1')).body).toContain('holder120@people.example');
});

test('escapes what a mail says, and shows its HTML in a frame that can do nothing', async () => {
  const [mail] = (await mails('?to=fatima')).mails;
  const shown = await page(`/mails/${mail?.messageId}`);
  expect(shown.body).toContain('&lt;b&gt;Bold&lt;/b&gt;');
  expect(shown.body).not.toContain('<script>');
  expect(shown.body).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const frame = await page(`/mails/${mail?.messageId}/html`);
  expect(frame.policy).toContain("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'");
  expect(frame.body).toContain('<base target="_blank">');
});

test('gives mails as JSON for scripts', async () => {
  const { total, mails: found } = await mails('?to=holder1@&limit=10');
  expect(total).toBe(1);
  expect(found[0]).toMatchObject({ to: ['holder1@people.example'], subject: 'Hello', text: 'Hi', html: '<p>Hi</p>' });
  expect((await mails('?limit=2')).mails).toHaveLength(2);
});

test('shows text messages newest first, escaped, and gives them as JSON', async () => {
  const { body } = await page('/texts');
  expect(body).toContain('Kies &lt;b&gt;nu&lt;/b&gt;');
  expect(body.indexOf('Newest')).toBeLessThan(body.indexOf('Kies'));
  expect((await page('/')).body).toContain('href="./texts"');
  expect(await (await fetch(`${origin}/api/texts`)).json()).toEqual({ texts });
});

test('an unknown mail is not found; nothing but reading is possible', async () => {
  expect((await page('/mails/none')).status).toBe(404);
  expect((await page('/mails/%E0%A4%A')).status).toBe(404);
  expect((await page('/other')).status).toBe(404);
  expect((await fetch(origin, { method: 'POST' })).status).toBe(405);
});

test('shows the mails of SNS, where a subscription is confirmed as by the link in it, and then the alarms', async () => {
  const [question] = sns.mails;
  const asked = await page('/alarms');
  expect(asked.body).toContain('Subscription Confirmation');
  const action = /action="\.([^"]+)"/.exec(asked.body.slice(asked.body.indexOf('Subscription Confirmation')))?.[1] ?? '';
  const post = (path: string) => fetch(origin + path, { method: 'POST', redirect: 'manual' });
  expect((await post('/alarms?topic=none&token=none')).status).toBe(400);
  sns.publish(topicArn, 'too early');
  expect((await post(action.replaceAll('&amp;', '&'))).status).toBe(303);
  sns.publish(topicArn, '{"AlarmName":"<b>sluis-test</b>"}');
  expect((await page('/alarms')).body).toContain('&quot;AlarmName&quot;: &quot;&lt;b&gt;sluis-test&lt;/b&gt;&quot;');
  const { mails: all } = (await (await fetch(`${origin}/api/alarms`)).json()) as { mails: unknown[] };
  expect(all).toEqual([question, expect.objectContaining({ to: 'duty@accounts.example' })]);
});
