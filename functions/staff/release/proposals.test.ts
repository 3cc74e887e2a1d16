import { describe, expect, it } from 'vitest';
import { makeStage } from '../testing.ts';

const path = '/api/campaigns/01KAJ000000000000000000PVT';
const page = '/console/campaigns/01KAJ000000000000000000PVT/take-back';
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

describe('taking containment back', () => {
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
    expect(bodyOf(answer)).toEqual({ status: 409, detail: 'dirk proposed this; somebody else must confirm it' });
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
    expect(bodyOf(await decide('carla', 'confirm'))).toEqual({
      status: 409,
      detail: 'the proposal is withdrawn, by anna; nothing was changed',
    });
    expect([...rows.values()][0]?.state).toBe('live');
  });

  it.each([
    ['carla', 'POST', 'proposals', lift, 403, 'to propose to take containment back takes the role commander; carla has approver'],
    ['anna', 'POST', 'proposals', { kind: 'lift' }, 400, 'reason is missing; allowed: 1 to 200 characters'],
    ['anna', 'POST', 'proposals', { ...lift, scope: { kind: 'list', list: ['a'] } }, 400, 'scope is'],
    [
      'anna',
      'POST',
      'proposals',
      { kind: 'release', reason: 'x' },
      400,
      'scope is missing; allowed: an object with kind, reason, for a release scope',
    ],
    ['anna', 'POST', 'proposals', { kind: 'shrink', reason: 'x' }, 400, 'kind is "shrink"; allowed: lift or release'],
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
      'the campaign is approved; to take containment back, it must be live or closed',
    );
  });
});

describe('the page on which containment is taken back', () => {
  it('says what cannot be undone before anything is proposed', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', epoch: 1, sweep: { primitives: { privileged: 'random-password' }, activeDays: 30 } });
    const { body } = await as('anna', { path: page });
    for (const text of ['This cannot be undone', 'Whoever has recovered keeps the new password']) expect(body).toContain(text);
  });

  it('takes a proposal, shows it to who can confirm it, and not the button to who made it', async () => {
    const { as, put, rows } = makeStage();
    put({ state: 'live', epoch: 1 });
    const form = { what: 'lift', whom: '', reason: 'false alarm', key: '01KAJ0000000000000000000AA' };
    expect((await as('anna', { method: 'POST', path: page, form })).statusCode).toBe(303);
    expect((await as('anna', { path: page })).body).not.toContain('Confirm: lift');
    const { body } = await as('carla', { path: page });
    expect(body).toContain('Confirm: lift the whole epoch');
    const action = /action="([^"]+\/confirm)"/.exec(body)?.[1] ?? '';
    const target = new URL(action, `https://sluis.example${page}`).pathname;
    expect((await as('carla', { method: 'POST', path: target, form: {} })).statusCode).toBe(303);
    expect([...rows.values()][0]?.state).toBe('lifted');
  });

  it('is announced on the page of the campaign while a proposal waits', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', epoch: 1 });
    const campaign = page.replace('/take-back', '');
    expect((await as('carla', { path: campaign })).body).not.toContain('One proposal');
    const form = { what: 'lift', whom: '', reason: 'false alarm', key: '01KAJ0000000000000000000AA' };
    await as('anna', { method: 'POST', path: page, form });
    expect((await as('carla', { path: campaign })).body).toContain('One proposal to take containment back waits');
  });

  it('shows everybody who would be released to whoever has to confirm it, and what an eye would not see', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', epoch: 1 });
    const whom = [...Array.from({ length: 22 }, (_, index) => `user${index}`), 'jan\u202esen'].join('\n');
    const form = { what: 'list', whom, reason: 'monitoring', key: '01KAJ0000000000000000000AA' };
    await as('anna', { method: 'POST', path: page, form });
    const { body } = await as('carla', { path: page });
    for (let index = 0; index < 22; index++) expect(body).toContain(`>user${index}</th>`);
    expect(body).toContain('>jan\\u{202e}sen</th>');
  });

  it.each([
    [{ what: '' }, 'Choose what should happen.'],
    [{ what: 'list', whom: '' }, 'Whom: a list of 0 is not possible.'],
    [{ what: 'lift', whom: 'jansen' }, 'Whom: to lift the whole epoch, leave this empty.'],
    [{ reason: '' }, 'Why: &quot;&quot; is not possible.'],
  ])('shows the form again for %j', async (change, text) => {
    const { as, put, proposals } = makeStage();
    put({ state: 'live', epoch: 1 });
    const form = { what: 'lift', whom: '', reason: 'false alarm', key: '01KAJ0000000000000000000AA', ...change };
    const answer = await as('anna', { method: 'POST', path: page, form });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
    expect(proposals.size).toBe(0);
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
