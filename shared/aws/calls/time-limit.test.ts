import { describe, expect, it } from 'vitest';
import { virtualWorld } from '#simulator/world.ts';
import { limitTime, TimeLimitError } from './time-limit.ts';

function setUp(answer: () => Promise<unknown>) {
  const { clock } = virtualWorld({ seed: 1 });
  const calls: { readonly command: unknown; readonly signal: AbortSignal }[] = [];
  const send = (command: unknown, { abortSignal }: { readonly abortSignal: AbortSignal }) => {
    calls.push({ command, signal: abortSignal });
    return answer();
  };
  const client = limitTime({ send, region: 'eu-west-1' }, { after: (ms, run) => clock.schedule(ms, 'limit', run) }, 1_500);
  const call = () => clock.settle((client.send as (command: unknown) => Promise<unknown>)('question'));
  return { clock, calls, client, call };
}

describe('a client with a time limit', () => {
  it('gives the answer that comes in time', async () => {
    const { calls, call } = setUp(async () => 'answer');
    expect(await call()).toBe('answer');
    expect(calls[0]?.command).toBe('question');
  });

  it('gives the failure that comes in time', async () => {
    await expect(setUp(() => Promise.reject(new Error('throttled'))).call()).rejects.toThrow('throttled');
  });

  it('gives up a call that hangs at the limit, and lets go of its connection', async () => {
    const { clock, calls, call } = setUp(() => new Promise(() => {}));
    const begin = clock.now();
    await expect(call()).rejects.toThrow(new TimeLimitError(1_500));
    expect(clock.now() - begin).toBe(1_500);
    expect(calls[0]?.signal.aborted).toBe(true);
  });

  it('bears a failure that comes after the limit', async () => {
    const stage = setUp(() => stage.clock.sleep(2_000).then(() => Promise.reject(new Error('too late'))));
    await expect(stage.call()).rejects.toThrow(TimeLimitError);
    await stage.clock.run();
  });

  it('is the client in all else', () => {
    expect(setUp(async () => 'answer').client.region).toBe('eu-west-1');
  });
});
