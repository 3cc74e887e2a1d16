import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { type Stage, setStage } from '#test/kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const newPassword = 'vier fietsen tegen de wind';

/** Everything that AWS allows itself without an error: late reads and indexes, parts of batches left out, messages twice. */
const weak = {
  dynamodb: { staleReadMs: 2_000, indexDelayMs: 3_000, unprocessedShare: 0.3 },
  sqs: { failedEntryShare: 0.2, duplicateShare: 0.3 },
} as const;

/** Goes the whole way of a holder; gives the path of the last page. */
async function recover(stage: Stage, address: string): Promise<string> {
  const browser = stage.holder();
  await browser.open('/identify');
  await browser.submit({ address });
  const codes = () =>
    stage.ses.list({ recipient: address, limit: 3 }).mails.flatMap(
      ({ text }) =>
        /\b(\d{4}) (\d{4})\b/
          .exec(text ?? '')
          ?.slice(1, 3)
          .join('') ?? [],
    );
  await stage.until(() => codes().length > 0, 60_000);
  await browser.submit({ 'one-time-code': codes()[0] ?? '' });
  await browser.submit({ 'new-password': newPassword });
  return browser.path;
}

describe('with reads, indexes, batches and queues as weak as AWS allows', () => {
  it.each([1, 2])(
    'a whole campaign comes to the same end: each holder told once, counters right, and whoever recovers is in (seed %i)',
    async (seed) => {
      const { users } = await readDirectoryFile(small);
      const stage = await setStage({ users, seed, ...weak });
      const id = await stage.plan({ kind: 'environment', environments: ['nl'] });
      await stage.start(id);
      const waiting = () =>
        stage.rows('notices').filter(({ state }) => !['delivered', 'suppressed', 'bounced', 'complained'].includes(String(state)));
      await stage.until(() => stage.rows('notices').length > 0 && waiting().length === 0, 600_000);
      const told = stage.ses.list({ limit: 1_000 }).mails.map(({ to }) => String(to));
      const planned = stage.rows('notices').filter(({ state }) => state === 'delivered');
      expect(told).toHaveLength(planned.length);

      const holder = stage.rows('accounts').find(({ trusted, address }) => trusted && told.filter((each) => each === address).length === 1);
      expect(await recover(stage, String(holder?.address))).toBe('/done');
      await stage.pass(900_000);
      await expect(stage.signIn(String(holder?.username), newPassword)).resolves.toBeDefined();
      await expect(
        stage.signIn(
          String(planned.length > 0 && stage.rows('accounts').find(({ state }) => state === 'contained')?.username),
          stolenPassword,
        ),
      ).rejects.toThrow();
      const { progress } = await stage.look(id);
      const count = (table: string, state: string) => stage.rows(table).filter((row) => row.state === state).length;
      for (const state of ['contained', 'recovered', 'exempt'])
        expect([state, progress.accounts[state] ?? 0]).toEqual([state, count('accounts', state)]);
      for (const state of ['delivered', 'suppressed', 'bounced'])
        expect([state, progress.notices[state] ?? 0]).toEqual([state, count('notices', state)]);
    },
  );
});
