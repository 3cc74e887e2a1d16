import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { simulatedSender } from '#infra/rehearsal/on-simulator.ts';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const decoy = 'decoy@holders.example';

describe('a log-in of the helpdesk or an auditor that looks up holders one by one', () => {
  let stage: Stage;
  let id: string;
  const lines: string[] = [];

  beforeAll(async () => {
    const context = { pagesOrigin: 'https://pages.example', ...simulatedSender, decoyAddresses: decoy };
    const { users } = await readDirectoryFile(small);
    stage = await setStage({
      users,
      templates: await synthesize(context),
      onLine: (_, line) => void lines.push(line),
    });
    id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
  });

  const addresses = () => stage.rows('accounts').flatMap(({ address }) => (address === undefined ? [] : [String(address)]));
  const find = async (who: string, account: string) => (await stage.staff(who)).ask('POST', `/api/campaigns/${id}/find`, { account });
  const entries = () => stage.rows('campaigns').filter(({ order }) => order === 'find-account');

  it.each(['agent', 'auditor'])('gets no further than 40 of 60 holders in an hour as %s (attack 56)', async (who) => {
    const statuses: number[] = [];
    for (let index = 0; index < 60; index++) statuses.push((await find(who, addresses()[index % addresses().length] ?? '')).status);
    expect(statuses).toEqual(Array.from({ length: 60 }, (_, index) => (index < 40 ? 200 : 429)));
    expect((await find(who, 'anybody@example.org')).body).toContain('40 an hour, 200 a day');
  });

  it('leaves an entry for each that was answered, with who and whose, and no address', () => {
    expect(entries()).toHaveLength(80);
    expect(new Set(entries().map(({ by }) => by))).toEqual(new Set(['agnes', 'aukje']));
    expect(entries().every(({ sub }) => typeof sub === 'string')).toBe(true);
    expect(JSON.stringify(entries())).not.toContain('@');
  });

  it('is told on at once by a decoy, over API and console, and sees nothing of that', async () => {
    const answer = await find('operator', decoy.toUpperCase());
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { accounts: [] }]);
    const counted = () => lines.filter((line) => line.includes('SLU-816')).length;
    expect(counted()).toBe(1);
    const browser = await stage.consoleOf('operator');
    await browser.open(`/console/campaigns/${id}/still-out`);
    await browser.submit({ account: decoy }, 'name="account"');
    expect(browser.text).toContain('No account of this campaign has that address or id.');
    expect(counted()).toBe(2);
    expect(lines.join()).not.toContain(decoy);
  });

  it('leaves an entry too for the list of who is still out', () => {
    expect(stage.rows('campaigns').filter(({ order }) => order === 'list-still-out')).toMatchObject([{ by: 'olaf' }]);
  });
});
