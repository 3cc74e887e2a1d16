import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const path = '/api/dead-letters';
const key = '01KAJ0000000000000000000AA';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

/** The staff function, with something in three dead-letter queues. */
function withDeadLetters() {
  const made = makeStage();
  made.deadLetters.set('event', { queue: 'event', messages: 1_240 });
  made.deadLetters.set('audited-accounts', { queue: 'audited-accounts', messages: 2 });
  made.deadLetters.set('sweep', {
    queue: 'sweep',
    messages: 0,
    move: { state: 'failed', moved: 3, of: 4, startedAt: made.stage.nowMs, why: 'AccessDenied' },
  });
  return made;
}

describe('dead letters over the API', () => {
  it('are listed for everybody who may read, with what they are and what can be done', async () => {
    const { call } = withDeadLetters();
    const { deadLetters } = bodyOf(await call('eva', 'GET', path));
    expect(deadLetters).toMatchObject([
      { queue: 'event', messages: 1_240, holds: 'Reports of SES on the fate of mails', redrive: expect.any(String) },
      { queue: 'audited-accounts', messages: 2, instead: expect.stringContaining('audit log') },
      { queue: 'sweep', messages: 0, move: { state: 'failed', why: 'AccessDenied' } },
    ]);
    expect((await call('fred', 'GET', path)).statusCode).toBe(403);
  });

  it('are redriven by an operator; the order is written down, and nothing changes while it is under way', async () => {
    const { call, moves, orders } = withDeadLetters();
    const running = { queue: 'event', move: { state: 'running', moved: 0, of: 1_240 } };
    expect(bodyOf(await call('olga', 'POST', `${path}/event/redrive`, {})).deadLetters).toMatchObject(running);
    expect(bodyOf(await call('olga', 'POST', `${path}/event/redrive`, {})).deadLetters).toMatchObject(running);
    expect(moves).toEqual(['event']);
    expect([...orders.values()]).toMatchObject([{ order: 'redrive', queue: 'event', by: 'olga', done: true }]);
  });

  it('are redriven once for one key, whatever came into the queue since', async () => {
    const { call, moves, deadLetters } = withDeadLetters();
    await call('olga', 'POST', `${path}/event/redrive`, { key });
    deadLetters.set('event', { queue: 'event', messages: 7 });
    await call('olga', 'POST', `${path}/event/redrive`, { key });
    expect(moves).toEqual(['event']);
    await call('olga', 'POST', `${path}/event/redrive`, {});
    expect(moves).toEqual(['event', 'event']);
  });

  it('are redriven again for the same key when the first try came to nothing', async () => {
    const { call, moves, dependencies, orders } = withDeadLetters();
    const { redrive } = dependencies.deadLetters;
    Object.assign(dependencies.deadLetters, { redrive: () => Promise.reject(new Error('AccessDenied')) });
    expect((await call('olga', 'POST', `${path}/event/redrive`, { key })).statusCode).toBe(500);
    expect([...orders.values()]).toMatchObject([{ queue: 'event', by: 'olga' }]);
    Object.assign(dependencies.deadLetters, { redrive });
    expect((await call('olga', 'POST', `${path}/event/redrive`, { key })).statusCode).toBe(200);
    expect(moves).toEqual(['event']);
    expect(orders.size).toBe(1);
  });

  it.each([
    ['anna', 'event', {}, 403, 'to redrive a dead-letter queue takes the role operator; anna has commander'],
    ['olga', 'nothing', {}, 404, 'there is no dead-letter queue nothing'],
    ['olga', 'alarms', {}, 404, 'there is no dead-letter queue alarms'],
    ['olga', 'audited-accounts', {}, 409, /^SQS cannot move the messages of audited-accounts back.*what to do: Keep the message/],
    [
      'olga',
      'event',
      { key: 'mine' },
      400,
      'key is "mine"; allowed: a ULID of your own; the same request sent again with the same key is done once',
    ],
    ['olga', 'event', { speed: 500 }, 400, /speed/],
  ])('refuse %s for %s with %j: %i', async (who, queue, body, status, detail) => {
    const { call, moves, orders } = withDeadLetters();
    const answer = await call(who, 'POST', `${path}/${queue}/redrive`, body);
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer).detail).toEqual(typeof detail === 'string' ? detail : expect.stringMatching(detail));
    expect([...moves, ...orders.keys()]).toEqual([]);
  });
});

describe('dead letters in the console', () => {
  const page = '/console/dead-letters';

  it('are reached from the campaigns, and lead an operator to a page that asks once more', async () => {
    const { as, moves } = withDeadLetters();
    expect((await as('eva', { path: '/console/campaigns' })).body).toContain('href="../console/dead-letters"');
    const { body } = await as('olga', { path: page });
    expect(body).toContain('Something waits in 2 of 3.');
    expect(body).toContain('1,240');
    expect(body).toContain('No redrive is possible. Keep the message');
    expect(body).toContain('The last redrive failed (AccessDenied): 3 of 4 moved back');
    expect(body.match(/href="[^"]*redrive"/g)).toEqual(['href="../console/dead-letters/event/redrive"']);
    const asked = await as('olga', { path: `${page}/event/redrive` });
    expect(asked.body).toContain('1,240 messages');
    expect(moves).toEqual([]);
    const form = { key: /name="key" value="([^"]+)"/.exec(asked.body)?.[1] ?? '' };
    const done = await as('olga', { method: 'POST', path: `${page}/event/redrive`, form });
    expect([done.statusCode, done.headers?.Location]).toEqual([303, '../../../console/dead-letters?done=redrive']);
    expect(moves).toEqual(['event']);
    const after = await as('olga', { path: page });
    expect(after.body).toContain('A redrive is under way: 0 of 1,240 moved back');
    expect(after.body).not.toMatch(/href="[^"]*redrive"/);
  });

  it('are shown without a way to redrive to whoever may not', async () => {
    const { as, moves } = withDeadLetters();
    const { body } = await as('eva', { path: page });
    expect(body).toContain('Reports of SES on the fate of mails');
    expect(body).not.toMatch(/href="[^"]*redrive"/);
    const refused = await as('eva', { method: 'POST', path: `${page}/event/redrive`, form: { key } });
    expect(refused.statusCode).toBe(403);
    expect(moves).toEqual([]);
  });

  it('have no button where no redrive is possible', async () => {
    const { as, moves } = withDeadLetters();
    const { statusCode, headers } = await as('olga', { path: `${page}/audited-accounts/redrive` });
    expect([statusCode, headers?.Location]).toEqual([303, '../../../console/dead-letters']);
    const form = { key };
    const refused = await as('olga', { method: 'POST', path: `${page}/audited-accounts/redrive`, form });
    expect([refused.statusCode, refused.body]).toEqual([
      409,
      expect.stringContaining('SQS cannot move the messages of audited-accounts back'),
    ]);
    expect(moves).toEqual([]);
  });
});
