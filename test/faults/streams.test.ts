import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditFact } from '#domain/audit/audit.ts';
import type { CounterBook } from '#domain/progress/lane-counter.ts';
import { verifyAudit } from '#infra/command/audit/verify.ts';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { makeAuditReader } from '#shared/aws/audit/audit-reader.ts';
import { makeSeals } from '#shared/aws/audit/seals.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';
import { expectOk } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

/** Loses every third checkpoint of the readers of the streams while it is on, so that their batches come again. */
function makeDoubles() {
  const control = { on: false, doubled: 0 };
  let checkpoints = 0;
  const at = ({ operation, caller }: FaultPoint) => {
    if (!control.on || operation !== 'Checkpoint' || !/^(countprogress|recordaudit)/.test(caller)) return undefined;
    if (++checkpoints % 3 !== 0) return undefined;
    control.doubled++;
    return { kind: 'crash' } as const;
  };
  return { faults: { at }, control };
}

type Row = Readonly<Record<string, unknown>>;

interface BeginOptions {
  /** @default 200 */
  readonly accounts?: number;
  /** @default 5 */
  readonly ratePerSecond?: number;
  readonly onLine?: (functionId: string, line: string) => void;
}

async function begin(seed: number, { accounts = 200, ratePerSecond = 5, ...more }: BeginOptions = {}) {
  const { faults, control } = makeDoubles();
  const { users } = await readDirectoryFile(small);
  const options = { seed, faults, ratePerSecond, ...more };
  const stage = await setStage({ users: multiplyUsers(users, accounts, new Random(seed)), ...options });
  const id = await stage.plan({ kind: 'everybody' });
  await stage.start(id);
  return { stage, id, control };
}

const streamed = ['campaigns', 'accounts', 'notices', 'steps'];

/** Splits the streams of all tables. */
function splitStreams({ simulator, tableName }: Stage, by: 'key' | 'item'): void {
  for (const table of streamed) simulator.services.dynamodb.stream(tableName(table))?.split(by);
}

/** Counters and rows of the first notices, by state; states with none are left out. */
async function countersAndRows(stage: Stage, id: string) {
  const { progress } = await stage.look(id);
  const some = (counts: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
  const count = (table: string) => {
    const groups = Object.groupBy(stage.rows(table), (row) => String(row.state));
    return Object.fromEntries(Object.entries(groups).map(([state, rows]) => [state, rows?.length ?? 0]));
  };
  return {
    counters: { notices: some(progress.notices), accounts: some(progress.accounts) },
    rows: { notices: count('notices'), accounts: count('accounts') },
  };
}

describe('while the shards of the streams split and their records come twice', () => {
  it.each([1, 2])('counters equal a recount of the rows (seed %i)', async (seed) => {
    const { stage, id, control } = await begin(seed);
    control.on = true;
    for (const by of ['key', 'item', 'key'] as const) {
      await stage.pass(8_000);
      splitStreams(stage, by);
    }
    await stage.pass(60_000);
    control.on = false;
    await stage.pass(240_000);
    expect(control.doubled).toBeGreaterThan(10);
    const { counters, rows } = await countersAndRows(stage, id);
    expect(counters).toEqual(rows);
  });
});

/** Changes a row past all functions. */
async function changeByHand(
  { simulator, world, settle, tableName }: Stage,
  table: string,
  row: Row | undefined,
  set: string,
  value: unknown,
) {
  const client = simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: world.region })));
  const change = new UpdateCommand({
    TableName: tableName(table),
    Key: { pk: row?.pk, sk: row?.sk },
    UpdateExpression: 'SET #set = :value',
    ExpressionAttributeNames: { '#set': set },
    ExpressionAttributeValues: { ':value': value },
  });
  await settle(client.send(change));
}

/** What entries of the audit log say of a subject. */
function told(stage: Stage, subject: string): readonly AuditFact[] {
  const entries = stage.rows('audit').filter(({ sk }) => String(sk).startsWith('entry#')) as unknown as readonly AuditEntry[];
  return entries.map(({ fact }) => fact).filter((fact) => fact.subject === subject);
}

describe('a counter that somebody changed', () => {
  it('is mended within two minutes, in a campaign that is sending, and an entry says so', async () => {
    const lines: string[] = [];
    const { stage, id } = await begin(3, { accounts: 600, onLine: (_, line) => lines.push(line) });
    await stage.pass(20_000);
    const counter = stage.rows('progress').find((row) => String(row.sk).startsWith('notices#') && Number(row.delivered) > 0);
    await changeByHand(stage, 'progress', counter, 'delivered', Number(counter?.delivered) + 7);
    await stage.pass(120_000);
    expect(lines.filter((line) => line.includes('SLU-502'))).toHaveLength(1);
    expect(told(stage, 'counter')).toEqual([
      expect.objectContaining({
        campaignId: id,
        to: `counters of notices mended in lane ${Number(String(counter?.sk).slice(-2))}: delivered -7`,
      }),
    ]);
    await stage.pass(300_000);
    const { counters, rows } = await countersAndRows(stage, id);
    expect(counters).toEqual(rows);
  });
});

describe('a row that somebody changed past all functions', () => {
  it('is counted as it is, and an entry says that it was changed by hand', async () => {
    const lines: string[] = [];
    const { stage, id } = await begin(4, { onLine: (_, line) => lines.push(line) });
    await stage.pass(20_000);
    expect(told(stage, 'account')).toEqual([]);
    const row = stage.rows('accounts').find(({ state }) => state === 'contained');
    await changeByHand(stage, 'accounts', row, 'state', 'recovered');
    await stage.pass(10_000);
    expect(told(stage, 'account')).toEqual([expect.objectContaining({ sub: row?.sub, from: 'contained', to: 'recovered', byHand: true })]);
    const notice = stage.rows('notices').find(({ state }) => state === 'waiting');
    await changeByHand(stage, 'notices', notice, 'address', 'thief@example.com');
    await stage.pass(120_000);
    expect(lines.filter((line) => line.includes('SLU-505'))).toHaveLength(1);
    const { counters, rows } = await countersAndRows(stage, id);
    expect(counters).toEqual(rows);
  });
});

describe('a campaign that sends as fast as it can', () => {
  it('alarms nobody: counters are right whenever they are compared', async () => {
    const lines: string[] = [];
    const { stage } = await begin(5, { accounts: 6_000, ratePerSecond: 200, onLine: (_, line) => lines.push(line) });
    await stage.pass(240_000);
    const compared = stage.rows('progress').filter(({ book }) => (book as CounterBook | undefined)?.compared !== undefined);
    expect(compared.length).toBeGreaterThan(90);
    expect(lines.filter((line) => /SLU-50[2345]|SLU-602/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('Recount::Unclear'))).toEqual([]);
  });
});

describe('conservation', () => {
  it('alarms where an account has no notice, and is quiet while accounts come', async () => {
    const lines: string[] = [];
    const { stage, id } = await begin(6, { onLine: (_, line) => lines.push(line) });
    await stage.pass(180_000);
    const broken = () => lines.filter((line) => line.includes('SLU-504'));
    expect(broken()).toEqual([]);
    const { pk, sk } = stage.rows('notices').find(({ state }) => state === 'delivered') ?? {};
    const client = stage.simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: stage.world.region })));
    await stage.settle(client.send(new DeleteCommand({ TableName: stage.tableName('notices'), Key: { pk, sk } })));
    await stage.pass(120_000);
    expect(broken().map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([expect.objectContaining({ campaignId: id, lane: Number(String(pk).slice(-2)) })]),
    );
  });
});

describe('the audit log, while shards split and records come twice', () => {
  it('has every release of an account once, in chains that verify', async () => {
    const { stage, id, control } = await begin(7);
    await stage.pass(20_000);
    const [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
    const scope = { kind: 'environment', environments: ['nl', 'be', 'de'] };
    const proposed = expectOk(
      await commander.ask('POST', `/api/campaigns/${id}/proposals`, { kind: 'release', scope, reason: 'not affected' }),
    );
    const { proposal } = proposed as { readonly proposal: { readonly id: string } };
    control.on = true;
    expectOk(await approver.ask('POST', `/api/campaigns/${id}/proposals/${proposal.id}/confirm`, {}));
    for (const by of ['item', 'key', 'item'] as const) {
      await stage.pass(1_000);
      splitStreams(stage, by);
    }
    await stage.pass(120_000);
    control.on = false;
    await stage.pass(120_000);
    const released = stage.rows('accounts').filter(({ exemption }) => exemption === 'released');
    expect(released.length).toBeGreaterThan(100);
    const entries = told(stage, 'account').filter(({ to }) => to === 'exempt');
    expect(entries.map(({ sub }) => sub).sort()).toEqual(released.map(({ sub }) => sub).sort());
    expect(entries.filter(({ byHand }) => byHand)).toEqual([]);
    const tables = { audit: stage.tableName('audit'), seals: stage.tableName('seals'), progress: stage.tableName('progress') };
    const client = stage.simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: stage.world.region })));
    const tools = { reader: makeAuditReader(client, tables), seals: makeSeals(client, tables) };
    const { clock } = stage.world;
    const verdict = await stage.settle(verifyAudit({ ...tools, now: () => clock.now(), sleep: (ms) => clock.sleep(ms) }));
    expect(verdict).toMatchObject({ ok: true, findings: [] });
  });
});

describe('tables from before there were versions and books', () => {
  it('go on counting: rows, counters and chains are taken as they are', async () => {
    const lines: string[] = [];
    const { stage, id } = await begin(8, { onLine: (_, line) => lines.push(line) });
    await stage.pass(20_000);
    for (const table of ['accounts', 'notices', 'steps']) for (const { version: _, ...row } of stage.rows(table)) stage.put(table, row);
    await stage.pass(5_000);
    for (const { book: _, ...row } of stage.rows('progress')) stage.put('progress', { ...row, last: '9'.repeat(40) });
    for (const { pk, sk, ...head } of stage.rows('audit').filter(({ pk }) => pk === 'heads')) {
      stage.put('audit', { pk: sk, sk: 'head', ...head, last: '9'.repeat(40) });
      stage.simulator.services.dynamodb.operations.DeleteItem?.({ TableName: stage.tableName('audit'), Key: { pk, sk } });
    }
    lines.length = 0;
    await stage.pass(300_000);
    const { counters, rows } = await countersAndRows(stage, id);
    expect(counters).toEqual(rows);
    expect(lines.filter((line) => line.includes('SLU-602'))).toEqual([]);
  });
});

describe('a table that was restored to an earlier moment', () => {
  it('is counted as it is then: rows go back, and go on from there', async () => {
    const { stage, id } = await begin(9, { accounts: 300 });
    await stage.pass(15_000);
    const earlier = stage.rows('notices');
    await stage.pass(20_000);
    splitStreams(stage, 'item');
    stage.simulator.services.dynamodb.restore(stage.tableName('notices'), earlier);
    await stage.pass(600_000);
    const { counters, rows } = await countersAndRows(stage, id);
    expect(counters).toEqual(rows);
  });
});
