import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import type { Browser } from '../kits/browser.ts';
import { expectOk, type StaffMember } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const many = Array.from({ length: 130 }, (_, index) => `listed-${String(index).padStart(3, '0')}`);

interface Named {
  readonly digest: string;
  readonly entries: number;
  readonly rows: readonly { readonly what: string; readonly entry: string; readonly detail?: string }[];
}

describe('what a second person releases', () => {
  let stage: Stage;
  let commander: StaffMember;
  let approver: StaffMember;
  let browser: Browser;
  const contacts = [{ organisation: 'org-korenmaat', address: 'carla@elsewhere.example' }];

  beforeAll(async () => {
    stage = await setStage({ users: (await readDirectoryFile(small)).users });
    [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
    browser = await stage.consoleOf('approver');
  });

  const plan = (more: object) => stage.plan({ kind: 'everybody' }, ['monitor'], more);
  const contents = async (path: string) => expectOk(await approver.ask('GET', `${path}/contents`)) as Named;
  const approve = (id: string, body: object) => approver.ask('POST', `/api/campaigns/${id}/approve`, body);

  it('is shown with every contact and every entry of every list, on the page, as a file and by the API (attack 54)', async () => {
    const channels = [{ channel: 'organisation', owner: 'Helpdesk' }];
    const id = await plan({ privileged: many, contacts, channels });
    await browser.open(`/console/campaigns/${id}/approve`);
    expect(browser.page.body).toContain('carla@elsewhere.example');
    expect(browser.page.body).toContain('listed-050');
    expect(browser.page.body).toContain('The first 100 of 132');
    await browser.open(`/console/campaigns/${id}/contents`);
    for (const entry of many) expect(browser.page.body).toContain(entry);
    const file = await browser.open(`/console/campaigns/${id}/contents.csv`);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.split('\r\n')).toHaveLength(1 + 132 + 1);
    const named = await contents(`/api/campaigns/${id}`);
    expect(named).toMatchObject({ entries: 132, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(named.rows.map(({ entry }) => entry)).toEqual(expect.arrayContaining([...many, 'monitor', 'org-korenmaat']));
    expect(named.rows.find(({ what }) => what === 'contact')?.detail).toBe('carla@elsewhere.example');
  });

  it('is approved only by the digest that stands on it, where it is more than one answer shows', async () => {
    const id = await plan({ privileged: many });
    const { digest } = await contents(`/api/campaigns/${id}`);
    expect((await approve(id, {})).body).toContain('it names 131 entries');
    expect((await approve(id, { digest: digest.replace(/^./, (first) => (first === '0' ? '1' : '0')) })).status).toBe(409);
    expect((await approve(id, { digest: 'abc' })).status).toBe(400);
    expect((await stage.look(id)).campaign.state).toBe('planned');
    expect((await approve(id, { digest })).status).toBe(200);
  });

  it('is approved on the page by the digest that the page showed, and not by that of another plan', async () => {
    const [id, other] = [await plan({ privileged: many }), await plan({ privileged: many.slice(1) })];
    const { digest } = await contents(`/api/campaigns/${other}`);
    await browser.open(`/console/campaigns/${id}/approve`);
    await browser.submit({ digest }, 'name="digest"');
    expect(browser.page.status).toBe(409);
    await browser.open(`/console/campaigns/${id}/approve`);
    await browser.submit({}, 'name="digest"');
    expect((await stage.look(id)).campaign.state).toBe('approved');
  });

  it.each(['added to a list', 'written over a list', 'written over the contacts', 'written over the plan'])(
    'is neither approved nor started once something was %s behind their backs',
    async (how) => {
      const id = await plan({ privileged: many.slice(0, 30), contacts, channels: [{ channel: 'organisation', owner: 'Helpdesk' }] });
      const row = (sk: string) =>
        stage.rows('campaigns').find((each) => each.sk === sk && (each.pk === id || each.pk === 'campaign')) ?? {};
      const forged = {
        'added to a list': { pk: id, sk: 'list#privileged#0001', entries: ['more'] },
        'written over a list': { pk: id, sk: 'list#privileged#0000', entries: ['other'] },
        'written over the contacts': { pk: id, sk: 'contacts#0000', contacts: [{ organisation: 'x', address: 'thief@elsewhere.example' }] },
        'written over the plan': { ...row(id), exemptions: ['monitor', 'thief'] },
      }[how] as Record<string, unknown>;
      const before = row(String(forged.sk));
      const { digest } = await contents(`/api/campaigns/${id}`);
      stage.put('campaigns', forged);
      for (const body of [{}, { digest }, { digest: (await contents(`/api/campaigns/${id}`)).digest }]) {
        expect((await approve(id, body)).status).toBe(409);
      }
      if (forged.sk === 'list#privileged#0001') stage.put('campaigns', { ...forged, entries: [] });
      else stage.put('campaigns', before);
      expect((await approve(id, { digest })).status).toBe(200);
      const approved = row(String(forged.sk));
      stage.put('campaigns', forged.sk === id ? { ...approved, exemptions: ['thief'] } : forged);
      const started = await commander.change(id, 'start');
      expect([started.status, started.body]).toEqual([409, expect.stringContaining('changed after it was approved')]);
      expect((await stage.look(id)).campaign.state).toBe('approved');
      await commander.change(id, 'cancel');
    },
  );
});

describe('a release that a second person confirms', () => {
  let stage: Stage;
  let id: string;
  let commander: StaffMember;
  let approver: StaffMember;

  beforeAll(async () => {
    stage = await setStage({ users: (await readDirectoryFile(small)).users });
    id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
    [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
  });

  const propose = async (list: readonly string[]) => {
    const body = { kind: 'release', scope: { kind: 'list', list }, reason: 'not affected' };
    return (expectOk(await commander.ask('POST', `/api/campaigns/${id}/proposals`, body)) as { proposal: { id: string; digest: string } })
      .proposal;
  };
  const confirm = (proposal: string, body: object) => approver.ask('POST', `/api/campaigns/${id}/proposals/${proposal}/confirm`, body);
  const released = () =>
    stage
      .rows('accounts')
      .filter(({ exemption }) => exemption === 'released')
      .map(({ username }) => username);

  it('is shown whole, the 21st entry and the last included (attack 54)', async () => {
    const proposal = await propose(many);
    const browser = await stage.consoleOf('approver');
    await browser.open(`/console/campaigns/${id}/proposals/${proposal.id}/confirm`);
    expect(browser.page.body).toContain('listed-020');
    expect(browser.page.body).toContain('The first 100 of 130');
    await browser.open(`/console/campaigns/${id}/proposals/${proposal.id}/contents`);
    for (const entry of many) expect(browser.page.body).toContain(entry);
    const file = await browser.open(`/console/campaigns/${id}/proposals/${proposal.id}/contents.csv`);
    expect(file.body).toContain('"listed-129","Released",""');
    expect((await confirm(proposal.id, {})).status).toBe(409);
    expect((await confirm(proposal.id, { digest: proposal.digest })).status).toBe(200);
  });

  it('lets nobody out once its list was written over, before the confirmation or after it', async () => {
    const victim = String(stage.rows('accounts').find(({ state }) => state === 'contained')?.username);
    const forge = (proposal: string) => stage.put('campaigns', { pk: id, sk: `release#${proposal}#0000`, entries: [victim] });
    const before = await propose(['nobody-1']);
    forge(before.id);
    expect((await confirm(before.id, { digest: before.digest })).status).toBe(409);
    const after = await propose(['nobody-2']);
    expect((await confirm(after.id, { digest: after.digest })).status).toBe(200);
    forge(after.id);
    await stage.pass(5 * 60_000);
    expect(released()).not.toContain(victim);
  });

  it('is not shown to who helps or operates: it is a list of holders', async () => {
    const { id: proposal } = await propose(['nobody-3']);
    for (const role of ['agent', 'operator']) {
      const answer = await (await stage.staff(role)).ask('GET', `/api/campaigns/${id}/proposals/${proposal}/contents`);
      expect(answer.status).toBe(403);
    }
  });
});
