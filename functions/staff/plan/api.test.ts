import { describe, expect, it } from 'vitest';
import { someHeadcount, somePool } from '#test/kits/staff-facts.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);
const plan = (more: object) => ({ title: 'T', scope: { kind: 'everybody' }, ...more });
const where = (...predicates: readonly unknown[]) => plan({ scope: { kind: 'attributes', where: predicates } });
const since = Date.UTC(2025, 10, 20);
const holds = { attribute: 'email', is: 'ends-with', values: ['@example.org'] };

describe('planning with all that a plan may say', () => {
  it.each([
    [{ kind: 'organisation', organisations: ['Bakkerij Jansen'] }],
    [{ kind: 'client', clients: ['4kq1product'] }],
    [{ kind: 'attributes', where: [holds, { createdBefore: since }] }],
  ])('keeps the scope %j as it is', async (scope) => {
    const { call, rows } = makeStage();
    const { campaign } = bodyOf(await call('anna', 'POST', path, plan({ scope })));
    expect(rows.get(campaign.id)?.scope).toEqual(scope);
    expect(campaign.scope).toEqual(scope);
  });

  it('takes moments as dates, times with a zone, or milliseconds', async () => {
    const { call, rows } = makeStage();
    for (const moment of [since, '2025-11-20', '2025-11-20T00:00Z', '2025-11-20T01:00:00.000+01:00']) {
      const { campaign } = bodyOf(
        await call('anna', 'POST', path, plan({ title: String(moment), compromisedSince: moment, wantedEpoch: moment })),
      );
      expect(rows.get(campaign.id)).toMatchObject({ compromisedSince: since, wantedEpoch: since });
    }
  });

  it('keeps each entry of a list once, with the earliest moment, and says how many were repetitions', async () => {
    const { call, planLists } = makeStage();
    const compromised = [
      { account: 'Jan', since: '2025-11-21' },
      { account: 'jan', since: '2025-11-20' },
      { account: ' JAN ' },
      { account: 'eva' },
    ];
    const { campaign } = bodyOf(
      await call('anna', 'POST', path, plan({ compromised, privileged: ['root', 'Root'], sweep: { mode: 'active' } })),
    );
    expect(campaign.lists).toEqual({ compromised: { entries: 2, doubles: 2 }, privileged: { entries: 1, doubles: 1 } });
    expect(planLists.get(campaign.id)?.compromised).toEqual(
      new Map([
        ['jan', since],
        ['eva', undefined],
      ]),
    );
  });

  it('keeps a list for each grade, and what becomes of dormant accounts', async () => {
    const { call, rows, planLists } = makeStage();
    const compromised = [
      { account: 'jan' },
      { account: 'eva', grade: 'suspected', since: '2025-11-20' },
      { account: 'bob', grade: 'precaution' },
    ];
    const { campaign } = bodyOf(
      await call('anna', 'POST', path, plan({ compromised, dormant: { notices: 'none' }, privileged: ['root'] })),
    );
    expect(planLists.get(campaign.id)).toEqual({
      compromised: new Map([['jan', undefined]]),
      suspected: new Map([['eva', since]]),
      precaution: new Map([['bob', undefined]]),
      privileged: new Map([['root', undefined]]),
    });
    expect(rows.get(campaign.id)?.dormant).toEqual({ afterDays: 365, notices: 'none' });
  });

  it.each([
    [{ mode: 'none' }, undefined],
    [{ mode: 'active' }, { activeDays: 90, primitives: { privileged: 'sign-out', compromised: 'sign-out', active: 'sign-out' } }],
    [
      { mode: 'all', primitive: 'disable', activeDays: 7 },
      { activeDays: 7, primitives: { privileged: 'disable', compromised: 'disable', active: 'disable', dormant: 'disable' } },
    ],
    [
      { mode: 'cohorts', primitives: { compromised: 'random-password' } },
      { activeDays: 90, primitives: { compromised: 'random-password' } },
    ],
  ])('plans the sweep %j', async (sweep, expected) => {
    const { call, rows } = makeStage();
    const { campaign } = bodyOf(await call('anna', 'POST', path, plan({ sweep })));
    expect(rows.get(campaign.id)?.sweep).toEqual(expected);
    expect(rows.get(campaign.id)?.tier).toBe(expected && 'ESSENTIALS');
  });

  it('names the clients that let holders write what the scope rests on', async () => {
    const { call } = makeStage();
    const { campaign } = bodyOf(
      await call('anna', 'POST', path, where(holds, { attribute: 'custom:environment', is: 'one-of', values: ['nl'] })),
    );
    expect(campaign.writable).toEqual([{ attribute: 'email', clients: ['product'] }]);
  });

  it('widens a campaign that is live or closed', async () => {
    const { call, put, rows } = makeStage();
    for (const state of ['live', 'closed'] as const) {
      const { id } = put({ state });
      const { campaign } = bodyOf(await call('anna', 'POST', path, plan({ title: state, widens: id })));
      expect(rows.get(campaign.id)?.widens).toBe(id);
    }
  });
});

describe('a plan that cannot be', () => {
  const past = '2019-12-31T23:59:59Z';
  const future = '2025-11-21T13:00:01Z';
  const span = 'allowed: a moment from 2020-01-01T00:00:00.000Z, when the directory was made, to now (2025-11-21T13:00:00.000Z)';
  it.each([
    [plan({ wantedEpoch: future }), `wantedEpoch is 2025-11-21T13:00:01.000Z; ${span}`],
    [plan({ wantedEpoch: past }), `wantedEpoch is 2019-12-31T23:59:59.000Z; ${span}`],
    [plan({ compromisedSince: future }), `compromisedSince is 2025-11-21T13:00:01.000Z; ${span}`],
    [plan({ compromisedSince: past }), `compromisedSince is 2019-12-31T23:59:59.000Z; ${span}`],
    [
      plan({ compromised: [{ account: 'jan' }, { account: 'eva', since: past }] }),
      `compromised.1.since is 2019-12-31T23:59:59.000Z; ${span}`,
    ],
    [where(holds, { createdBefore: future }), `scope.where.1.createdBefore is 2025-11-21T13:00:01.000Z; ${span}`],
    [plan({ compromisedSince: 'yesterday' }), 'compromisedSince is "yesterday"; allowed: '],
    [plan({ compromisedSince: '2025-02-30' }), 'compromisedSince is "2025-02-30"; allowed: '],
    [plan({ compromisedSince: '2025-11-20T13:00' }), 'compromisedSince is "2025-11-20T13:00"; allowed: '],
    [plan({ compromisedSince: 1.5 }), 'compromisedSince is 1.5; allowed: '],
    [
      where({ ...holds, attribute: 'custom:plan' }),
      'scope.where.0.attribute is "custom:plan"; allowed: an attribute of the directory: custom:environment, custom:organisation, email, sub',
    ],
    [
      where({ attribute: 'email', is: 'like', values: ['x'] }),
      'scope.where.0 is {"attribute":"email","is":"like","values… (48 characters); allowed: ',
    ],
    [where({ ...holds, values: [] }), 'scope.where.0.values is a list of 0; allowed: a list of 1 to 20 values'],
    [where(), 'scope.where is a list of 0; allowed: a list of 1 to 20 conditions'],
    [
      plan({ scope: { kind: 'client', clients: ['4kq1product', 'nothing'] } }),
      'scope.clients.1 is "nothing"; allowed: an app client of the directory: 4kq1product (product)',
    ],
    [plan({ scope: { kind: 'organisation', organisations: [' '] } }), 'scope.organisations.0 is " "; allowed: 1 to 254 bytes'],
    [
      plan({ widens: '01KAJ0000000000000000000ZZ' }),
      'widens is "01KAJ0000000000000000000ZZ"; allowed: the id of a campaign that is live or closed',
    ],
    [plan({ widens: '01KAJ000000000000000000PVT' }), 'allowed: the id of a campaign that is live or closed'],
    [plan({ sweep: { mode: 'some' } }), 'sweep.mode is "some"; allowed: an object whose mode is none, active, all or cohorts'],
    [plan({ sweep: { mode: 'all', activeDays: 0 } }), 'sweep.activeDays is 0; allowed: a whole number of days from 1 to 3650'],
    [plan({ sweep: { mode: 'cohorts', primitives: {} } }), 'sweep.primitives is {}; allowed: for at least one of privileged'],
    [plan({ sweep: { mode: 'none', activeDays: 9 } }), 'sweep.activeDays is not known here'],
    [plan({ compromised: ['jan'] }), 'compromised.0 is "jan"; allowed: an object with account'],
    [plan({ privileged: Array(5_001).fill('a') }), 'privileged is a list of 5001; allowed: a list of at most 5000'],
    [
      plan({ compromised: [{ account: 'jan', grade: 'sure' }] }),
      'compromised.0.grade is "sure"; allowed: confirmed, suspected, precaution',
    ],
    [plan({ dormant: { afterDays: 0 } }), 'dormant.afterDays is 0; allowed: a whole number of days from 1 to 3650'],
    [plan({ dormant: { notices: 'first' } }), 'dormant.notices is "first"; allowed: last or none'],
    [plan({ containsFederated: 'yes' }), 'containsFederated is "yes"; allowed: true or false'],
  ])('%j is refused in one line, before anything is written', async (body, text) => {
    const { call, put, rows, scopeMessages, planLists } = makeStage();
    put({ state: 'cancelled' });
    const answer = await call('anna', 'POST', path, body);
    expect(bodyOf(answer).detail).toContain(text);
    expect(bodyOf(answer).detail).not.toContain('\n');
    expect([answer.statusCode, rows.size, scopeMessages.length, planLists.size]).toEqual([400, 1, 0, 0]);
  });

  it.each(['environment', 'organisation'] as const)('is one by an attribute that the directory does not have: %s', async (kind) => {
    const { call, stage, rows } = makeStage();
    stage.pool = { ...somePool, attributes: ['email'] };
    const answer = await call('anna', 'POST', path, plan({ scope: { kind, [`${kind}s`]: ['nl'] } }));
    expect(bodyOf(answer).detail).toBe(
      `scope.${kind}s is filled in; allowed: another scope, as the directory has no attribute custom:${kind}`,
    );
    expect(rows.size).toBe(0);
  });

  it('that exempts everybody cannot be approved, and says why', async () => {
    const { call, put } = makeStage();
    const { id } = put({ state: 'empty', headcount: { ...someHeadcount, inScope: 2, exempt: { listed: 2 } } });
    expect(bodyOf(await call('carla', 'POST', `${path}/${id}/approve`)).detail).toContain('everybody in the scope is exempt');
  });
});
