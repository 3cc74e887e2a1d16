import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#simulator/clock.ts';
import { makeTurns } from './turns.ts';

/** A sender whose calls take as long as they are told to. */
function setUp() {
  const clock = new VirtualClock(1_790_000_000_000);
  const begin = clock.now();
  const turns = makeTurns(clock);
  return {
    turns,
    /** Milliseconds since the begin. */
    at: () => clock.now() - begin,
    end: (ms: number) => begin + ms,
    pass: (ms: number) => clock.run({ untilMs: clock.now() + ms }),
    settle: <T>(promise: Promise<T>) => clock.settle(promise),
    call: (tookMs: number, perSecond: number) => turns.call(1, perSecond, () => clock.sleep(tookMs)),
  };
}

describe('turns at SES', () => {
  it('come at once at a rate at which SES saves up several mails', async () => {
    const { turns, at, end, settle, call } = setUp();
    void call(400, 200);
    await settle(turns.wait(end(500), 200));
    expect(at()).toBe(0);
  });

  it('come a second after SES took the last mail at a rate of one a second, also where that came late', async () => {
    const { turns, at, end, pass, settle, call } = setUp();
    await settle(call(140, 1));
    await pass(860);
    await settle(turns.wait(end(1_500), 1));
    // It reached SES after 70 ms; the next takes about 27 ms, and 16 ms less at most.
    expect(at()).toBeGreaterThan(1_050);
    expect(at()).toBeLessThan(1_070);
  });

  it('do not wait for ever for a call that hangs', async () => {
    const { turns, at, end, settle, call } = setUp();
    void call(30_000, 14);
    await settle(turns.wait(end(500), 14));
    expect(at()).toBe(150);
  });

  it('keep any second to the rate, also after a mail that came late', async () => {
    const { turns, at, end, pass, settle, call } = setUp();
    const arrivals: number[] = [];
    for (let index = 0; index < 15; index++) {
      await pass(Math.max(0, (index * 1_000) / 13.65 - at()));
      await settle(turns.wait(end(5_000), 14));
      // The first is slower than the others: the fifteenth must not come within a second of it.
      const tookMs = index === 0 ? 140 : 50;
      arrivals.push(at() + tookMs / 2);
      await settle(call(tookMs, 14));
    }
    expect((arrivals[14] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it('come one after another to calls that wait at the same time', async () => {
    const { turns, at, end, pass, settle, call } = setUp();
    void call(120, 14);
    const left: number[] = [];
    const send = async () => {
      await turns.wait(end(1_000), 14);
      left.push(at());
      await call(50, 14);
    };
    await pass(60);
    await settle(Promise.all([send(), send()]));
    expect((left[1] ?? 0) - (left[0] ?? 0)).toBeGreaterThan(40);
  });

  it('do not come while a call before is under way, where the slot ends', async () => {
    const { turns, at, end, settle, call } = setUp();
    void call(140, 14);
    await settle(turns.wait(end(20), 14));
    expect(at()).toBe(20);
  });

  it('are given up at the end of the slot', async () => {
    const { turns, at, end, pass, settle, call } = setUp();
    await settle(call(140, 1));
    await pass(860);
    await settle(turns.wait(end(1_020), 1));
    expect(at()).toBe(1_020);
  });
});
