import { beforeAll, describe, expect, it } from 'vitest';
import { laneOf } from '#domain/lane.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { lanePartition } from '#shared/aws/account/accounts.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { type Stage, setStage } from '#test/kits/world.ts';

const person = (name: string) => ({
  Username: name,
  Attributes: [
    { Name: 'sub', Value: name },
    { Name: 'email', Value: `${name}@example.nl` },
    { Name: 'email_verified', Value: 'true' },
  ],
});

/** What a sign-in comes to. */
const outcome = (stage: Stage, name: string) =>
  stage.signIn(name, stolenPassword).then(
    () => 'in',
    ({ message }: Error) => (/must change|wachtwoord/.test(message) ? 'contained' : message),
  );

/** Calls of the gate itself; the probe's sign-ins are left out. */
async function stageWith(epochs: readonly Record<string, unknown>[]) {
  const reads = { Query: 0, BatchGetItem: 0 };
  const lines: string[] = [];
  const at = ({ phase, operation, caller }: FaultPoint) => {
    if (phase === 'before' && caller.startsWith('gate') && operation in reads) reads[operation as keyof typeof reads]++;
    return undefined;
  };
  const stage = await setStage({
    users: ['sanne', 'joost', 'bea'].map(person),
    faults: { at },
    onLine: (_, line) => void lines.push(line),
  });
  const now = stage.world.clock.now();
  const filled = {
    ourClientId: stage.output('RecoveryClientId'),
    epoch: now,
    startedAt: now,
    lingers: noStaleCredentials,
    page: 'https://pages.example',
  };
  for (const [index, epoch] of epochs.entries()) {
    // A partition takes 1,000 write units a second; one row here takes two.
    if (index % 400 === 399) await stage.pass(1_000);
    const row = Object.entries({ pk: 'epochs', sk: epoch.campaignId, ...filled, ...epoch }).filter(([, value]) => value !== undefined);
    stage.put('epochs', Object.fromEntries(row));
  }
  const row = (campaignId: string, sub: string, more: object) =>
    stage.put('accounts', { pk: lanePartition(campaignId, laneOf(sub)), sk: sub, campaignId, sub, ...more });
  await stage.pass(60_000);
  return { stage, reads, lines, row, now };
}

/** Over an organisation that nobody is of, with a row long enough that some hundreds fill a page of a query. */
const epochs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    campaignId: `c${String(index).padStart(4, '0')}`,
    scope: { kind: 'organisation', organisations: ['x'.repeat(1_200)] },
  }));

describe.each([1, 100, 101, 1_000])('with %i epochs that hold', (count) => {
  let staged: Awaited<ReturnType<typeof stageWith>>;
  const last = epochs(count).at(-1)?.campaignId ?? '';

  beforeAll(async () => {
    staged = await stageWith(epochs(count));
    staged.row(last, 'sanne', { state: 'contained' });
    staged.row(last, 'joost', { state: 'recovered', recoveredAt: staged.now + 1 });
  });

  it('the gate refuses whom the last of them binds, and lets in whoever recovered and whomever none binds', async () => {
    const { stage } = staged;
    expect([await outcome(stage, 'sanne'), await outcome(stage, 'joost'), await outcome(stage, 'bea')]).toEqual(['contained', 'in', 'in']);
  });

  it('a sign-in costs a call for each hundred of them, all at once, and takes no longer than one', async () => {
    const { stage, reads } = staged;
    await stage.pass(10_000);
    await outcome(stage, 'bea');
    reads.BatchGetItem = 0;
    const begin = stage.world.clock.now();
    expect(await outcome(stage, 'sanne')).toBe('contained');
    const ms = stage.world.clock.now() - begin;
    expect(reads.BatchGetItem).toBe(Math.ceil(count / 100));
    expect(ms).toBeLessThan(50);
  });
});

describe('an epoch of a form that the gate does not understand', () => {
  it.each<[string, Record<string, unknown>]>([
    ['an unknown kind of scope', { scope: { kind: 'postcode', postcodes: ['1011'] } }],
    ['no scope', { scope: undefined }],
    ['an unknown kind of predicate', { scope: { kind: 'attributes', where: [{ attribute: 'email', is: 'matches', values: ['x'] }] } }],
    ['a scope with more than is known', { scope: { kind: 'environment', environments: ['be'], butAlso: ['nl'] } }],
    ['no instant', { scope: { kind: 'environment', environments: ['be'] }, epoch: undefined }],
    ['an instant that is a text', { scope: { kind: 'list', entries: 1 }, epoch: 'yesterday' }],
    ['no lingers', { scope: { kind: 'list', entries: 1 }, lingers: undefined }],
    ['a newer form', { scope: { kind: 'environment', environments: ['be'] }, form: 2 }],
  ])('(%s) contains everybody, and says so', async (_, more) => {
    const { stage, lines } = await stageWith([{ campaignId: 'c1', ...more }]);
    expect(await outcome(stage, 'bea')).toBe('contained');
    expect(lines.some((line) => line.includes('Epochs::NotUnderstood'))).toBe(true);
  });
});

describe('an account row of a form that the gate does not understand', () => {
  it.each<[string, object]>([
    ['a recovery without its instant', { state: 'recovered' }],
    ['a recovery at no number', { state: 'recovered', recoveredAt: 'soon' }],
    ['an unknown state', { state: 'quarantined' }],
  ])('(%s) keeps its account out', async (_, more) => {
    const { stage, row } = await stageWith(epochs(1));
    row('c0000', 'bea', more);
    expect(await outcome(stage, 'bea')).not.toBe('in');
  });
});
