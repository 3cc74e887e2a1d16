import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#domain/audit/audit.ts';
import type { AdditionProgress } from '#domain/plan/addition.ts';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { Random } from '#simulator/random.ts';
import type { Browser } from '../kits/browser.ts';
import { expectOk, type StaffMember } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const hour = 3_600_000;
const everybody = { kind: 'everybody' };

type Row = Readonly<Record<string, unknown>>;

/** A commander who adds accounts to a campaign, has more than one person may confirmed, and waits until that is done. */
async function adder(stage: Stage, id: string) {
  const commander: StaffMember = await stage.staff('commander');
  const path = `/api/campaigns/${id}/compromised`;
  const list = async () => (expectOk(await commander.ask('GET', path)) as { additions: AdditionProgress[] }).additions;
  const add = async (compromised: readonly object[], key?: string) => {
    expectOk(await commander.ask('POST', path, { compromised, ...(key && { key }) }));
    await stage.until(async () => (await list())[0]?.state !== 'running', 120_000, 1_000);
    const [{ id: addition, state, digest } = { id: '', state: '', digest: '' }] = await list();
    if (state === 'proposed') {
      expectOk(await (await stage.staff('approver')).ask('POST', `${path}/${addition}/confirm`, { digest }));
      await stage.until(async () => (await list())[0]?.state === 'done', 120_000, 1_000);
    }
    return (await list())[0]?.outcome;
  };
  return { add, list };
}

const accountOf = (stage: Stage, username: unknown) => stage.rows('accounts').find((row) => row.username === username) ?? {};

/** Asks for a code at the pages, and gives the one that is mailed, if any is within a minute. */
async function codeFor(stage: Stage, browser: Browser, address: string): Promise<string | undefined> {
  const mails = () => stage.ses.list({ recipient: address, limit: 50 }).mails.filter(({ text }) => /\b\d{4} ?\d{4}\b/.test(text ?? ''));
  const before = mails().length;
  await browser.open('/identify');
  await browser.submit({ address, email: address, username: address });
  await stage.pass(60_000);
  return mails().length === before ? undefined : /\b\d{4} ?\d{4}\b/.exec(mails()[0]?.text ?? '')?.[0].replace(' ', '');
}

describe('accounts that are added while notices go out', () => {
  let stage: Stage;
  let id: string;
  const order: { readonly sub: string; readonly mail: string }[] = [];
  let told: Row;
  let waiting: readonly Row[];
  let recovered: Row;
  let exempt: Row;
  let outcome: AdditionProgress['outcome'] | undefined;
  let begun: number;
  let add: Awaited<ReturnType<typeof adder>>['add'];

  const notices = (state: string) => stage.rows('notices').filter((row) => row.state === state && row.mail === undefined);
  const gone = (row: Row) => order.filter(({ sub }) => sub === row.sub);

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    const many = multiplyUsers(users, 2_400, new Random(3)).map((user, index) => {
      const own = user.Attributes.map((each) =>
        each.Name === 'email' && each.Value ? { ...each, Value: `u${index}.${each.Value}` } : each,
      );
      return { ...user, Attributes: own };
    });
    stage = await setStage({ users: many, ratePerSecond: 10 });
    exempt = { username: many[0]?.Username };
    id = await stage.plan(everybody, [String(exempt.username)]);
    stage.ses.onAccepted(({ tags }) => void (tags.account && order.push({ sub: String(tags.account), mail: String(tags.mail ?? '') })));
    await stage.start(id);
    await stage.pass(30_000);
    const out = notices('delivered').map(({ sub }) => stage.rows('accounts').find((row) => row.sub === sub) ?? {});
    [told, recovered] = [out[0] ?? {}, out[1] ?? {}];
    const holder = stage.holder();
    await holder.submit({ 'one-time-code': (await codeFor(stage, holder, String(recovered.address))) ?? '' }).catch(() => undefined);
    await holder.submit({ 'new-password': 'een heel nieuw wachtwoord' });
    expect(accountOf(stage, recovered.username).state).toBe('recovered');
    waiting = notices('waiting')
      .sort((a, b) => (String(a.open) < String(b.open) ? 1 : -1))
      .slice(0, 3);
    ({ add } = await adder(stage, id));
    begun = order.length;
    const since = Date.UTC(2017, 4, 2);
    outcome = await add(
      [
        { account: told.address },
        { account: recovered.username, grade: 'suspected' },
        { account: exempt.username },
        ...waiting.map(({ username }) => ({ account: username, since })),
        { account: 'nobody@nowhere.example' },
      ],
      '01KAJ0000000000000000000AA',
    );
  });

  it('are counted by what became of them', () => {
    expect(outcome).toEqual({
      graded: 4,
      inDoubt: 4,
      unchanged: 0,
      recovered: 1,
      recoveredInDoubt: 1,
      exempt: 1,
      regraded: 3,
      further: 1,
      unmatched: 1,
      unmatchedFirst: ['nobody@nowhere.example'],
    });
  });

  it('get their notice before those that wait longer, in the text of their grade', async () => {
    expect(notices('waiting').length).toBeGreaterThan(400);
    await stage.until(() => waiting.every((row) => gone(row).length === 1) && gone(told).length === 2, 60_000);
    const urgent = [...waiting, told].map(({ sub }) => order.findLastIndex((each) => each.sub === sub));
    // 20 s of the rate: the addition itself, and the next look at all lanes.
    expect(Math.max(...urgent) - begun).toBeLessThan(200);
    expect(gone(told).map(({ mail }) => mail)).toEqual(['', 'grade-confirmed']);
    for (const { address, sub } of [...waiting, told]) {
      const { mails } = stage.ses.list({ recipient: String(address), limit: 50 });
      expect([
        sub,
        mails.some(({ text }) => /We know that someone|We weten dat iemand anders|Wir wissen|Nous savons/.test(text ?? '')),
      ]).toEqual([sub, true]);
    }
  });

  it('change nothing and count nothing when they are added again', async () => {
    const before = JSON.stringify(stage.rows('accounts'));
    const again = await add([{ account: told.address }, { account: waiting[0]?.username, grade: 'suspected' }]);
    expect(again).toMatchObject({ graded: 0, unchanged: 2, regraded: 0, further: 0, unmatched: 0 });
    expect(JSON.stringify(stage.rows('accounts'))).toBe(before);
  });

  it('never go out with a lesser text afterwards, not even where a sender had read them before', async () => {
    const all = notices('waiting').map(({ username }) => ({ account: username, grade: 'suspected' }));
    const { graded, regraded, further } = (await add(all)) ?? { graded: 0, regraded: 0, further: 0 };
    expect(regraded).toBeGreaterThan(200);
    expect([graded, regraded + further]).toEqual([all.length, all.length]);
    await stage.until(() => notices('waiting').length === 0, 600_000, 5_000);
    await stage.pass(60_000);
    const signs = /There are signs|Er zijn aanwijzingen|Es gibt Anzeichen|Des indices/;
    const last = all.map(({ account }) => stage.ses.list({ recipient: String(accountOf(stage, account).address) }).mails[0]?.text ?? '');
    expect(last.filter((text) => !signs.test(text))).toEqual([]);
  });

  it('get no mail twice, and whoever has recovered or is exempt gets none', async () => {
    expect(new Set(order.map(({ sub, mail }) => `${sub} ${mail}`)).size).toBe(order.length);
    expect(gone(recovered).map(({ mail }) => mail)).toEqual(['']);
    expect(gone(accountOf(stage, exempt.username))).toEqual([]);
    const further = order.filter(({ mail }) => mail.startsWith('grade-')).length;
    expect((await stage.look(id)).progress).toMatchObject({ further: { grade: { delivered: further } } });
  });

  it('are in the audit log, with who added them', () => {
    const entries = stage.rows('audit').filter((row) => String(row.sk).startsWith('entry#')) as unknown as AuditEntry[];
    const added = entries.filter(({ fact }) => fact.subject === 'addition').map(({ fact }) => `${fact.to} by ${fact.by}`);
    expect(added.slice(0, 2)).toEqual(['compromised accounts added: 7 by carla', 'compromised accounts added: 2 by carla']);
    expect(entries.filter(({ fact }) => fact.to === 'graded: confirmed')).toHaveLength(4);
  });
});

describe('an account whose address an intruder changed, which is found out after the start', () => {
  let stage: Stage;
  let id: string;
  let changedAt: number;
  let victim: Row;
  const thief = 'thief@elsewhere.example';
  const marks = () => stage.rows('channels').filter(({ prefix }) => prefix !== undefined);

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users });
    await stage.until(() => marks().length === 16, 25 * hour, 5 * 60_000);
    await stage.pass(hour);
    const before = await stage.plan(everybody);
    const trusted = stage.rows('accounts').filter((row) => row.campaignId === before && row.trusted);
    victim = trusted.find((row) => trusted.filter(({ address }) => address === row.address).length === 1) ?? {};
    changedAt = stage.world.clock.now();
    stage.cognito.operations.AdminUpdateUserAttributes?.({
      UserPoolId: stage.output('AccountsPoolId'),
      Username: victim.username,
      UserAttributes: [
        { Name: 'email', Value: thief },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
    await stage.pass(hour);
    const compromisedSince = stage.world.clock.now();
    await stage.pass(hour);
    id = await stage.plan(everybody, [], { compromisedSince });
    await stage.start(id);
    await stage.pass(60_000);
  });

  const row = () => stage.rows('accounts').find(({ campaignId, sub }) => campaignId === id && sub === victim.sub) ?? {};

  it('gets no code at that address any more once it is added, and one that was mailed before is worth nothing', async () => {
    expect(row()).toMatchObject({ trusted: true, address: thief });
    const intruder = stage.holder();
    const code = await codeFor(stage, intruder, thief);
    expect(code).toBeDefined();
    const { add } = await adder(stage, id);
    expect(await add([{ account: thief, since: changedAt - 1 }])).toMatchObject({ graded: 1, further: 1, inDoubt: 0 });
    expect(row()).toMatchObject({ trusted: true, address: victim.address, compromisedSince: changedAt - 1, grade: 'confirmed' });
    await intruder.submit({ 'one-time-code': code ?? '' });
    expect(intruder.text).not.toContain(String(victim.username));
    await intruder.submit({ 'new-password': 'het wachtwoord van de dief' }).catch(() => undefined);
    expect(row().state).toBe('contained');
    expect(await codeFor(stage, stage.holder(), thief)).toBeUndefined();
  });

  it('gets its notice at the address from before, and recovers by it', async () => {
    await stage.until(() => stage.ses.list({ recipient: String(victim.address) }).total > 0, 120_000);
    const holder = stage.holder();
    await holder.submit({ 'one-time-code': (await codeFor(stage, holder, String(victim.address))) ?? '' });
    await holder.submit({ 'new-password': 'een heel nieuw wachtwoord' });
    expect(row().state).toBe('recovered');
  });

  it('gets no code at all where no address is from before, also in a campaign that is closed, which mails nobody', async () => {
    await stage.close(id);
    // Until the mail that confirms the recovery is out.
    await stage.pass(30_000);
    const other =
      stage.rows('accounts').find(({ campaignId, state, trusted }) => campaignId === id && state === 'contained' && trusted) ?? {};
    const mails = stage.ses.mailCount;
    const { add } = await adder(stage, id);
    expect(await add([{ account: other.username, since: Date.UTC(2017, 4, 2) }])).toMatchObject({
      graded: 1,
      inDoubt: 1,
      further: 0,
      regraded: 0,
    });
    expect(await codeFor(stage, stage.holder(), String(other.address))).toBeUndefined();
    expect(stage.ses.mailCount).toBe(mails);
  });
});
