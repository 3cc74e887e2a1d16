import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { KnownEpochs } from '#domain/gate/epoch-copy.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { epochCacheMs } from '#shared/aws/campaign/epochs.ts';
import { cachedEpochs } from './epochs.ts';

const epoch: EpochRow = {
  campaignId: 'a',
  epoch: 1,
  startedAt: 1,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
  scope: { kind: 'everybody' },
};
const later: EpochRow = { ...epoch, campaignId: 'b', epoch: 2, startedAt: 2 };

function setUp() {
  const state = {
    now: 0,
    reads: 0,
    copyReads: 0,
    table: [] as readonly EpochRow[] | Error,
    version: 1,
    copy: undefined as KnownEpochs | undefined | Error,
  };
  const logged: string[] = [];
  const counted: string[] = [];
  const epochs = cachedEpochs({
    readTable: async () => {
      state.reads++;
      if (state.table instanceof Error) throw state.table;
      return { version: state.version, asOf: state.now, epochs: state.table };
    },
    readCopy: async () => {
      state.copyReads++;
      if (state.copy instanceof Error) throw state.copy;
      return state.copy;
    },
    clock: { now: () => state.now, sleep: async () => undefined },
    logger: { log: ({ code }) => void logged.push(code) },
    metrics: { count: (name) => void counted.push(name) },
  });
  return { state, logged, counted, epochs };
}

const noAnswer = new Error('no answer');

describe('the epochs of a sandbox', () => {
  it('are read once in five seconds, however many sign in', async () => {
    const { state, epochs } = setUp();
    await Promise.all([epochs(), epochs(), epochs()]);
    state.now = epochCacheMs - 1;
    await epochs();
    expect([state.reads, state.copyReads]).toEqual([1, 0]);
    state.now = epochCacheMs;
    await epochs();
    expect([state.reads, state.copyReads]).toEqual([2, 0]);
  });

  it('show a start within five seconds', async () => {
    const { state, epochs } = setUp();
    await epochs();
    state.table = [epoch];
    state.now = epochCacheMs;
    expect(await epochs()).toEqual([epoch]);
  });

  it('are looked for once in five seconds when nothing answers too: a failure costs the next sign-ins no time', async () => {
    const { state, epochs } = setUp();
    state.table = noAnswer;
    state.copy = noAnswer;
    await epochs();
    state.now = epochCacheMs - 1;
    await Promise.all([epochs(), epochs()]);
    expect([state.reads, state.copyReads]).toEqual([1, 1]);
  });
});

describe('when the table does not answer, the epochs', () => {
  it('come from the second copy, in a sandbox that never read any', async () => {
    const { state, logged, counted, epochs } = setUp();
    state.table = noAnswer;
    state.copy = { version: 1, asOf: 5, epochs: [epoch] };
    expect(await epochs()).toEqual([epoch]);
    expect(logged).toEqual(['SLU-110', 'SLU-111']);
    expect(counted).toEqual(['Gate::SecondCopy']);
  });

  it('come from the second copy where that is newer than what the sandbox knew: a start gets through', async () => {
    const { state, epochs } = setUp();
    state.table = [epoch];
    await epochs();
    state.table = noAnswer;
    state.copy = { version: 2, asOf: 0, epochs: [epoch, later] };
    state.now = 60_000;
    expect(await epochs()).toEqual([epoch, later]);
  });

  it('come from the second copy where a start is newer by its count, whatever the clock of this sandbox said (attack 68)', async () => {
    const { state, epochs } = setUp();
    state.now = 3_600_000;
    state.table = [epoch];
    await epochs();
    state.table = noAnswer;
    state.copy = { version: 2, asOf: 5, epochs: [epoch, later] };
    state.now += 60_000;
    expect(await epochs()).toEqual([epoch, later]);
  });

  it('stay what the sandbox read itself where that is newer than the copy', async () => {
    const { state, counted, epochs } = setUp();
    state.table = [epoch, later];
    state.version = 2;
    await epochs();
    state.table = noAnswer;
    state.copy = { version: 1, asOf: 70_000, epochs: [epoch] };
    state.now = 60_000;
    expect(await epochs()).toEqual([epoch, later]);
    expect(counted).toEqual(['Gate::Stale']);
  });

  it.each([
    ['fails', noAnswer],
    ['is gone', undefined],
  ])('are what the sandbox knew last where the copy %s', async (_, copy) => {
    const { state, logged, counted, epochs } = setUp();
    state.table = [epoch];
    await epochs();
    state.table = noAnswer;
    state.copy = copy;
    state.now = 60_000;
    expect(await epochs()).toEqual([epoch]);
    expect(logged).toContain('SLU-102');
    expect(counted).toEqual(['Gate::Stale']);
  });

  it('are unknown where there is no copy and the sandbox never knew any', async () => {
    const { state, epochs } = setUp();
    state.table = noAnswer;
    expect(await epochs()).toBeUndefined();
  });

  it('come from the table again as soon as it answers', async () => {
    const { state, epochs } = setUp();
    state.table = noAnswer;
    state.copy = { version: 1, asOf: 5, epochs: [epoch] };
    await epochs();
    state.table = [];
    state.now = epochCacheMs;
    expect(await epochs()).toEqual([]);
  });
});
