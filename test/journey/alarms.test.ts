import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { expectOk } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const address = 'duty@accounts.example';
const minuteMs = 60_000;

describe('alarms, for somebody who is subscribed to them', () => {
  let stage: Stage;
  let campaign: string;
  let broken: ((point: FaultPoint) => boolean) | undefined;
  let error = new AwsError('InternalServerError', 'Internal server error', {}, 500);

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    const templates = await synthesize({ pagesOrigin: 'https://pages.example', alarmAddress: address });
    const at = (point: FaultPoint): Fault | undefined =>
      point.phase === 'before' && broken?.(point) ? { kind: 'error', error } : undefined;
    stage = await setStage({ users, templates, faults: { at } });
  });

  const mails = () => stage.simulator.services.sns.mails.filter(({ to }) => to === address);
  const heard = (alarm: string) => mails().some(({ subject }) => subject.startsWith(`ALARM: "sluis-${alarm}"`));
  const hearing = async () => {
    const { alarms } = expectOk(await (await stage.staff('auditor')).ask('GET', '/api/alarms')) as { alarms: { hearing: string } };
    return alarms.hearing;
  };

  /** Breaks something until an alarm is heard; gives the minutes that it took, and lets ten more pass in which all is well. */
  const breaking = async (
    what: (point: FaultPoint) => boolean,
    alarm: string,
    meanwhile: () => Promise<unknown> = async () => undefined,
  ) => {
    broken = what;
    const brokenAt = stage.world.clock.now();
    await stage.until(
      async () => {
        await meanwhile();
        return heard(alarm);
      },
      10 * minuteMs,
      15_000,
    );
    const minutes = (stage.world.clock.now() - brokenAt) / minuteMs;
    broken = undefined;
    await stage.pass(10 * minuteMs);
    return minutes;
  };

  it('reach nobody until the subscription is confirmed, and the console says so', async () => {
    expect(await hearing()).toBe('unconfirmed');
    const [question] = mails();
    expect(question?.subject).toBe('AWS Notification - Subscription Confirmation');
    const { topicArn, token } = question?.confirms ?? {};
    stage.simulator.services.sns.operations.ConfirmSubscription?.({ TopicArn: topicArn, Token: token });
    expect(await hearing()).toBe('heard');
  });

  it('come within five minutes when somebody tests them, by the name of the test, and the test is in the audit log', async () => {
    const testedAt = stage.world.clock.now();
    expectOk(await (await stage.staff('operator')).ask('POST', '/api/alarms/test', {}));
    await stage.until(() => heard('test'), 5 * minuteMs);
    const mail = mails().find(({ subject }) => subject.includes('sluis-test'));
    expect(JSON.parse(mail?.text ?? '{}')).toMatchObject({
      AlarmDescription: expect.stringMatching(/^This is a test/),
      NewStateValue: 'ALARM',
    });
    expect(Number(mail?.sentAtMs) - testedAt).toBeLessThanOrEqual(5 * minuteMs);
    await stage.until(() => stage.rows('audit').some(({ fact }) => (fact as { to?: string })?.to === 'test-alarms'), minuteMs);
    const [entry] = stage.rows('audit').filter(({ fact }) => (fact as { to?: string })?.to === 'test-alarms');
    expect(entry?.fact).toMatchObject({ subject: 'order', by: expect.any(String) });
    expect(entry?.fact).not.toHaveProperty('campaignId');
  });

  it('come within five minutes when SES refuses all notices of a campaign for a reason of ours', async () => {
    campaign = await stage.plan({ kind: 'everybody' });
    error = new AwsError('MailFromDomainNotVerifiedException', 'The MAIL FROM domain is not verified', {}, 400);
    const start = async () => {
      if ((await stage.look(campaign)).campaign.state === 'planned') await stage.start(campaign);
    };
    expect(
      await breaking(({ service, operation }) => service === 'ses' && operation.startsWith('Send'), 'notices-stopped', start),
    ).toBeLessThanOrEqual(5);
    error = new AwsError('InternalServerError', 'Internal server error', {}, 500);
  });

  it('come within five minutes when every page answers with an error', async () => {
    const somebody = 'somebody@people.example';
    const open = async () => {
      const holder = stage.holder();
      const { status } = await holder.open('/identify');
      // The page that asks reads the tables too, or else its form does.
      if (status === 200) await holder.submit({ address: somebody, email: somebody, username: somebody });
    };
    const fails = ({ caller, service }: FaultPoint) => caller.startsWith('pages') && service === 'dynamodb';
    expect(await breaking(fails, 'pages-5xx', open)).toBeLessThanOrEqual(5);
  });

  it('come within five minutes when a message cannot be handled, hours before it is a dead letter', async () => {
    const resources = [...stage.simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
    const topicArn = resources.find(([id]) => /^mailevents[0-9A-F]{8}$/.test(id))?.[1].ref ?? '';
    stage.simulator.services.sns.publish(topicArn, '{"eventType":"of a kind that nobody knows"}');
    expect(await breaking(() => false, 'record-event-failing')).toBeLessThanOrEqual(5);
    expect(heard('event-dead-letters')).toBe(false);
  });

  it('come within five minutes when the gate can read no epochs', async () => {
    const fails = ({ caller, service }: FaultPoint) => caller.startsWith('gate') && ['dynamodb', 'secretsmanager'].includes(service);
    const username = String(stage.rows('accounts').find(({ state }) => state === 'contained')?.username);
    const signIn = () => stage.signIn(username, stolenPassword).catch(() => undefined);
    expect(await breaking(fails, 'gate-stale', signIn)).toBeLessThanOrEqual(5);
  });
});
