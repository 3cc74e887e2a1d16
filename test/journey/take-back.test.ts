import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#domain/audit/audit.ts';
import { firstBreak } from '#domain/audit/audit.ts';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { expectOk, type StaffMember } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

describe('taking containment back', () => {
  let stage: Stage;
  let id: string;
  let commander: StaffMember;
  let approver: StaffMember;

  beforeAll(async () => {
    stage = await setStage({ users: (await readDirectoryFile(small)).users });
    id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
    commander = await stage.staff('commander');
    approver = await stage.staff('approver');
    await stage.pass(10_000);
  });

  const contained = () => stage.rows('accounts').filter((row) => row.state === 'contained' && row.trusted);
  const propose = async (proposal: object): Promise<string> => {
    const answer = expectOk(await commander.ask('POST', `/api/campaigns/${id}/proposals`, proposal));
    return (answer as { readonly proposal: { readonly id: string } }).proposal.id;
  };
  const confirm = (proposal: string) => approver.ask('POST', `/api/campaigns/${id}/proposals/${proposal}/confirm`, {});

  it('releases one account, and nobody else, once a second person confirms', async () => {
    const [one, other] = contained().map((row) => String(row.username));
    const proposal = await propose({ kind: 'release', scope: { kind: 'list', list: [one] }, reason: 'the monitoring of the product' });
    await stage.pass(30_000);
    await expect(stage.signIn(String(one), stolenPassword)).rejects.toThrow();
    expect((await confirm(proposal)).status).toBe(200);
    await stage.until(() => stage.rows('accounts').some((row) => row.username === one && row.state === 'exempt'), 60_000);
    await expect(stage.signIn(String(one), stolenPassword)).resolves.toBeDefined();
    await expect(stage.signIn(String(other), stolenPassword)).rejects.toThrow();
    expect(stage.rows('accounts').filter((row) => row.exemption === 'released')).toHaveLength(1);
  });

  it('releases an organisation by what it was when the scope was counted', async () => {
    const organisation = String(contained().find((row) => row.organisation !== undefined)?.organisation);
    const of = (row: Record<string, unknown>) => row.organisation === organisation;
    const before = stage.rows('accounts').filter((row) => of(row) && row.state === 'contained').length;
    await confirm(
      await propose({ kind: 'release', scope: { kind: 'organisation', organisations: [organisation] }, reason: 'not affected' }),
    );
    await stage.until(() => !stage.rows('accounts').some((row) => of(row) && row.state === 'contained'), 60_000);
    expect(stage.rows('accounts').filter((row) => of(row) && row.exemption === 'released').length).toBe(before);
  });

  it('lifts the epoch for everybody at once, and sends no further notice', async () => {
    const someone = String(contained()[0]?.username);
    await expect(stage.signIn(someone, stolenPassword)).rejects.toThrow();
    expect((await confirm(await propose({ kind: 'lift', reason: 'false alarm' }))).status).toBe(200);
    await stage.pass(10_000);
    await expect(stage.signIn(someone, stolenPassword)).resolves.toBeDefined();
    expect(stage.rows('epochs').filter(({ pk }) => pk === 'epochs')).toEqual([]);
    expect((await commander.look(id)).campaign.state).toBe('lifted');
    const mails = stage.ses.mailCount;
    await stage.pass(180_000);
    expect(stage.ses.mailCount).toBe(mails);
  });

  it('leaves every step in whole hash chains', async () => {
    await stage.pass(10_000);
    const entries = stage.rows('audit').filter((row) => String(row.sk).startsWith('entry#')) as unknown as AuditEntry[];
    const lanes = Map.groupBy(entries, ({ lane }) => lane);
    for (const chain of lanes.values()) expect(firstBreak(chain.toSorted((a, b) => a.number - b.number))).toBeUndefined();
    const told = (lanes.get(`proposals#${id}`) ?? []).map(({ fact: { to, by } }) => `${to} by ${by}`);
    expect(told.filter((text) => text.startsWith('lift'))).toEqual(['lift proposed by carla', 'lift confirmed by anton']);
    expect(entries.filter(({ fact }) => fact.to === 'lifted').map(({ fact }) => fact.by)).toEqual(['anton']);
  });
});
