import { PutAccountDetailsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { expectOk, type StaffMember } from '#test/kits/staff.ts';
import { acceptedMails, addStaff, addUser, output, signIn, staff, until } from './deployment.ts';

const people = Array.from({ length: 10 }, (_, index) => ({ username: `trouble${index}`, address: `trouble${index}@mail.example` }));
const [released, other] = people as [(typeof people)[number], (typeof people)[number]];

/** What SES's refusals look like at the API. */
interface MailStatus {
  readonly mail: { readonly stops: readonly { readonly kind: string; readonly status: string }[] };
}

describe('a campaign with troubles, deployed', () => {
  const ses = new SESv2Client({});
  let commander: StaffMember;
  let approver: StaffMember;
  let id: string;

  /** Puts the emulator's SES into its sandbox, where it refuses everybody whose address nobody verified, or takes it out. */
  const sandbox = (isOn: boolean) =>
    ses.send(
      new PutAccountDetailsCommand({ MailType: 'TRANSACTIONAL', WebsiteURL: 'https://accounts.example', ProductionAccessEnabled: !isOn }),
    );
  const order = async (order: string, more: object = {}) =>
    expectOk(await commander.ask('POST', `/api/campaigns/${id}/mail`, { order, ...more }));
  const stops = async () => (expectOk(await commander.ask('GET', `/api/campaigns/${id}/mail`)) as MailStatus).mail.stops;
  const toldPeople = async () => (await acceptedMails()).flatMap(({ To }) => To).filter((to) => to.startsWith('trouble'));
  const isIn = (username: string) =>
    signIn(output('ProductClientId'), username, stolenPassword).then(
      () => true,
      () => false,
    );
  const propose = async (proposal: object): Promise<string> => {
    const answer = expectOk(await commander.ask('POST', `/api/campaigns/${id}/proposals`, proposal));
    return (answer as { readonly proposal: { readonly id: string } }).proposal.id;
  };
  const confirm = async (proposal: string) =>
    expectOk(await approver.ask('POST', `/api/campaigns/${id}/proposals/${proposal}/confirm`, {}));

  beforeAll(async () => {
    await addStaff();
    for (const { username, address } of people) {
      const attributes = { email: address, email_verified: 'true', name: username, locale: 'nl-NL', 'custom:environment': 'de' };
      await addUser(output('AccountsPoolId'), { username, password: stolenPassword, attributes });
    }
    [commander, approver] = [await staff('commander'), await staff('approver')];
    id = await commander.plan('Troubles', { kind: 'environment', environments: ['de'] });
    await until(
      () => commander.look(id),
      ({ campaign }) => campaign.state === 'planned',
      200,
    );
    expectOk(await approver.change(id, 'approve'));
  });

  it('holds its notices while SES refuses our account: none is given up, and the API says why', async () => {
    expectOk(await commander.ask('POST', `/api/campaigns/${id}/start`, { notices: 'hold' }));
    // One in 10 s, so that most still wait when SES begins to refuse.
    await order('set-ceiling', { perSecond: 0.1 });
    await order('resume-notices');
    await sandbox(true);
    const seen = await until(stops, (found) => found.length > 0, 200);
    expect(seen).toMatchObject([{ kind: 'notices', status: 'MESSAGE_REJECTED' }]);
    const { progress } = await commander.look(id);
    expect(progress.notices.suppressed).toBe(0);
    expect((await toldPeople()).length).toBeLessThan(people.length);
  });

  it('goes on by itself once SES takes mail again, and tells each holder once', async () => {
    await sandbox(false);
    await order('set-ceiling');
    await until(toldPeople, (told) => told.length >= people.length, 240);
    expect((await toldPeople()).sort()).toEqual(people.map(({ address }) => address).sort());
    expect(await stops()).toEqual([]);
  });

  it('releases one account, and nobody else, once a second person confirms', async () => {
    const proposal = await propose({
      kind: 'release',
      scope: { kind: 'list', list: [released.username] },
      reason: 'the monitoring of the product',
    });
    expect(await isIn(released.username)).toBe(false);
    await confirm(proposal);
    await until(() => isIn(released.username), Boolean, 200);
    expect(await isIn(other.username)).toBe(false);
  });

  it('lifts the epoch for everybody', async () => {
    await confirm(await propose({ kind: 'lift', reason: 'false alarm' }));
    await until(() => isIn(other.username), Boolean, 30);
    expect((await commander.look(id)).campaign.state).toBe('lifted');
  });

  it('shows what waits in a dead-letter queue', async () => {
    const sqs = new SQSClient({});
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const QueueUrl = QueueUrls.find((url) => /scopedeadletters/i.test(url));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ campaignId: id, prefix: 'f' }) }));
    const look = async () =>
      expectOk(await (await staff('operator')).ask('GET', '/api/dead-letters')) as { readonly deadLetters: readonly object[] };
    expect((await look()).deadLetters).toContainEqual(expect.objectContaining({ queue: 'scope', messages: 1 }));
  });
});
