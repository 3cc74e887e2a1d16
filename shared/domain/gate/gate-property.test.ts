import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predicate, Scope } from '../account/scope.ts';
import type { EpochRow } from '../campaign/campaign.ts';
import { candidateEpochs, type GateAccount, type GateRequest, judge, unknownTo, type Verdict } from './gate.ts';

const clients = ['web', 'app', 'ours'];
const places = ['nl', 'be', 'de'];

const predicate: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({
    attribute: fc.constantFrom('email', 'custom:plan'),
    is: fc.constantFrom('one-of', 'begins-with', 'ends-with'),
    values: fc.array(fc.constantFrom('A@x.nl', 'a@', '@X.nl', 'gold'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ createdBefore: fc.nat(50) }),
);
const someScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>({ kind: 'everybody' }),
  fc.record({ kind: fc.constant('environment'), environments: fc.subarray(places, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('organisation'), organisations: fc.subarray(places, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('client'), clients: fc.subarray(clients, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('attributes'), where: fc.array(predicate, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('list'), entries: fc.nat(9) }),
);
const someFacts = fc.record({
  attributes: fc.record({ email: fc.constantFrom('a@x.nl', 'b@x.nl', undefined), 'custom:plan': fc.constantFrom('Gold', undefined) }),
  environment: fc.constantFrom(...places, undefined),
  organisation: fc.constantFrom(...places, undefined),
  createdAt: fc.constant(undefined),
  listed: fc.constant(false),
});
const someLifetimes = fc.record({ byClient: fc.dictionary(fc.constantFrom('web', 'app'), fc.nat(9_000)), other: fc.nat(9_000) });

/** What the words of the design say of one account without a row, in so many steps. */
function isMeant({ scope, containsFederated }: EpochRow, { facts, federated }: GateRequest): boolean {
  if (federated && !containsFederated) return false;
  if (scope.kind === 'environment') return scope.environments.some((place) => place === facts.environment);
  if (scope.kind === 'organisation') return scope.organisations.some((place) => place === facts.organisation);
  if (scope.kind !== 'attributes') return scope.kind !== 'list';
  for (const each of scope.where) {
    // The gate does not know when an account was made, which counts as long ago.
    if ('createdBefore' in each) continue;
    const value = facts.attributes[each.attribute]?.toLowerCase();
    const fits = each.values.some((wanted) => {
      const text = wanted.toLowerCase();
      if (value === undefined) return false;
      return each.is === 'one-of'
        ? value === text
        : each.is === 'begins-with'
          ? value.indexOf(text) === 0
          : value.slice(-text.length) === text;
    });
    if (!fits) return false;
  }
  return true;
}

/** The plain reference: what binds the account, how late it must have recovered, and until when its client stays shut. */
function reference(epochs: readonly EpochRow[], rows: readonly GateAccount[], request: GateRequest): Verdict['admitted'] {
  let needed = Number.NEGATIVE_INFINITY;
  let shutUntil = Number.NEGATIVE_INFINITY;
  let recoveredAt = Number.NEGATIVE_INFINITY;
  for (const { campaignId, scope } of epochs) {
    const row = rows.find((one) => one.campaignId === campaignId);
    if (scope.kind === 'client' && !scope.clients.includes(request.clientId)) continue;
    if (row?.state === 'recovered') recoveredAt = Math.max(recoveredAt, row.recoveredAt ?? recoveredAt);
  }
  const open: { readonly epoch: number; readonly isHalf: boolean }[] = [];
  for (const each of epochs) {
    if (each.scope.kind === 'client' && !each.scope.clients.includes(request.clientId)) continue;
    const row = rows.find((one) => one.campaignId === each.campaignId);
    if (row === undefined ? !isMeant(each, request) : row.state === 'exempt') continue;
    open.push({ epoch: each.epoch, isHalf: row?.state === 'recovering' });
    needed = Math.max(needed, each.epoch);
    // The clients that a campaign leaves open took the old password until there was a new one.
    const closedAt = each.scope.kind === 'client' && recoveredAt > each.startedAt ? recoveredAt : each.startedAt;
    shutUntil = Math.max(shutUntil, closedAt + 10_000 + (each.lingers.byClient[request.clientId] ?? each.lingers.other));
  }
  if (open.length === 0) return true;
  if (open.some(({ isHalf }) => isHalf)) return request.isOurClient && open.every(({ epoch, isHalf }) => isHalf || epoch <= recoveredAt);
  // A token of the second of the recovery cannot be told from an older one.
  const isSameSecond = Math.floor(request.nowMs / 1000) <= Math.floor(recoveredAt / 1000);
  return recoveredAt >= needed && (request.isOurClient || (request.nowMs >= shutUntil && !isSameSecond));
}

function verdict(epochs: readonly EpochRow[], rows: readonly GateAccount[], request: GateRequest): Verdict {
  const candidates = candidateEpochs(epochs, request.clientId);
  const ids = new Set(candidates.map(({ campaignId }) => campaignId));
  return judge(
    candidates,
    rows.filter(({ campaignId }) => ids.has(campaignId)),
    request,
  );
}

const page = 'https://pages.example';

describe('the gate, over any scopes, rows, orders, clocks and clients', () => {
  it('judges as a plain reference does (property)', () => {
    const state = fc.constantFrom('contained', 'recovering', 'recovered', 'recovered', 'exempt', 'none');
    const campaign = fc.record({
      epoch: fc.nat(20),
      startedAt: fc.nat(20),
      scope: someScope,
      lingers: someLifetimes,
      containsFederated: fc.boolean(),
      state,
      recoveredAt: fc.nat(25),
    });
    const asking = fc.record({ facts: someFacts, federated: fc.boolean(), clientId: fc.constantFrom(...clients), nowMs: fc.nat(25_000) });
    fc.assert(
      fc.property(fc.array(campaign, { maxLength: 6 }), asking, fc.func(fc.nat()), (campaigns, asked, order) => {
        const epochs = campaigns.map(({ state: _, recoveredAt: __, ...epoch }, index) => ({ ...epoch, page, campaignId: `c${index}` }));
        const rows = campaigns.flatMap((each, index): GateAccount[] => {
          if (each.state === 'none') return [];
          return [{ campaignId: `c${index}`, state: each.state, ...(each.state === 'recovered' && { recoveredAt: each.recoveredAt }) }];
        });
        const request = { ...asked, isOurClient: asked.clientId === 'ours' };
        const shuffled = epochs.toSorted((a, b) => order(a.campaignId) - order(b.campaignId));
        expect(verdict(shuffled, rows, request).admitted).toBe(reference(epochs, rows, request));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is opened by nothing but a lift, a release, a recovery at or after the latest epoch, or the end of what lingers (property)', () => {
    const which = fc.nat(9);
    const step = fc.oneof(
      fc.record({ does: fc.constant('start'), scope: someScope, lingers: someLifetimes, back: fc.nat(500), isKnown: fc.boolean() }),
      fc.record({ does: fc.constantFrom('lift', 'release', 'begin', 'complete'), which }),
      fc.record({ does: fc.constant('move'), facts: someFacts }),
      fc.record({ does: fc.constant('pass'), ms: fc.nat(8_000) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), someFacts, fc.boolean(), (steps, firstFacts, federated) => {
        let nowMs = 1_000;
        let facts = firstFacts;
        let epochs: readonly EpochRow[] = [];
        const rows = new Map<string, GateAccount>();
        const began = new Map<string, number>();
        const ask = (clientId: string): GateRequest => ({ facts, federated, clientId, isOurClient: false, nowMs });
        const look = () => ['web', 'app'].map((clientId) => verdict(epochs, [...rows.values()], ask(clientId)));
        for (const [index, does] of steps.entries()) {
          const before = look();
          const target = 'which' in does ? epochs[does.which % Math.max(1, epochs.length)]?.campaignId : undefined;
          const row = target === undefined ? undefined : rows.get(target);
          switch (does.does) {
            case 'start': {
              const epoch = {
                campaignId: `c${index}`,
                page,
                scope: does.scope,
                lingers: does.lingers,
                epoch: nowMs - does.back,
                startedAt: nowMs,
              };
              epochs = [...epochs, epoch];
              if (does.isKnown && isMeant(epoch, ask('web')))
                rows.set(epoch.campaignId, { campaignId: epoch.campaignId, state: 'contained' });
              break;
            }
            case 'lift':
              epochs = epochs.filter(({ campaignId }) => campaignId !== target);
              break;
            case 'release':
              if (row !== undefined) rows.set(row.campaignId, { ...row, state: 'exempt' });
              break;
            case 'begin':
              if (row?.state !== 'contained') break;
              rows.set(row.campaignId, { ...row, state: 'recovering' });
              began.set(row.campaignId, nowMs);
              break;
            case 'complete':
              if (row?.state !== 'recovering') break;
              rows.set(row.campaignId, { ...row, state: 'recovered', recoveredAt: began.get(row.campaignId) ?? 0 });
              break;
            case 'move':
              // Whoever has no row yet is recorded when they are refused, before they can move.
              if (clients.every((client) => unknownTo(epochs, [...rows.values()], ask(client)).length === 0)) facts = does.facts;
              break;
            case 'pass':
              nowMs += does.ms;
          }
          for (const [place, after] of look().entries()) {
            const was = before[place];
            if (was === undefined || was.admitted || !after.admitted || does.does === 'lift' || does.does === 'release') continue;
            if (does.does === 'pass') expect(was.reason).toBe('lingering');
            else {
              expect(does.does).toBe('complete');
              const binding = epochs.filter(({ campaignId }) => !['exempt', undefined].includes(rows.get(campaignId)?.state));
              const latest = Math.max(...candidateEpochs(binding, place === 0 ? 'web' : 'app').map(({ epoch }) => epoch));
              expect(Math.max(...[...rows.values()].map(({ recoveredAt = 0 }) => recoveredAt))).toBeGreaterThanOrEqual(latest);
            }
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
