import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { setStage } from '#infra/rehearsal/stage.ts';
import type { FaultPoint } from '#simulator/faults.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

it('a plan whose shards crash is counted on within minutes, and counts every account once', async () => {
  const { users } = await readDirectoryFile(small);
  let calls = 0;
  const struck: string[] = [];
  const at = ({ phase, caller, service, operation }: FaultPoint) => {
    if (!caller.startsWith('expandscope') || phase !== 'after' || struck.length === 2 || ++calls % 9 !== 0) return undefined;
    struck.push(`${service} ${operation}`);
    return { kind: 'crash' } as const;
  };
  const stage = await setStage({ users, faults: { at }, templates: inject('templates') });
  const begin = stage.world.clock.now();
  const id = await stage.plan({ kind: 'everybody' });
  expect(struck).toHaveLength(2);
  expect(stage.world.clock.now() - begin).toBeLessThan(10 * 60_000);
  const { headcount } = (await stage.look(id)).campaign;
  // The account with which the watch tries the doors is no holder's, and not counted.
  expect([headcount?.looked, headcount?.inScope]).toEqual([users.length, users.length]);
  expect(stage.rows('accounts')).toHaveLength(users.length);
});
