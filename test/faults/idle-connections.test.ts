import { describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { cutIdleConnections } from '#simulator/faults.ts';
import { setStage } from '#test/kits/world.ts';

const person = (name: string) => ({
  Username: name,
  Attributes: [
    { Name: 'email', Value: `${name}@example.nl` },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'custom:environment', Value: 'nl' },
  ],
});

describe.each(['direct', 'wire'] as const)('where connections that were idle for a while are cut (through %s)', (door) => {
  it('nobody who has recovered is refused, however long the sandbox was frozen', async () => {
    const stage = await setStage({ door, users: [person('sanne'), person('joost')], faults: cutIdleConnections(1_000) });
    const id = await stage.plan({ kind: 'environment', environments: ['nl'] });
    await stage.start(id);
    for (const row of stage.rows('accounts')) {
      if (row.username === 'joost') stage.put('accounts', { ...row, state: 'recovered', recoveredAt: stage.world.clock.now() });
    }
    await stage.pass(800_000);
    const refused: string[] = [];
    for (let round = 0; round < 20; round++) {
      await stage.pass(1_500 + round * 500);
      await stage.signIn('joost', stolenPassword).catch((error: Error) => refused.push(error.message));
    }
    expect(refused).toEqual([]);
  });

  it('pages and console answer, and every notice goes out once', async () => {
    const stage = await setStage({ door, users: [person('sanne'), person('joost')], faults: cutIdleConnections(8_000) });
    const id = await stage.plan({ kind: 'environment', environments: ['nl'] });
    await stage.start(id);
    const statuses: number[] = [];
    const holder = stage.holder();
    for (let round = 0; round < 10; round++) {
      await stage.pass(15_000);
      statuses.push((await holder.open('/identify')).status, (await stage.look(id)).campaign.state === 'live' ? 200 : 0);
    }
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(stage.rows('notices').map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });
});
