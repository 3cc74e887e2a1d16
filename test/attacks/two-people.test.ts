import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import type { StaffUser } from '#infra/rehearsal/people.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

/** Approvers whom an eye, or a mailbox, does not tell from the commander. */
const doubles: readonly StaffUser[] = [
  { username: 'ｃarla', password: 'Carla-wide-2026-x', role: 'approver' },
  { username: 'carlá', password: 'Carla-accent-2026', role: 'approver' },
  { username: 'cаrla', password: 'Carla-cyrillic-2026', role: 'approver' },
  { username: 'c.devries', password: 'Carla-other-2026', role: 'approver', email: 'Carla+second@staff.example' },
];

describe('one person with two accounts', () => {
  let stage: Stage;
  let id: string;

  beforeAll(async () => {
    stage = await setStage({ users: (await readDirectoryFile(small)).users, colleagues: doubles });
    id = await stage.plan({ kind: 'everybody' });
  });

  it.each(doubles.map(({ username }) => username))('does not approve as %s what they planned as carla (attack 72)', async (username) => {
    const answer = await (await stage.staff(username)).change(id, 'approve');
    expect([answer.status, answer.body]).toEqual([409, expect.stringContaining(`${username} counts as the same person`)]);
    expect((await stage.look(id)).campaign.state).toBe('planned');
  });

  it('does not confirm as another one what they proposed, be it a lift or a release', async () => {
    await stage.start(id);
    const carla = await stage.staff('carla');
    for (const proposal of [
      { kind: 'lift', reason: 'false alarm' },
      { kind: 'release', scope: { kind: 'environment', environments: ['nl'] }, reason: 'not affected' },
    ]) {
      const proposed = await carla.ask('POST', `/api/campaigns/${id}/proposals`, proposal);
      const { id: proposalId } = (JSON.parse(proposed.body) as { proposal: { id: string } }).proposal;
      for (const { username } of doubles) {
        const answer = await (await stage.staff(username)).ask('POST', `/api/campaigns/${id}/proposals/${proposalId}/confirm`, {});
        expect([username, answer.status]).toEqual([username, 409]);
      }
    }
    await stage.pass(60_000);
    expect((await stage.look(id)).campaign.state).toBe('live');
    expect(stage.rows('accounts').filter(({ exemption }) => exemption === 'released')).toEqual([]);
    expect((await (await stage.staff('anton')).ask('GET', '/api/campaigns')).status).toBe(200);
  });
});
