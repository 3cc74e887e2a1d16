import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const hour = 3_600_000;
const everybody = { kind: 'everybody' };

type Row = Readonly<Record<string, unknown>>;

/** Rows of a campaign by subject. */
function rowsOf(stage: Stage, table: string, campaignId: string): ReadonlyMap<string, Row> {
  const rows = stage.rows(table).filter((row) => row.campaignId === campaignId);
  return new Map(rows.map((row) => [String(row.sub), row]));
}

async function headcountOf(stage: Stage, id: string): Promise<Row> {
  return (await stage.look(id)).campaign.headcount as unknown as Row;
}

describe('a plan with what an intruder could not have changed', () => {
  let stage: Stage;
  let campaignId: string;
  let since: number;
  let listsBefore: number;
  /** Two holders that can be reached, one that is privileged, and an account that nobody saw before. */
  let changed: Row;
  let listed: Row;
  let privileged: Row;
  const late = 'late-one';

  const change = (username: unknown, email: string) =>
    stage.cognito.operations.AdminUpdateUserAttributes?.({
      UserPoolId: stage.output('AccountsPoolId'),
      Username: username,
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
  const usage = (operation: string) => stage.world.meter.of('cognito', operation).calls;
  const marks = () => stage.rows('channels').filter(({ prefix }) => prefix !== undefined);

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users });
    await stage.until(() => marks().length === 16, 25 * hour, 5 * 60_000);
    since = stage.world.clock.now() + hour;
    await stage.pass(2 * hour);
    const reachable = users.filter(
      ({ Enabled, UserStatus, Attributes }) =>
        Enabled && UserStatus === 'CONFIRMED' && Attributes.some(({ Name, Value }) => Name === 'email_verified' && Value === 'true'),
    );
    const rowOf = (at: number): Row => {
      const { Username, Attributes } = reachable[at] ?? { Username: '', Attributes: [] };
      const value = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
      return { username: Username, sub: value('sub'), address: String(value('email')).toLowerCase() };
    };
    [changed, listed, privileged] = [rowOf(0), rowOf(1), rowOf(2)];
    change(changed.username, 'thief@elsewhere.example');
    stage.cognito.operations.AdminCreateUser?.({
      UserPoolId: stage.output('AccountsPoolId'),
      Username: late,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: 'late@elsewhere.example' },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
    listsBefore = usage('ListUsers');
    campaignId = await stage.plan(everybody, [], {
      compromisedSince: since,
      compromised: [{ account: listed.address, since: 1_000 + since }, { account: 'nobody@nowhere.example' }],
      privileged: [privileged.username, String(privileged.username).toUpperCase()],
      sweep: { mode: 'all' },
    });
  });

  it('sends codes to the address from before the intruder, and to none that may be newer', () => {
    const rows = rowsOf(stage, 'accounts', campaignId);
    expect(rows.get(String(changed.sub))).toMatchObject({ trusted: true, address: changed.address });
    const created = [...rows.values()].find(({ username }) => username === late);
    expect(created).toMatchObject({ state: 'contained', trusted: false, doubt: 'unproven' });
    const notices = rowsOf(stage, 'notices', campaignId);
    expect(notices.get(String(changed.sub))).toMatchObject({ state: 'waiting', address: changed.address });
    expect(notices.get(String(created?.sub))).toMatchObject({ state: 'waiting', address: 'late@elsewhere.example' });
  });

  it('keeps since when an account was used, where that is known', () => {
    expect(rowsOf(stage, 'accounts', campaignId).get(String(listed.sub))).toMatchObject({
      compromisedSince: since + 1_000,
      cohort: 'compromised',
    });
  });

  it('tells the account that was used first, then the privileged one', () => {
    const waiting = [...rowsOf(stage, 'notices', campaignId).values()].filter(({ state }) => state === 'waiting');
    const inOrder = waiting.sort((a, b) => (String(a.open) < String(b.open) ? -1 : 1)).map(({ sub }) => sub);
    expect(inOrder.slice(0, 2)).toEqual([listed.sub, privileged.sub]);
    expect(rowsOf(stage, 'notices', campaignId).get(String(listed.sub))).toMatchObject({ grade: 'confirmed' });
  });

  it('counts and prices before anybody approves', async () => {
    const rows = [...rowsOf(stage, 'accounts', campaignId).values()];
    const swept = rows.filter(({ sweep }) => sweep !== undefined);
    const headcount = await headcountOf(stage, campaignId);
    expect(headcount.swept).toMatchObject({ privileged: 1, compromised: 1 });
    expect(headcount.sweepBill).toEqual({ activeUsers: swept.length, usd: Math.ceil(swept.length * 1.5) / 100 });
    expect(headcount.doubtful).toMatchObject({ unproven: 1 });
    expect(headcount.unmatchedIn).toEqual({ privileged: 0, compromised: 1 });
    expect((await stage.look(campaignId)).campaign).toMatchObject({ lists: { privileged: { entries: 1, doubles: 1 } } });
  });

  it('asks Cognito for pages of accounts and for no single account', () => {
    expect(usage('ListUsers') - listsBefore).toBeLessThan(60);
    expect([usage('AdminGetUser'), usage('AdminGetUserAuthFactors')]).toEqual([0, 0]);
  });

  it('remembers what was there before over the next night too', async () => {
    await stage.pass(24 * hour);
    const { addresses } = stage.rows('channels').find(({ sub }) => sub === changed.sub) as { addresses: readonly Row[] };
    expect(addresses.map(({ address }) => address)).toEqual(['thief@elsewhere.example', changed.address]);
    expect(addresses[0]?.since).toBeGreaterThan(since);
  });
});

describe('a campaign that widens another', () => {
  let stage: Stage;
  let first: string;
  let wider: string;

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users });
    first = await stage.plan({ kind: 'environment', environments: ['nl'] });
    await stage.start(first);
    await stage.pass(5 * 60_000);
    wider = await stage.plan(everybody, [], { widens: first });
    await stage.start(wider);
    await stage.pass(5 * 60_000);
  });

  it('has everybody in scope, and exempts whom the first has', async () => {
    const rows = rowsOf(stage, 'accounts', wider);
    const before = rowsOf(stage, 'accounts', first);
    expect(before.size).toBeGreaterThan(0);
    expect(rows.size).toBeGreaterThan(before.size);
    for (const [sub, { exemption }] of rows) {
      const held = before.has(sub) && before.get(sub)?.exemption !== 'federated';
      expect(exemption === 'covered').toBe(held);
    }
    expect((await headcountOf(stage, wider)).exempt).toMatchObject({
      covered: [...rows.values()].filter((row) => row.exemption === 'covered').length,
    });
  });

  it('sends nobody a second notice', () => {
    const sent = (id: string) => [...rowsOf(stage, 'notices', id)].filter(([, { state }]) => state !== 'suppressed').map(([sub]) => sub);
    const both = new Set(sent(first));
    expect(sent(wider).filter((sub) => both.has(sub))).toEqual([]);
    expect(sent(wider).length).toBeGreaterThan(0);
    expect(stage.ses.mailCount).toBe(sent(first).length + sent(wider).length);
  });
});

describe('scopes', () => {
  let stage: Stage;
  let users: Awaited<ReturnType<typeof readDirectoryFile>>['users'];
  const having = (name: string, holds: (value: string) => boolean) =>
    users.filter(({ Attributes }) => Attributes.some(({ Name, Value = '' }) => Name === name && holds(Value)));

  beforeAll(async () => {
    ({ users } = await readDirectoryFile(small));
    stage = await setStage({ users });
  });

  it('by organisation, attributes, app client and list come to whom the directory has', async () => {
    const korenmaat = having('custom:organisation', (value) => value === 'org-korenmaat').length;
    const bakers = having('email', (value) => value.toLowerCase().endsWith('@bakkerij-de-korenmaat.example')).length;
    const inScope = async (scope: object) => (await headcountOf(stage, await stage.plan(scope))).inScope;
    expect([korenmaat, bakers].every((count) => count > 0 && count < users.length)).toBe(true);
    expect(await inScope({ kind: 'organisation', organisations: ['org-korenmaat'] })).toBe(korenmaat);
    expect(
      await inScope({ kind: 'attributes', where: [{ attribute: 'email', is: 'ends-with', values: ['@BAKKERIJ-de-korenmaat.example'] }] }),
    ).toBe(bakers);
    expect(await inScope({ kind: 'client', clients: [stage.output('ProductClientId')] })).toBe(users.length);
  });

  it('by a list with unknown and double entries count those, and go on with the rest', async () => {
    const [one, two] = users.map(({ Username }) => Username);
    const id = await stage.plan({ kind: 'list', list: [one, `${one} `, two, 'nobody', 'a@foreign.example'] });
    expect(await headcountOf(stage, id)).toMatchObject({ inScope: 2, unmatched: 2 });
    expect((await stage.look(id)).campaign).toMatchObject({ lists: { scope: { entries: 4, doubles: 1 } } });
  });

  it('tells of exemptions that meet nobody: a name misspelt would be contained', async () => {
    const someone = String(stage.rows('accounts')[0]?.username);
    const id = await stage.plan({ kind: 'everybody' }, [someone, 'nobody-has-this-name']);
    const { headcount } = (await stage.look(id)).campaign as {
      readonly headcount?: { readonly unmatchedIn?: object; readonly exempt?: object };
    };
    expect(headcount?.unmatchedIn).toMatchObject({ exemptions: 1 });
    expect(headcount?.exempt).toMatchObject({ listed: 1 });
  });

  it('that exempt everybody, or have nobody, come to a plan that nobody can approve', async () => {
    const [one = ''] = users.map(({ Username }) => Username);
    for (const [list, exemptions] of [
      [[one], [one]],
      [['nobody'], []],
    ] as const) {
      const id = await stage.plan({ kind: 'list', list }, exemptions);
      expect((await stage.look(id)).campaign.state).toBe('empty');
    }
  });
});
