import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns/01KAJ000000000000000000PVT';
const page = '/console/campaigns/01KAJ000000000000000000PVT/proposals';
const lift = { kind: 'lift', reason: 'the passwords were not stolen after all' };
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

/** A live campaign with a proposal by anna. */
async function proposed(proposal: object = lift) {
  const stage = makeStage();
  stage.put({ state: 'live', epoch: 1, startedAt: 1 });
  const { id } = bodyOf(await stage.call('anna', 'POST', `${path}/proposals`, proposal)).proposal;
  const decide = (who: string, what: 'confirm' | 'withdraw') => stage.call(who, 'POST', `${path}/proposals/${id}/${what}`, {});
  return { ...stage, id, decide };
}

describe('releasing accounts and lifting containment', () => {
  it('changes nothing until a second person confirms it', async () => {
    const { rows, proposals, releaseMessages } = await proposed();
    expect([...rows.values()][0]?.state).toBe('live');
    expect([...proposals.values()]).toMatchObject([{ kind: 'lift', state: 'proposed', proposedBy: 'anna' }]);
    expect(releaseMessages).toEqual([]);
  });

  it('lifts the epoch when somebody else confirms', async () => {
    const { decide, rows, proposals } = await proposed();
    expect((await decide('carla', 'confirm')).statusCode).toBe(200);
    expect([...rows.values()][0]).toMatchObject({ state: 'lifted', liftedBy: 'carla' });
    expect([...proposals.values()]).toMatchObject([{ state: 'confirmed', confirmedBy: 'carla' }]);
  });

  it('is not confirmed by whoever proposed it, not even with both roles', async () => {
    const stage = makeStage();
    stage.put({ state: 'live', epoch: 1 });
    const { id } = bodyOf(await stage.call('dirk', 'POST', `${path}/proposals`, lift)).proposal;
    const answer = await stage.call('dirk', 'POST', `${path}/proposals/${id}/confirm`, {});
    expect(bodyOf(answer)).toMatchObject({
      status: 409,
      code: 'second-person',
      detail: 'dirk proposed this; somebody else must confirm it',
    });
    expect([...stage.rows.values()][0]?.state).toBe('live');
  });

  it('releases accounts lane by lane, and sends the work again when the button is pressed again', async () => {
    const scope = { kind: 'list', list: ['Jansen', 'jansen '] };
    const { decide, lists, id, releaseMessages, rows } = await proposed({ kind: 'release', scope, reason: 'monitoring' });
    expect(lists.get(id)).toEqual(['jansen']);
    await decide('carla', 'confirm');
    await decide('carla', 'confirm');
    expect(releaseMessages).toHaveLength(128);
    expect(new Set(releaseMessages.map(({ lane }) => lane)).size).toBe(64);
    expect([...rows.values()][0]?.state).toBe('live');
  });

  it('is one proposal when the same one is sent twice with a key', async () => {
    const stage = makeStage();
    stage.put({ state: 'live', epoch: 1 });
    const sent = { ...lift, key: '01KAJ0000000000000000000AA' };
    for (const _ of [1, 2]) await stage.call('anna', 'POST', `${path}/proposals`, sent);
    expect(stage.proposals.size).toBe(1);
  });

  it('is over once it is withdrawn', async () => {
    const { decide, rows } = await proposed();
    expect((await decide('anna', 'withdraw')).statusCode).toBe(200);
    expect(bodyOf(await decide('carla', 'confirm'))).toMatchObject({
      status: 409,
      code: 'state',
      detail: 'the proposal is withdrawn, by anna; nothing was changed',
    });
    expect([...rows.values()][0]?.state).toBe('live');
  });

  it.each([
    ['carla', 'POST', 'proposals', lift, 403, 'to propose to lift containment takes the role commander; carla has approver'],
    ['anna', 'POST', 'proposals', { kind: 'lift' }, 400, 'reason is missing; allowed: 1 to 200 characters on one line'],
    ['anna', 'POST', 'proposals', { ...lift, scope: { kind: 'list', list: ['a'] } }, 400, 'scope is not known here; allowed: reason, key'],
    [
      'anna',
      'POST',
      'proposals',
      { kind: 'release', reason: 'x' },
      400,
      'scope is missing; allowed: an object whose kind is environment, organisation or list',
    ],
    ['anna', 'POST', 'proposals', { kind: 'shrink', reason: 'x' }, 400, 'kind is "shrink"; allowed: release or lift'],
    ['carla', 'POST', 'proposals/01KAJ000000000000000000NNE/confirm', {}, 404, 'there is no proposal 01KAJ000000000000000000NNE'],
  ] as const)('%s is refused %s %s %j', async (who, method, target, body, status, detail) => {
    const stage = makeStage();
    stage.put({ state: 'live', epoch: 1 });
    const answer = await stage.call(who, method, `${path}/${target}`, body);
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer).detail).toContain(detail);
    expect(stage.proposals.size).toBe(0);
  });

  it('is refused while no epoch holds', async () => {
    const stage = makeStage();
    stage.put({ state: 'approved' });
    expect(bodyOf(await stage.call('anna', 'POST', `${path}/proposals`, lift)).detail).toBe(
      'the campaign is approved; to propose to lift containment, it must be live or closed',
    );
  });
});

describe('the pages on which accounts are released and containment is lifted', () => {
  const key = '01KAJ0000000000000000000AA';
  const linkIn = (body: string, from: string, end: string) => {
    const href = new RegExp(`href="([^"]+/${end})"`).exec(body)?.[1];
    return href === undefined ? undefined : new URL(href, `https://sluis.example${from}`).pathname;
  };

  it.each(['lift', 'release'])('say how many it is about and what cannot be undone before a %s is proposed', async (kind) => {
    const { as, put, stage } = makeStage();
    put({ state: 'live', epoch: 1, sweep: { primitives: { privileged: 'random-password' }, activeDays: 30 } });
    stage.totals = { ...stage.totals, accounts: { contained: 1200, recovering: 34, recovered: 5, exempt: 6 } };
    const { body } = await as('anna', { path: `${page}/${kind}` });
    for (const text of ['This cannot be undone', 'Whoever has recovered keeps the new password', 'Nothing changes until an approver'])
      expect(body).toContain(text);
    if (kind === 'lift') expect(body).toContain('1,234 accounts</strong> not yet recovered');
  });

  it('take a proposal, and lead who can confirm it to it, but not who made it', async () => {
    const { as, put, rows } = makeStage();
    put({ state: 'live', epoch: 1 });
    expect(linkIn((await as('anna', { path: page })).body, page, 'lift')).toBe(`${page}/lift`);
    const proposed = await as('anna', { method: 'POST', path: `${page}/lift`, form: { reason: 'false alarm', key } });
    expect([proposed.statusCode, proposed.headers?.Location]).toEqual([303, expect.stringContaining('proposals?done=lift')]);
    const own = (await as('anna', { path: `${page}?done=lift` })).body;
    expect(own).toContain('The lift is proposed.');
    expect(linkIn(own, page, 'confirm')).toBeUndefined();
    expect(linkIn(own, page, 'withdraw')).toBeDefined();
    const confirm = linkIn((await as('carla', { path: page })).body, page, 'confirm') ?? '';
    const question = (await as('carla', { path: confirm })).body;
    expect(question).toContain('Lift containment?');
    expect(question).toContain('“false alarm” — anna');
    const digest = /name="digest" value="(\w+)"/.exec(question)?.[1] ?? '';
    expect((await as('anna', { method: 'POST', path: confirm, form: { digest } })).statusCode).toBe(403);
    expect((await as('carla', { method: 'POST', path: confirm, form: { digest: '0'.repeat(64) } })).statusCode).toBe(409);
    expect([...rows.values()][0]?.state).toBe('live');
    expect((await as('carla', { method: 'POST', path: confirm, form: { digest } })).statusCode).toBe(303);
    expect([...rows.values()][0]?.state).toBe('lifted');
    expect((await as('carla', { path: page })).body).toContain('confirmed by carla');
    expect((await as('carla', { path: confirm })).statusCode).toBe(303);
  });

  it('is announced on the page of the campaign while a proposal waits', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', epoch: 1 });
    const campaign = page.replace('/proposals', '');
    expect((await as('carla', { path: campaign })).body).not.toContain('One proposal');
    await as('anna', { method: 'POST', path: `${page}/lift`, form: { reason: 'false alarm', key } });
    expect((await as('carla', { path: campaign })).body).toContain('One proposal');
  });

  it('shows everybody who would be released to whoever has to confirm it, and what an eye would not see', async () => {
    const { as, put, proposals } = makeStage();
    put({ state: 'live', epoch: 1 });
    const whom = [...Array.from({ length: 22 }, (_, index) => `user${index}`), 'jan\u202esen'].join('\n');
    await as('anna', { method: 'POST', path: `${page}/release`, form: { what: 'list', whom, reason: 'monitoring', key } });
    const { body } = await as('carla', { path: `${page}/${[...proposals.keys()][0]}/confirm` });
    for (let index = 0; index < 22; index++) expect(body).toContain(`>user${index}</th>`);
    expect(body).toContain('>jan\\u{202e}sen</th>');
  });

  it.each([
    ['release', { what: '' }, 'Release: choose accounts, organisations or environments.'],
    ['release', { whom: '' }, 'Names: a list of 0 is not possible. Allowed: a list of 1 to 50000'],
    ['release', { whom: `jansen\n\n${'x'.repeat(255)}` }, 'Names, line 3: &quot;xxx'],
    ['release', { what: 'organisation', whom: 'x'.repeat(257) }, 'Names, line 1: &quot;xxx'],
    ['release', { reason: '' }, 'Reason: missing is not possible. Allowed: 1 to 200 characters'],
    ['lift', { reason: '' }, 'Reason: missing is not possible. Allowed: 1 to 200 characters'],
    ['lift', { reason: 'x'.repeat(201) }, 'Allowed: 1 to 200 characters on one line'],
  ])('shows the form of a %s again for %j', async (kind, change, text) => {
    const { as, put, proposals } = makeStage();
    put({ state: 'live', epoch: 1 });
    const names = kind === 'lift' ? {} : { what: 'list', whom: 'jansen' };
    const answer = await as('anna', { method: 'POST', path: `${page}/${kind}`, form: { ...names, reason: 'alarm', key, ...change } });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
    expect(answer.body).toContain('value="01KAJ0000000000000000000AA"');
    expect(proposals.size).toBe(0);
  });

  it('leads to the page of the campaign while no epoch holds', async () => {
    const { as, put } = makeStage();
    put({ state: 'approved' });
    for (const path of [page, `${page}/lift`, `${page}/release`]) expect((await as('anna', { path })).statusCode).toBe(303);
  });
});

describe('the sweep', () => {
  it('is paused and goes on by a commander, over the API', async () => {
    const { call, put, rows } = makeStage();
    put({ state: 'live', epoch: 1, sweep: { primitives: { active: 'sign-out' }, activeDays: 30 } });
    expect((await call('eva', 'POST', `${path}/pause-sweep`, {})).statusCode).toBe(403);
    expect((await call('anna', 'POST', `${path}/pause-sweep`, {})).statusCode).toBe(200);
    expect([...rows.values()][0]).toMatchObject({ state: 'live', sweepPausedBy: 'anna' });
    expect((await call('boris', 'POST', `${path}/resume-sweep`, {})).statusCode).toBe(200);
    expect([...rows.values()][0]).toMatchObject({ state: 'live', sweepResumedBy: 'boris' });
  });
});

describe('the clock of old tokens', () => {
  it('tells when the last one ends, and that it is over', async () => {
    const { as, put, stage } = makeStage();
    put({ state: 'live', epoch: stage.nowMs, startedAt: stage.nowMs, lastOldTokenAt: stage.nowMs + 3_600_000 });
    const path = '/console/campaigns/01KAJ000000000000000000PVT';
    expect((await as('eva', { path })).body).toContain('The last token from before the start ends at');
    stage.nowMs += 3_600_000;
    expect((await as('eva', { path })).body).toContain('No token from before the start is valid any more');
  });
});
