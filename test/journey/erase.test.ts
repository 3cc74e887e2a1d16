import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#domain/audit/audit.ts';
import { firstBreak } from '#domain/audit/audit.ts';
import { personalAttributes } from '#domain/plan/erasure.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { type EraseOptions, type EraseTools, eraseCampaign, makeEraseTools } from '#shared/aws/campaign/erase-campaign.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import type { Answer } from '../kits/browser.ts';
import { dutch, type SignInStage, setSignInStage } from '../kits/sign-in.ts';

const newPassword = 'vier fietsen tegen de wind';
const names = ['sanne', 'joost', 'linda', 'emma', 'vera'];

describe('an erase of a closed campaign (attack 71)', () => {
  let stage: SignInStage;
  let id: string;
  let tools: EraseTools;
  let note: Answer;
  const progress: number[] = [];

  const run = (crashAfterLane = 64, options: EraseOptions = {}) => {
    let lanes = 0;
    progress.length = 0;
    const cut: EraseTools['erasure'] = {
      ...tools.erasure,
      lane: async (campaignId, lane, atMs, hasTime) => {
        if (lanes++ === crashAfterLane) throw new Error('the machine went to sleep');
        return tools.erasure.lane(campaignId, lane, atMs, hasTime);
      },
    };
    const all = { progress: (done: number) => void progress.push(done), ...options };
    return stage.settle(eraseCampaign({ ...tools, erasure: cut }, id, 'carla', all));
  };

  beforeAll(async () => {
    const users = names.map((name) =>
      dutch(name, { name: `Holder ${name}`, 'custom:organisation': 'bakkerij-de-korenmaat', phone_number: '+31612345678' }),
    );
    stage = await setSignInStage({ users });
    id = await stage.plan({ kind: 'list', list: names }, ['vera']);
    await stage.start(id);
    const commander = await stage.staff('commander');
    note = await commander.ask('POST', `/api/campaigns/${id}/notes`, { text: 'Holder Sanne called.\nHer number is +31612345678.' });
    await stage.pass(180_000);
    expect(await stage.recover('sanne@example.nl', newPassword)).toBe('/done');
    await stage.pass(1_200_000);
    const client = stage.simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: stage.world.region })));
    const tables = { campaigns: stage.tableName('campaigns'), accounts: stage.tableName('accounts'), notices: stage.tableName('notices') };
    const secrets = stage.simulator.connect(new SecretsManagerClient({ region: stage.world.region }));
    const { clock } = stage.world;
    tools = makeEraseTools(client, tables, makeSecret(secrets, stage.output('CodeSecret'), clock), clock);
  });

  const row = (name: string) => {
    const { sub } = stage.cognito.inspect.user(stage.poolId, name);
    return stage.rows('accounts').find((each) => each.sub === sub);
  };

  it('is refused in one line while the campaign is live, and nothing is done', async () => {
    const before = JSON.stringify(stage.rows('accounts'));
    const outcome = await run();
    expect(outcome).toEqual({
      ok: false,
      error: 'which is live; allowed: a campaign that is closed, lifted, cancelled',
    });
    expect(JSON.stringify(stage.rows('accounts'))).toBe(before);
  });

  it('goes on where it was cut off, and done again changes nothing', async () => {
    const commander = await stage.staff('commander');
    await commander.change(id, 'close');
    let lanes = 0;
    const early = await run(64, { hasTime: () => ++lanes < 20 });
    expect(early).toMatchObject({ ok: true, value: { campaignId: id } });
    expect(early).not.toMatchObject({ value: { erasedAt: expect.anything() } });
    expect(progress).toEqual(Array.from({ length: 19 }, (_, lane) => lane + 1));
    await expect(run(11)).rejects.toThrow('sleep');
    expect(progress).toEqual(Array.from({ length: 11 }, (_, lane) => lane + 20));
    expect(await run()).toMatchObject({ ok: true, value: { campaignId: id, erasedAt: expect.any(Number) } });
    expect(progress).toEqual(Array.from({ length: 34 }, (_, lane) => lane + 31));
    const rows = JSON.stringify([stage.rows('accounts'), stage.rows('notices')]);
    expect(await run()).toMatchObject({ ok: true, value: { rows: 0, lists: 0 } });
    expect(JSON.stringify([stage.rows('accounts'), stage.rows('notices')])).toBe(rows);
  });

  it('leaves no address, name, organisation, number or list of anybody, and the state of everybody', () => {
    const tables = ['campaigns', 'accounts', 'notices', 'steps', 'epochs', 'audit', 'progress'];
    const all = tables
      .flatMap((table) => stage.rows(table))
      .map((each) => JSON.stringify(each))
      .join('\n');
    for (const personal of ['@example.nl', 'Holder', 'korenmaat', '+316', ...names.map((name) => `"${name}"`)])
      expect(all).not.toContain(personal);
    for (const each of stage.rows('accounts')) for (const gone of personalAttributes.accounts) expect(each).not.toHaveProperty(gone);
    expect(names.map((name) => row(name)?.state)).toEqual(['recovered', 'contained', 'contained', 'contained', 'exempt']);
  });

  it('lets whoever recovered or is exempt sign in as before, and refuses whoever is contained', async () => {
    await expect(stage.signIn('sanne', newPassword)).resolves.toBeDefined();
    await expect(stage.signIn('vera', stolenPassword)).resolves.toBeDefined();
    for (const name of ['joost', 'linda', 'emma']) await expect(stage.signIn(name, stolenPassword)).rejects.toThrow();
  });

  it('lets a contained holder recover by the pages, who is told by mail', async () => {
    expect(await stage.recover('emma@example.nl', newPassword)).toBe('/done');
    await stage.pass(30_000);
    expect(row('emma')?.state).toBe('recovered');
    const told = stage.ses
      .list({ recipient: 'emma@example.nl' })
      .mails.find(({ subject }) => /wachtwoord is gewijzigd|password has been changed/.test(subject));
    expect(told).toBeDefined();
    await stage.pass(1_200_000);
    await expect(stage.signIn('emma', newPassword)).resolves.toBeDefined();
    expect(JSON.stringify(stage.rows('accounts'))).not.toContain('emma@example.nl');
  });

  it('takes the notes too, lets nobody put another, and leaves in the audit log that there was one', async () => {
    expect(note.status).toBe(200);
    const commander = await stage.staff('commander');
    const path = `/api/campaigns/${id}/notes`;
    expect(JSON.parse((await commander.ask('GET', path)).body)).toEqual({ notes: [] });
    const another = await commander.ask('POST', path, { text: 'too late' });
    expect([another.status, JSON.parse(another.body).detail]).toEqual([409, expect.stringContaining('is being erased')]);
    const facts = (stage.rows('audit') as unknown as AuditEntry[]).filter(({ fact }) => fact?.subject === 'note').map(({ fact }) => fact);
    expect(facts).toEqual([expect.objectContaining({ campaignId: id, to: 'put', by: 'carla' })]);
  });

  it('leaves counters as they were, and the audit log whole, with who erased', async () => {
    const counted = (await (await stage.staff('commander')).look(id)).progress.accounts;
    const rows = Map.groupBy(stage.rows('accounts'), ({ state }) => String(state));
    for (const [state, of] of rows) expect([state, counted[state as keyof typeof counted]]).toEqual([state, of.length]);
    const entries = stage.rows('audit').filter((each) => String(each.sk).startsWith('entry#')) as unknown as AuditEntry[];
    for (const chain of Map.groupBy(entries, ({ lane }) => lane).values()) {
      expect(firstBreak(chain.toSorted((a, b) => a.number - b.number))).toBeUndefined();
    }
    const told = entries.filter(({ fact }) => fact.to.startsWith('personal data')).map(({ fact }) => `${fact.to} by ${fact.by}`);
    expect(told).toEqual(['personal data is being erased by carla', 'personal data erased by carla']);
  });
});
