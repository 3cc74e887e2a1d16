import { beforeAll, describe, expect, it } from 'vitest';
import { noticeId, openClaimed } from '#domain/notice/notice.ts';
import { Random } from '#simulator/random.ts';
import { expectOk } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const random = new Random(7);
const long = new Date(Date.UTC(2024, 0, 1));
const minute = 60_000;

function userOf(name: string) {
  const email = name === 'bouncing' ? 'bounce@gone.example' : `${name}@mail.example`;
  const attributes = { sub: random.uuid(), email, email_verified: 'true', locale: 'en' };
  const Attributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  return { Username: name, Attributes, UserCreateDate: long, UserLastModifiedDate: long, Enabled: true, UserStatus: 'CONFIRMED' } as const;
}

describe('a notice whose sender crashed, and of whose account more becomes known meanwhile', () => {
  let stage: Stage;
  let id: string;
  const gone: { readonly mail: string; readonly sub: string }[] = [];

  const subOf = (name: string) => String(stage.rows('accounts').find(({ username }) => username === name)?.sub);
  const noticeOf = (name: string, mail?: string) => stage.rows('notices').find((row) => row.sub === subOf(name) && row.mail === mail);
  const mailsOf = (name: string) => gone.filter(({ sub }) => sub === subOf(name)).map(({ mail }) => mail);
  const post = async (role: string, path: string, body: object) =>
    expectOk(await (await stage.staff(role)).ask('POST', `/api/campaigns/${id}/${path}`, body));
  const add = async (name: string, grade: string) => {
    await post('commander', 'compromised', { compromised: [{ account: name, grade }] });
    await stage.pass(20_000);
  };
  /** Leaves a notice as a sender does that crashes between its claim and SES. */
  const crash = (name: string, mail?: string) => {
    const row = noticeOf(name, mail) as { readonly campaignId: string; readonly sub: string };
    const open = openClaimed(stage.world.clock.now(), noticeId(row));
    stage.put('notices', { ...row, state: 'claimed', claim: 'crashed', attempt: 1, open });
  };

  beforeAll(async () => {
    stage = await setStage({
      users: ['told', 'crashed', 'bouncing'].map(userOf),
      ses: { behaviour: (address: string) => ({ bounce: address.startsWith('bounce') ? 1 : 0 }) },
    });
    stage.ses.onAccepted(({ tags }) => void gone.push({ mail: String(tags.mail ?? 'first'), sub: String(tags.account) }));
    id = await stage.plan({ kind: 'everybody' }, [], { channels: [{ channel: 'call', owner: 'Helpdesk' }] });
    await post('approver', 'approve', {});
    await post('commander', 'start', { notices: 'hold' });
    for (const name of ['crashed', 'bouncing']) {
      crash(name);
      await add(name, 'suspected');
    }
    await stage.pass(15 * minute);
    await post('commander', 'mail', { order: 'resume-notices' });
    await stage.pass(5 * minute);
    expect(noticeOf('crashed')).toMatchObject({ state: 'suppressed', reason: 'regraded' });
  });

  it('is made up for by the next channel where the mail bounces that took its place', () => {
    expect(mailsOf('bouncing')).toEqual(['grade-suspected']);
    expect(stage.rows('steps').map(({ sub, channel }) => [sub, channel])).toEqual([[subOf('bouncing'), 'call']]);
  });

  it('is followed by one of the worst grade, and by none of a lesser one after that', async () => {
    expect(mailsOf('crashed')).toEqual(['grade-suspected']);
    crash('crashed', 'grade-suspected');
    await add('crashed', 'confirmed');
    await stage.pass(15 * minute);
    expect(mailsOf('crashed')).toEqual(['grade-suspected', 'grade-confirmed']);
  });

  it('can be sent again in the text that took its place', async () => {
    await add('told', 'confirmed');
    await stage.pass(minute);
    for (const name of ['told', 'crashed']) await post('agent', 'mail', { order: 'resend-notice', account: subOf(name) });
    await stage.pass(minute);
    const again = stage.rows('notices').filter(({ mail }) => String(mail).startsWith('again-'));
    expect(again.map(({ state, grade }) => [state, grade])).toEqual([
      ['delivered', 'confirmed'],
      ['delivered', 'confirmed'],
    ]);
  });
});
