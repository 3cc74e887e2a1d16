import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns';
const page = '/console/campaigns/01KAJ000000000000000000PVT';
const mail = `${path}/01KAJ000000000000000000PVT/mail`;
const remindNow = { order: 'remind-now' };
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);
const plan = (more: object) => ({ title: 'T', scope: { kind: 'everybody' }, ...more });
const form = { title: 'All', scope: 'everybody', key: '01KAJ0000000000000000000AA' };
const dayMs = 86_400_000;
const night = { from: '21:00', to: '08:00', firstNotice: false };

describe('reminders and quiet hours of a plan', () => {
  it('are none and the night where nobody says', async () => {
    const { call } = makeStage();
    const { campaign } = bodyOf(await call('anna', 'POST', path, plan({})));
    expect([campaign.reminders, campaign.quietHours]).toEqual([undefined, night]);
  });

  it('are kept as they are given, and what is left out is that of the night', async () => {
    const { call } = makeStage();
    const { campaign } = bodyOf(
      await call('anna', 'POST', path, plan({ reminders: { days: [3, 7, 14] }, quietHours: { from: '22:30', firstNotice: true } })),
    );
    expect(campaign).toMatchObject({ reminders: { days: [3, 7, 14] }, quietHours: { from: '22:30', to: '08:00', firstNotice: true } });
  });

  it.each([
    [
      { reminders: { days: [7, 3] } },
      'reminders.days is a list of 2; allowed: at most 10 whole numbers of days after the start, from 1 to 365',
    ],
    [{ reminders: { days: [3, 3] } }, 'reminders.days is a list of 2; allowed: '],
    [{ reminders: { days: [0] } }, 'reminders.days.0 is 0; allowed: '],
    [{ reminders: { days: [366] } }, 'reminders.days.0 is 366; allowed: '],
    [{ reminders: { days: [1.5] } }, 'reminders.days.0 is 1.5; allowed: '],
    [{ reminders: { days: Array.from({ length: 11 }, (_, day) => day + 1) } }, 'reminders.days is a list of 11; allowed: '],
    [{ quietHours: { from: '24:00' } }, 'quietHours.from is "24:00"; allowed: a time of the day from 00:00 to 23:59'],
    [{ quietHours: { from: '08:00' } }, 'quietHours.to is missing; allowed: a time of the day from 00:00 to 23:59, other than from'],
    [{ quietHours: { zone: 'UTC' } }, 'quietHours.zone is not known here'],
  ])('%j is refused in one line', async (more, text) => {
    const { call, rows } = makeStage();
    const answer = await call('anna', 'POST', path, plan(more));
    expect([answer.statusCode, rows.size]).toEqual([400, 0]);
    expect(bodyOf(answer).detail).toContain(text);
  });

  it('are planned in the console, and told on the page of the campaign', async () => {
    const { as, rows } = makeStage();
    const filled = { ...form, reminderDays: '3, 7,14', quietFrom: '22:00', quietTo: ' 07:30 ', quietFirst: 'yes' };
    const answer = await as('anna', { method: 'POST', path: '/console/plan', form: filled });
    const [row] = rows.values();
    expect(row).toMatchObject({ reminders: { days: [3, 7, 14] }, quietHours: { from: '22:00', to: '07:30', firstNotice: true } });
    const { body } = await as('eva', { path: String(new URL(String(answer.headers?.Location), 'https://x/console/plan').pathname) });
    expect(body).toContain('on days 3, 7 and 14 after the start, to whoever has not recovered');
    expect(body).toContain(
      '22:00 to 07:30 by the clock of each holder; first notices, except those to accounts that were used, and reminders wait',
    );
  });

  it.each([
    [{ reminderDays: 'three' }, 'Days of reminders: &quot;three&quot; is not possible. Allowed: at most 10 whole numbers of days'],
    [{ quietFrom: 'late' }, 'Quiet from: &quot;late&quot; is not possible. Allowed: a time of the day from 00:00 to 23:59'],
    [{ quietFrom: '08:00', quietTo: '08:00' }, 'Quiet until: &quot;08:00&quot; is not possible.'],
  ])('come back with what is wrong in the form, for %j', async (more, text) => {
    const { as, rows } = makeStage();
    const answer = await as('anna', { method: 'POST', path: '/console/plan', form: { ...form, ...more } });
    expect([answer.statusCode, rows.size]).toEqual([400, 0]);
    expect(answer.body).toContain(text);
    const field = /<li><a href="#([^"]+)">/.exec(answer.body)?.[1];
    expect(answer.body).toContain(`id="${field}"`);
  });
});

describe('the reminders of a live campaign', () => {
  it('are told with when they were given out and when the next come', async () => {
    const { as, put, stage } = makeStage();
    const startedAt = stage.nowMs - 4 * dayMs;
    put({ state: 'live', epoch: startedAt, startedAt, reminders: { days: [3, 7] }, remindedAt: [startedAt + 3 * dayMs] });
    const { body } = await as('eva', { path: page });
    expect(body).toContain('<dt>Reminded</dt><dd><ol><li><time datetime="2025-11-20T13:00:00.000Z">');
    expect(body).toContain('<dt>Next reminders</dt><dd><time datetime="2025-11-24T13:00:00.000Z">');
    expect(body).toContain(', in 3 d</dd>');
  });

  it('can be ordered now: every lane is told once, however often it is ordered within a day', async () => {
    const { call, put, rows, orders, reminderMessages, stage } = makeStage();
    const { id } = put({ state: 'live', startedAt: stage.nowMs });
    for (const who of ['anna', 'anna', 'boris']) expect((await call(who, 'POST', mail, remindNow)).statusCode).toBe(200);
    expect(reminderMessages).toEqual(Array.from({ length: 64 }, (_, lane) => ({ campaignId: id, round: 1, lane })));
    expect([...orders.values()].map(({ order, by }) => [order, by])).toEqual([['remind-now', 'anna']]);
    stage.nowMs += dayMs;
    await call('boris', 'POST', mail, remindNow);
    expect(rows.get(id)).toMatchObject({ reminderRound: 2, remindedAt: [stage.nowMs - dayMs, stage.nowMs] });
  });

  it('that were ordered are not given out again when the order ended before it was noted as done', async () => {
    const { call, put, orders, reminderMessages, stage } = makeStage();
    put({ state: 'live', startedAt: stage.nowMs });
    const order = { ...remindNow, key: '01KAJ0000000000000000000AA' };
    await call('anna', 'POST', mail, order);
    for (const { done: _, ...row } of orders.values()) orders.set(row.id, row);
    stage.nowMs += 2 * dayMs;
    expect((await call('anna', 'POST', mail, order)).statusCode).toBe(200);
    expect(reminderMessages).toHaveLength(64);
  });

  it('are asked about once more in the console before they go out', async () => {
    const { as, put, reminderMessages } = makeStage();
    put({ state: 'live', epoch: 1 });
    expect((await as('anna', { path: page })).body).toContain('mail/remind-now"');
    const asked = await as('anna', { path: `${page}/mail/remind-now` });
    expect(asked.body).toContain('Send reminders now?');
    const key = /name="key" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    expect(reminderMessages).toHaveLength(0);
    expect((await as('anna', { method: 'POST', path: `${page}/mail/remind-now`, form: { key } })).statusCode).toBe(303);
    expect(reminderMessages).toHaveLength(64);
  });
});
