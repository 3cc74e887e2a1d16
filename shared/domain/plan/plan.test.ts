import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAccount as found } from '#test/kits/directory-account.ts';
import type { DirectoryAccount } from '../account/account.ts';
import { normalizeIdentifier, type Scope } from '../account/scope.ts';
import { sweepOrder } from '../account/sweep-plan.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { laneCount, laneOf } from '../lane.ts';
import { type AccountEvidence, addHeadcounts, containedBy, noHeadcount, planAccount } from './plan.ts';

const campaign = (scope: Scope, exemptions: readonly string[] = []): CampaignRow => ({
  id: 'c1',
  kind: 'password',
  state: 'planning',
  title: 't',
  scope,
  exemptions,
  plannedBy: 'p',
  plannedAt: 1,
});
const dutch: Scope = { kind: 'environment', environments: ['nl'] };

describe('planning an account', () => {
  it("writes a contained account and a waiting notice in the holder's language", () => {
    const plan = planAccount(campaign(dutch), new Set(), found);
    expect(plan?.account).toMatchObject({ state: 'contained', trusted: true, language: 'nl', address: 'jan@voorbeeld.example' });
    expect(plan?.notice).toMatchObject({ state: 'waiting', address: 'jan@voorbeeld.example', username: '0b1c' });
    expect(plan?.headcount).toMatchObject({ inScope: 1, notices: 1, languages: { nl: 1 } });
    expect(plan?.sample.address).toBe('j•••@voorbeeld.example');
  });

  it('leaves out what the scope does not cover', () => {
    expect(planAccount(campaign({ kind: 'environment', environments: ['be'] }), new Set(), found)).toBeUndefined();
    expect(planAccount(campaign({ kind: 'list', entries: 1 }), new Set(['other@x.example']), found)).toBeUndefined();
  });

  it('finds a listed account by its address in any case', () => {
    const plan = planAccount(campaign({ kind: 'list', entries: 1 }), new Set([normalizeIdentifier(' JAN@voorbeeld.example ')]), found);
    expect(plan?.matched).toEqual({
      breached: [],
      scope: ['jan@voorbeeld.example'],
      exemptions: [],
      privileged: [],
      compromised: [],
      suspected: [],
      precaution: [],
    });
  });

  it('exempts who is on the list of exemptions, and whose password is not ours', () => {
    expect(planAccount(campaign(dutch, ['0b1c']), new Set(), found)?.account).toMatchObject({ state: 'exempt', exemption: 'listed' });
    expect(planAccount(campaign(dutch), new Set(), { ...found, status: 'EXTERNAL_PROVIDER' })?.account).toMatchObject({
      exemption: 'federated',
    });
  });

  it('does not exempt an account for an address that nobody has proven', () => {
    const unproven = planAccount(campaign(dutch, ['jan@voorbeeld.example']), new Set(), { ...found, emailVerified: false });
    expect(unproven?.account.state).toBe('contained');
    expect(planAccount(campaign(dutch, ['jan@voorbeeld.example']), new Set(), found)?.account.state).toBe('exempt');
  });

  it('contains an account that cannot be reached, sends it nothing, and trusts its address with no code', () => {
    const plan = planAccount(campaign(dutch), new Set(), { ...found, emailVerified: false });
    expect(plan?.account).toMatchObject({ state: 'contained', trusted: false });
    expect(plan?.notice).toMatchObject({ state: 'suppressed', reason: 'unverified-address' });
    expect(plan?.headcount).toMatchObject({ inScope: 1, notices: 0, unreachable: { 'unverified-address': 1 } });
  });

  it('adds up to the sum of its parts', () => {
    const one = planAccount(campaign(dutch), new Set(), found)?.headcount ?? noHeadcount;
    expect(addHeadcounts(one, addHeadcounts(one, noHeadcount))).toMatchObject({ inScope: 2, notices: 2, languages: { nl: 2 } });
  });
});

describe('planning by compromised since', () => {
  const day = 86_400_000;
  const since = 100 * day;
  const planned = (more: Partial<CampaignRow>, account: Partial<DirectoryAccount>, evidence: AccountEvidence = {}) =>
    planAccount({ ...campaign(dutch), ...more }, new Set(), { ...found, modifiedAt: since + day, ...account }, evidence);
  const seen = { sub: found.sub, expiresAt: 0, addresses: [{ address: 'old@voorbeeld.example', since: since - day }] };

  it('sends a notice to a doubtful address, but never a code', () => {
    const plan = planned({ compromisedSince: since }, {});
    expect(plan?.account).toMatchObject({ state: 'contained', trusted: false, doubt: 'unproven', address: 'jan@voorbeeld.example' });
    expect(plan?.notice).toMatchObject({ state: 'waiting', address: 'jan@voorbeeld.example' });
    expect(plan?.headcount).toMatchObject({ notices: 1, doubtful: { unproven: 1 } });
  });

  it('takes the address from before as the channel, for code and notice', () => {
    const plan = planned({ compromisedSince: since }, { emailVerified: false }, { channels: seen });
    expect(plan?.account).toMatchObject({ trusted: true, address: 'old@voorbeeld.example' });
    expect(plan?.account).not.toHaveProperty('doubt');
    expect(plan?.notice).toMatchObject({ state: 'waiting', address: 'old@voorbeeld.example' });
  });

  it('takes the moment of the account where that is known, and none at all as always', () => {
    const listed = (moment: number | undefined) => ({ compromised: new Map([['jan@voorbeeld.example', moment]]) });
    expect(planned({ compromisedSince: since }, {}, listed(since + 2 * day))?.account).toMatchObject({
      trusted: true,
      compromisedSince: since + 2 * day,
    });
    const unknown = planned({}, {}, listed(undefined))?.account;
    expect(unknown).toMatchObject({ trusted: false, doubt: 'unproven' });
    expect(unknown).not.toHaveProperty('compromisedSince');
  });

  it('finds a listed account by an address that it had, so that changing it does not take it off the list', () => {
    const thief = { ...found, email: 'thief@elsewhere.example' };
    const list = new Set(['old@voorbeeld.example']);
    expect(planAccount(campaign({ kind: 'list', entries: 1 }), list, thief, { channels: seen })?.matched.scope).toEqual([...list]);
    expect(planAccount(campaign(dutch, ['old@voorbeeld.example']), new Set(), thief, { channels: seen })?.account.state).toBe('contained');
  });

  it('contains an account with a password elsewhere only where the plan says so, and promises it nothing', () => {
    const plan = planned({ containsFederated: true }, { status: 'EXTERNAL_PROVIDER' });
    expect(plan?.account).toMatchObject({ state: 'contained', trusted: false, doubt: 'federated' });
    expect(plan?.notice).toMatchObject({ state: 'suppressed', reason: 'federated' });
    expect(planned({}, { status: 'EXTERNAL_PROVIDER' })?.account).toMatchObject({ state: 'exempt', exemption: 'federated' });
  });
});

describe('planning a campaign that widens another', () => {
  const wider = { ...campaign({ kind: 'everybody' }), widens: 'c0' };
  it.each([
    [{ state: 'contained' }, 'covered'],
    [{ state: 'recovered' }, 'covered'],
    [{ state: 'exempt', exemption: 'listed' }, 'covered'],
    [{ state: 'exempt', exemption: 'covered' }, 'covered'],
    [{ state: 'exempt', exemption: 'released' }, 'covered'],
    [{ state: 'exempt', exemption: 'new' }, undefined],
    [{ state: 'exempt', exemption: 'federated' }, undefined],
    [undefined, undefined],
  ] as const)('exempts by the row there: %j gives %s', (widened, exemption) => {
    const plan = planAccount(wider, new Set(), found, { widened });
    expect(plan?.account.exemption).toBe(exemption);
    expect(plan?.notice.state).toBe(exemption === undefined ? 'waiting' : 'suppressed');
  });
});

describe('planning a sweep', () => {
  const day = 86_400_000;
  const now = 1_000 * day;
  const swept: Partial<CampaignRow> = {
    plannedAt: now,
    sweep: { primitives: { privileged: 'disable', active: 'sign-out' }, activeDays: 30 },
  };
  const cohort = (modifiedAt: number | undefined, evidence: AccountEvidence = {}) =>
    planAccount({ ...campaign(dutch), ...swept }, new Set(), { ...found, modifiedAt }, evidence);
  const on = (name: 'privileged' | 'compromised'): AccountEvidence => ({ [name]: new Map([['0b1c', undefined]]) });

  it('tells cohorts apart, and gives a place to those that something is done to', () => {
    expect(cohort(now - day)?.account).toMatchObject({ cohort: 'active', sweep: expect.stringMatching(/^2#/) });
    expect(cohort(undefined)?.account.cohort).toBe('active');
    expect(cohort(now - 31 * day)?.account).toMatchObject({ cohort: 'dormant' });
    expect(cohort(now - 31 * day)?.account).not.toHaveProperty('sweep');
    expect(cohort(1, on('privileged'))?.account).toMatchObject({ cohort: 'privileged', sweep: expect.stringMatching(/^0#/) });
    expect(cohort(1, on('compromised'))?.account.cohort).toBe('compromised');
    expect(cohort(now)?.headcount.swept).toEqual({ active: 1 });
  });

  it('leaves exempt accounts alone', () => {
    const exempt = planAccount({ ...campaign(dutch, ['0b1c']), ...swept }, new Set(), { ...found, modifiedAt: now });
    expect(exempt?.account).not.toHaveProperty('sweep');
    expect(exempt?.headcount.swept).toEqual({});
  });

  it('puts cohorts first and the most recently changed first', () => {
    const order = [
      sweepOrder('privileged', 1, 'z'),
      sweepOrder('active', 200, 'b'),
      sweepOrder('active', 100, 'a'),
      sweepOrder('dormant', 300, 'a'),
    ];
    expect([...order].sort()).toEqual(order);
  });
});

it('an account gets the same rows whatever was planned before it, and head-counts add up in any order (property)', () => {
  const text = fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example');
  const account = fc.record({
    sub: fc.uuid(),
    username: fc.constantFrom('ann', 'bob', 'cas'),
    status: fc.constantFrom('CONFIRMED', 'EXTERNAL_PROVIDER', 'UNCONFIRMED'),
    email: fc.option(text, { nil: undefined }),
    emailVerified: fc.boolean(),
    modifiedAt: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  });
  const shuffled = fc
    .array(account, { maxLength: 12 })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(
    fc.property(
      shuffled,
      fc.array(text),
      fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
      ([all, again], listed, since) => {
        const row: CampaignRow = {
          ...campaign({ kind: 'everybody' }, ['ann']),
          ...(since !== undefined && { compromisedSince: since }),
          sweep: { primitives: { compromised: 'sign-out', active: 'sign-out' }, activeDays: 1 },
        };
        const evidence = (reverse: boolean): AccountEvidence => ({
          compromised: new Map((reverse ? listed.toReversed() : listed).map((entry) => [entry, 50])),
        });
        const plan = (accounts: typeof all, reverse: boolean) =>
          accounts.map((each) => planAccount(row, new Set(), { ...found, ...each }, evidence(reverse)));
        const key = (plans: ReturnType<typeof plan>) =>
          new Map(plans.map((each) => [each?.account.sub, { ...each?.account, notice: each?.notice }]));
        const sum = (plans: ReturnType<typeof plan>) =>
          plans.map((each) => each?.headcount ?? noHeadcount).reduce(addHeadcounts, noHeadcount);
        const [one, two] = [plan(all, false), plan(again, true)];
        expect(key(two)).toEqual(key(one));
        expect(sum(two)).toEqual(sum(one));
        // Conservation: whoever is in scope is exempt or contained, and no code goes to whom there is a doubt about.
        const total = sum(one);
        expect(containedBy(total)).toBe(one.filter((each) => each?.account.state === 'contained').length);
        const out = one.filter((each) => each?.account.state === 'contained' && !each.account.trusted);
        const sumOf = (counts: object) => Object.values(counts).reduce((all: number, count: number) => all + count, 0);
        expect(sumOf(total.unreachable) + sumOf(total.doubtful)).toBe(out.length);
        for (const each of one) expect(each?.account.trusted && each.account.doubt).toBeFalsy();
      },
    ),
  );
});

describe('lanes', () => {
  it('spread accounts evenly', () => {
    const counts = new Array<number>(laneCount).fill(0);
    for (let index = 0; index < 6_400; index++) counts[laneOf(`account-${index}`)] = (counts[laneOf(`account-${index}`)] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(150);
  });
});
