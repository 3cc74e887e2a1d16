import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditFact } from '#domain/audit/audit.ts';
import { readMailboxes, recover } from '#infra/rehearsal/holder.ts';
import type { DirectoryUser } from '#simulator/services/cognito/users/directory-file.ts';
import { attribute, inZone, plainUsers, type ReminderStage, setReminderStage } from '../kits/reminders.ts';

const everybody = { kind: 'everybody' };
const subOf = (user: DirectoryUser) => attribute(user, 'sub');
/** The time of the day in UTC. */
const utc = (ms: number) => new Date(ms).toISOString().slice(11, 16);

describe('reminders on the third day', () => {
  let stage: ReminderStage;
  let id: string;
  let dueAt: number;
  let users: readonly DirectoryUser[];
  let bouncing: DirectoryUser;
  let early: DirectoryUser;
  let late: DirectoryUser;
  let tokyo: DirectoryUser;
  let darwin: DirectoryUser;
  let nowhere: DirectoryUser;
  let codeFor: (address: string) => Promise<string>;

  const comeBack = async (user: DirectoryUser) => {
    const holder = {
      sub: subOf(user),
      address: attribute(user, 'email'),
      sourceIp: '192.0.2.1',
      newPassword: 'vier fietsen tegen de wind',
    };
    expect((await stage.settle(recover(stage, codeFor, holder))).recovered).toBe(true);
  };

  beforeAll(async () => {
    const all = (await plainUsers()).map((user, index) => {
      const zone = ['', '', 'Asia/Tokyo', 'Asia/Tokyo', 'Australia/Darwin', 'Mars/Phobos'][index];
      return zone ? inZone(user, zone) : user;
    });
    [bouncing, early, late, tokyo, darwin, nowhere] = all as [
      DirectoryUser,
      DirectoryUser,
      DirectoryUser,
      DirectoryUser,
      DirectoryUser,
      DirectoryUser,
    ];
    users = all;
    const bounces = attribute(bouncing, 'email');
    stage = await setReminderStage({ users, ses: { behaviour: (address) => (address === bounces ? { bounce: 1 } : undefined) } });
    codeFor = readMailboxes(stage);
    id = await stage.plan(everybody, [], { reminders: { days: [3] }, quietHours: { to: '23:30' } });
    await stage.start(id);
    await stage.pass(120_000);
    await comeBack(early);
    await stage.pass(120_000);
  });

  it('are planned with the time zone that an account names, where it is one', () => {
    const zones = stage.rows('notices').flatMap(({ sk, timeZone }) => (timeZone === undefined ? [] : [[sk, timeZone]]));
    expect(Object.fromEntries(zones)).toEqual({
      [subOf(late)]: 'Asia/Tokyo',
      [subOf(tokyo)]: 'Asia/Tokyo',
      [subOf(darwin)]: 'Australia/Darwin',
    });
  });

  it('go out then and not before, once each though the queue delivers its messages three times, to those who may be written to now', async () => {
    dueAt = stage.bring(3);
    await stage.passUntil(dueAt);
    expect(stage.reminderRows()).toEqual([]);
    await stage.pass(180_000);
    for (let lane = 0; lane < 64; lane++) stage.sendTo('reminder', { campaignId: id, round: 1, lane }, { campaignId: id, round: 1, lane });
    await stage.pass(900_000);
    const now = users.filter((user) => ![bouncing, early, late, tokyo, darwin].includes(user)).map(subOf);
    expect(now).toContain(subOf(nowhere));
    expect([...stage.reminders.keys()].sort()).toEqual(now.sort());
    for (const times of stage.reminders.values()) expect(times).toEqual([expect.toSatisfy((at) => at < dueAt + 180_000)]);
  });

  it('wait for the end of the quiet hours of the others, and reach nobody who recovered meanwhile or whose notice bounced', async () => {
    await stage.pass(1_200_000);
    await comeBack(late);
    await stage.passUntil(dueAt + 2 * 3_600_000);
    expect(utc(stage.reminders.get(subOf(darwin))?.[0] ?? 0)).toBe('14:00');
    expect(utc(stage.reminders.get(subOf(tokyo))?.[0] ?? 0)).toBe('14:30');
    expect([bouncing, early, late].map((user) => stage.reminders.get(subOf(user)))).toEqual([undefined, undefined, undefined]);
    expect([...stage.reminders.values()].filter((times) => times.length !== 1)).toEqual([]);
    const left = stage.reminderRows().filter(({ state }) => state !== 'delivered');
    expect(left.map(({ sub, state, reason }) => [sub, state, reason])).toEqual([[subOf(late), 'suppressed', 'recovered']]);
  });

  it('are counted apart from first notices, and are on the campaign and in the audit log once', async () => {
    const commander = await stage.staff('commander');
    const { campaign, progress } = (await commander.look(id)) as unknown as {
      campaign: { remindedAt: readonly number[]; quietHours: object };
      progress: { notices: Record<string, number>; further: object };
    };
    expect(progress.further).toEqual({ reminder: { delivered: users.length - 3, suppressed: 1 } });
    expect(progress.notices).toMatchObject({ delivered: users.length - 1, bounced: 1 });
    expect(campaign.remindedAt).toHaveLength(1);
    expect(campaign.quietHours).toEqual({ from: '21:00', to: '23:30', firstNotice: false });
    const facts = stage.rows('audit').flatMap(({ fact }) => (fact === undefined ? [] : [fact as AuditFact]));
    expect(facts.filter(({ to }) => to.startsWith('reminders')).map(({ to }) => to)).toEqual(['reminders, round 1']);
  });
});

describe('reminders that nobody could be sent', () => {
  it('are one once notices go on: of several missed rounds only the latest, and none once the campaign is closed', async () => {
    const users = await plainUsers();
    const stage = await setReminderStage({ users });
    const id = await stage.plan(everybody, [], { reminders: { days: [1, 2, 3] } });
    await stage.start(id);
    await stage.pass(120_000);
    const commander = await stage.staff('commander');
    const order = async (name: string) =>
      expect((await commander.ask('POST', `/api/campaigns/${id}/mail`, { order: name })).status).toBe(200);
    await order('pause-notices');
    for (const day of [1, 2]) {
      stage.bring(day);
      await stage.pass(240_000);
    }
    expect(stage.reminders.size).toBe(0);
    await order('resume-notices');
    await stage.pass(300_000);
    expect([...stage.reminders.values()].map((times) => times.length)).toEqual(users.map(() => 1));
    const states = stage.reminderRows().map(({ mail, state, reason }) => [mail, state, reason].join(' '));
    expect([...new Set(states)].sort()).toEqual(['reminder-1 suppressed overtaken', 'reminder-2 delivered ']);
    await stage.close(id);
    stage.bring(3);
    for (let lane = 0; lane < 64; lane++) stage.sendTo('reminder', { campaignId: id, round: 3, lane });
    await stage.pass(240_000);
    expect(stage.reminderRows()).toHaveLength(2 * users.length);
  });
});

describe('a commander who reminds now', () => {
  it('reminds once within a day, however often it is ordered', async () => {
    const users = (await plainUsers()).slice(0, 3);
    const stage = await setReminderStage({ users });
    const id = await stage.plan(everybody);
    await stage.start(id);
    await stage.pass(120_000);
    const commander = await stage.staff('commander');
    for (const key of [undefined, undefined, '01KAJ0000000000000000000AA']) {
      const answer = await commander.ask('POST', `/api/campaigns/${id}/mail`, { order: 'remind-now', ...(key && { key }) });
      expect(answer.status).toBe(200);
      await stage.pass(90_000);
    }
    expect([...stage.reminders.values()].map((times) => times.length)).toEqual([1, 1, 1]);
    const facts = stage.rows('audit').flatMap(({ fact }) => (fact === undefined ? [] : [fact as AuditFact]));
    expect(
      facts
        .filter(({ to }) => /remind/.test(to))
        .map(({ to, by }) => `${to} ${by}`)
        .sort(),
    ).toEqual(['remind-now carla', 'reminders, round 1 undefined']);
  });
});

describe('first notices that keep quiet hours', () => {
  it('wait for their end in their order, but for accounts that were used', async () => {
    const [used, suspected, ...others] = (await plainUsers()) as [DirectoryUser, DirectoryUser, ...DirectoryUser[]];
    const stage = await setReminderStage({ users: [used, suspected, ...others] });
    const id = await stage.plan(everybody, [], {
      quietHours: { from: '14:00', to: '14:30', firstNotice: true },
      compromised: [{ account: used.Username }, { account: suspected.Username, grade: 'suspected' }],
    });
    await stage.start(id);
    const startedAt = stage.world.clock.now();
    await stage.pass(120_000);
    const answer = await (await stage.staff('commander')).ask('GET', `/api/campaigns/${id}/mail`);
    const { endsAt } = (JSON.parse(answer.body) as { mail: { endsAt: number } }).mail;
    expect(utc(endsAt)).toBe('13:30');
    const waiting = stage.rows('notices').filter(({ state }) => state === 'waiting');
    const earliest = waiting.reduce((first, row) => (String(row.open) < String(first.open) ? row : first));
    expect(earliest).toMatchObject({ sub: subOf(suspected), open: expect.stringMatching(/^4#/) });
    await stage.pass(2_280_000);
    expect((stage.firsts.get(subOf(used))?.[0] ?? 0) - startedAt).toBeLessThan(60_000);
    expect(waiting).toHaveLength(1 + others.length);
    const times = [suspected, ...others].map((user) => stage.firsts.get(subOf(user))?.[0] ?? 0);
    expect(new Set(times.map(utc))).toEqual(new Set(['13:30']));
  });
});
