import { describe, expect, it } from 'vitest';
import { makeStage, someEpoch, startMs } from '#test/kits/watch.ts';

const codes = (log: readonly { readonly code: string }[]) => log.map(({ code }) => code);
const broken = async () => {
  throw new Error('broken');
};

describe('a minute of the watch without a campaign', () => {
  it('lets the firewall count, compares the copy of the epochs, makes the probe once, and asks the directory nothing else', async () => {
    const { minute, stage, modes, passwords, tried } = makeStage();
    expect(await minute({ readPool: broken })).toEqual({ batchItemFailures: [] });
    await minute({ readPool: broken });
    expect(modes).toEqual(['count', 'count']);
    expect(stage.copies).toBe(2);
    expect(passwords).toHaveLength(1);
    expect(tried).toEqual([]);
    expect(stage.watch).toMatchObject({
      firewall: { mode: 'count' },
      probe: { username: 'sluis-probe', madeAt: startMs },
      detached: [],
      trials: [],
    });
  });
});

describe('a minute of the watch in a campaign', () => {
  it('shuts the firewall first, and measures from the start until a public reset is refused', async () => {
    const { minute, stage, modes, log } = makeStage();
    await minute();
    stage.epochs = [someEpoch({ startedAt: stage.nowMs - 1_000 })];
    stage.shutFromMs = stage.nowMs + 3_000;
    await minute();
    expect(modes).toEqual(['count', 'block']);
    expect(log.find(({ code }) => code === 'SLU-922')?.fields).toEqual({ afterMs: 5_000 });
    expect(stage.watch?.firewall?.inForceAt).toBe((stage.watch?.firewall?.askedAt ?? 0) + 5_000);
  });

  it('lets the firewall count again once the last epoch is taken back', async () => {
    const { minute, stage, modes } = makeStage();
    stage.epochs = [someEpoch()];
    stage.shutFromMs = 0;
    await minute();
    stage.epochs = [];
    await minute();
    expect(modes).toEqual(['block', 'count']);
    expect(stage.watch?.firewall).toEqual({ mode: 'count', askedAt: expect.any(Number), writtenAt: expect.any(Number) });
    expect(stage.watch?.trials).toEqual([]);
  });

  it('says every minute that self-service is open, until it is shut', async () => {
    const { minute, stage, counts } = makeStage();
    stage.epochs = [someEpoch()];
    await minute();
    await minute();
    expect(counts['SelfService::Open']).toBe(2);
    stage.shutFromMs = 0;
    await minute();
    expect(counts['SelfService::Open']).toBe(2);
    stage.shutFromMs = undefined;
    await minute();
    expect(counts['SelfService::Open']).toBe(3);
    expect(stage.watch?.firewall?.inForceAt).toBeUndefined();
  });

  it("takes somebody else's firewall for what it does", async () => {
    const { minute, stage, counts } = makeStage();
    stage.epochs = [someEpoch()];
    stage.shutFromMs = 0;
    await minute({ firewall: undefined });
    expect(stage.watch?.firewall?.inForceAt).toBeDefined();
    expect(counts['SelfService::Open']).toBeUndefined();
    stage.shutFromMs = undefined;
    await minute({ firewall: undefined });
    expect(counts['SelfService::Open']).toBe(1);
  });

  it('tries every client and flow once all gates have seen the start', async () => {
    const { minute, stage, tried, counts } = makeStage();
    stage.epochs = [someEpoch()];
    stage.shutFromMs = 0;
    await minute();
    expect(new Set(tried.map(({ clientId, flow }) => `${clientId} ${flow}`)).size).toBe(4);
    expect(Math.min(...tried.map(({ atMs }) => atMs))).toBe(startMs + 10_000);
    expect(counts['Probe::Refused']).toBe(4);
    expect(stage.watch?.trials).toHaveLength(4);
  });

  it('tries again what Cognito throttles, as it does while strangers sign in by the thousand', async () => {
    const { minute, stage, tried, counts } = makeStage();
    stage.epochs = [someEpoch()];
    stage.shutFromMs = 0;
    stage.trial = () =>
      tried.length % 10 === 0 ? { outcome: 'refused', stale: false } : { outcome: 'failed', stale: false, throttled: true };
    await minute();
    expect(stage.watch?.trials.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(counts['Probe::Failed'] ?? 0).toBe(0);
  });

  it('says that a way in was not tried where it was throttled for half a minute', async () => {
    const { minute, stage, tried, counts } = makeStage();
    stage.epochs = [someEpoch()];
    stage.shutFromMs = 0;
    stage.trial = () => ({ outcome: 'failed', stale: false, throttled: true });
    await minute();
    expect(counts['Probe::Failed']).toBe(1);
    expect((tried.at(-1)?.atMs ?? 0) - (tried[0]?.atMs ?? 0)).toBeLessThanOrEqual(31_000);
  });

  it('goes on the next minute where the trials of this one took too long', async () => {
    const { minute, stage, tried } = makeStage();
    stage.epochs = [someEpoch({ startedAt: 0 })];
    stage.shutFromMs = 0;
    stage.trial = () => {
      stage.nowMs += 20_000;
      return { outcome: 'refused', stale: false };
    };
    for (let minutes = 0; minutes < 4; minutes++) await minute();
    expect(tried).toHaveLength(8);
    expect(new Set(tried.map(({ clientId, flow }) => `${clientId} ${flow}`)).size).toBe(4);
  });

  it('raises the alarm for a token, and tells client and flow but no secret', async () => {
    const { minute, stage, counts, log, passwords } = makeStage();
    stage.epochs = [someEpoch()];
    stage.trial = ({ flow }) => ({ outcome: flow === 'USER_PASSWORD_AUTH' ? 'token' : 'challenged', stale: false });
    await minute();
    expect(counts).toMatchObject({ 'Probe::Admitted': 2, 'Probe::Challenged': 2 });
    const told = log.filter(({ code }) => code === 'SLU-926').map(({ fields }) => fields);
    expect(told).toContainEqual({ clientId: 'product', flow: 'USER_PASSWORD_AUTH' });
    expect(JSON.stringify([log, stage.watch])).not.toContain(passwords[0]);
  });

  it('raises none for a token that it got as the epoch was taken back', async () => {
    const { minute, stage, counts } = makeStage();
    stage.epochs = [someEpoch()];
    stage.trial = () => {
      stage.epochs = [];
      return { outcome: 'token', stale: false };
    };
    await minute();
    expect(counts['Probe::Admitted'] ?? 0).toBe(0);
  });

  it('makes the probe again, with another password, where its own is no longer right', async () => {
    const { minute, stage, passwords, tried } = makeStage();
    stage.epochs = [someEpoch()];
    stage.trial = () => ({ outcome: 'failed', stale: true });
    await minute();
    stage.trial = () => ({ outcome: 'refused', stale: false });
    await minute();
    await minute();
    expect(passwords).toHaveLength(2);
    expect(new Set(passwords).size).toBe(2);
    expect(tried.at(-1)?.password).toBe(passwords[1]);
    expect(passwords[0]).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*!).{100}$/);
  });

  it('tells which triggers do not lead to the gate', async () => {
    const { minute, stage, counts, log } = makeStage();
    stage.epochs = [someEpoch()];
    stage.pool = { ...stage.pool, triggers: { ...stage.pool.triggers, PreTokenGeneration: 'arn:of-another' } };
    await minute();
    expect(counts['Gate::Detached']).toBe(1);
    expect(log.find(({ code }) => code === 'SLU-924')?.fields).toEqual({ triggers: 'PreTokenGeneration' });
    expect(stage.watch?.detached).toEqual(['PreTokenGeneration']);
  });

  it.each([
    ['the firewall', { firewall: { set: broken } }, ['SLU-925']],
    ['the copy of the epochs', { syncCopy: broken }, ['SLU-921', 'SLU-925']],
    ['the secret', { secret: broken }, ['SLU-921']],
    ['the settings of the directory', { readPool: broken }, ['SLU-921', 'SLU-925']],
  ])('does all other parts where %s fails, and says so', async (_, instead, done) => {
    const { minute, stage, counts, log } = makeStage();
    stage.epochs = [someEpoch()];
    stage.shutFromMs = 0;
    await minute(instead);
    expect(counts['Watch::Failed']).toBe(1);
    expect(codes(log)).toEqual(expect.arrayContaining([...done, 'SLU-928']));
    expect(stage.watch).toBeDefined();
  });

  it('is tried again where the epochs cannot be read', async () => {
    await expect(makeStage().minute({ epochs: broken })).rejects.toThrow('broken');
  });
});
