import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign.ts';
import { noLingers } from '#domain/linger.ts';
import { cachedEpochs, epochCacheMs } from './epochs.ts';

const epoch: EpochRow = {
  campaignId: 'a',
  epoch: 1,
  startedAt: 1,
  page: 'https://pages.example',
  lingers: noLingers,
  scope: { kind: 'everybody' },
};

function setUp() {
  const state = { now: 0, reads: 0, answer: [] as readonly EpochRow[] | Error };
  const logged: string[] = [];
  const read = async () => {
    state.reads++;
    if (state.answer instanceof Error) throw state.answer;
    return state.answer;
  };
  const clock = { now: () => state.now, sleep: async () => undefined };
  return { state, logged, epochs: cachedEpochs(read, clock, { log: ({ code }) => logged.push(code) }) };
}

describe('the epochs of a sandbox', () => {
  it('are read once in five seconds, however many sign in', async () => {
    const { state, epochs } = setUp();
    await Promise.all([epochs(), epochs(), epochs()]);
    state.now = epochCacheMs - 1;
    await epochs();
    expect(state.reads).toBe(1);
    state.now = epochCacheMs;
    await epochs();
    expect(state.reads).toBe(2);
  });

  it('show a start within five seconds', async () => {
    const { state, epochs } = setUp();
    await epochs();
    state.answer = [epoch];
    state.now = epochCacheMs;
    expect(await epochs()).toEqual([epoch]);
  });

  it('come from the last copy when the table does not answer', async () => {
    const { state, logged, epochs } = setUp();
    state.answer = [epoch];
    await epochs();
    state.answer = new Error('no answer');
    state.now = 60_000;
    expect(await epochs()).toEqual([epoch]);
    expect(logged).toEqual(['SLU-102']);
  });

  it('are unknown when they were never read', async () => {
    const { state, epochs } = setUp();
    state.answer = new Error('no answer');
    expect(await epochs()).toBeUndefined();
  });
});
