import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditHead, chain, noEntries } from '#domain/audit/audit.ts';
import { noSeals, type Seal, sealHeads, sealKeyOf } from '#domain/audit/seal.ts';
import { type Verdict, verifyAudit } from '#infra/command/audit/verify.ts';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { makeAuditReader } from '#shared/aws/audit/audit-reader.ts';
import { makeSeals, type SealCount } from '#shared/aws/audit/seals.ts';
import { setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const tables = ['audit', 'seals', 'progress'] as const;

type Table = (typeof tables)[number];
type Row = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
type Stored = Row & AuditEntry;

function at<T>(list: readonly T[], place: number): T {
  const found = list.at(place);
  if (found === undefined) throw new Error(`there is nothing at ${place}`);
  return found;
}

describe('an audit log that somebody with the right to write its tables tampered with (attack 55)', () => {
  let stage: Awaited<ReturnType<typeof setStage>>;
  let client: DynamoDBDocumentClient;
  let before: Readonly<Record<Table, readonly Row[]>>;
  let first: Verdict;
  const lines: string[] = [];

  const rows = (table: Table) => stage.rows(table) as unknown as readonly Row[];
  const put = (table: Table, Item: object) =>
    stage.settle(client.send(new PutCommand({ TableName: stage.tableName(table), Item: { ...Item } })));
  const remove = (table: Table, { pk, sk }: Row) =>
    stage.settle(client.send(new DeleteCommand({ TableName: stage.tableName(table), Key: { pk, sk } })));
  const verify = (known: Parameters<typeof verifyAudit>[1] = {}) => {
    const names = { audit: stage.tableName('audit'), seals: stage.tableName('seals'), progress: stage.tableName('progress') };
    const { clock } = stage.world;
    const tools = { reader: makeAuditReader(client, names), seals: makeSeals(client, names) };
    return stage.settle(verifyAudit({ ...tools, now: () => clock.now(), sleep: (ms) => clock.sleep(ms) }, known));
  };
  const kinds = async (known?: Parameters<typeof verifyAudit>[1]) =>
    [...new Set((await verify(known)).findings.map(({ kind }) => kind))].sort();

  /** The chain of the campaigns, in its order, and its head. */
  const campaigns = () => {
    const all = rows('audit');
    const entries = all.filter(({ pk, sk }) => pk === 'campaigns' && sk.startsWith('entry#')) as unknown as readonly Stored[];
    const head = at(
      all.filter(({ pk, sk }) => pk === 'heads' && sk === 'campaigns'),
      0,
    );
    return { entries: entries.toSorted((a, b) => a.number - b.number), head: head as Row & AuditHead };
  };

  /** Writes the chain anew with another name in it, head and all. */
  const redo = async (): Promise<AuditHead> => {
    const { entries, head } = campaigns();
    let last: AuditHead = noEntries;
    for (const { pk, sk, lane, fact } of entries) {
      const entry = chain(lane, last, { ...fact, ...(fact.by !== undefined && { by: 'somebody else' }) });
      await put('audit', { pk, sk, ...entry });
      last = entry;
    }
    await put('audit', { ...head, number: last.number, hash: last.hash });
    return last;
  };

  /** Signs all seals anew with another key, the head of the campaigns' chain put right in them, and the count beside them. */
  const resign = async (head: AuditHead) => {
    const key = sealKeyOf('the key of somebody else');
    let last = noSeals;
    for (const { pk, sk, ...seal } of rows('seals').filter(({ pk }) => pk === 'seals') as unknown as readonly (Row & Seal)[]) {
      const heads = 'campaigns' in seal.heads ? { ...seal.heads, campaigns: head } : seal.heads;
      const signed = sealHeads(key, last, heads, seal.atMs);
      await put('seals', { pk, sk, ...signed });
      last = signed;
    }
    const count = rows('progress').find(({ pk }) => pk === 'audit') as (Row & SealCount) | undefined;
    await put('progress', { ...count, number: last.number, root: last.root });
  };

  beforeAll(async () => {
    stage = await setStage({ users: (await readDirectoryFile(small)).users, onLine: (_, line) => lines.push(line) });
    client = stage.simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: stage.world.region })));
    const id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
    await stage.pass(70_000);
    await stage.close(id);
    await stage.pass(130_000);
    before = { audit: rows('audit'), seals: rows('seals'), progress: rows('progress') };
    first = await verify();
  });

  /** Puts the tables back as they were. */
  afterEach(async () => {
    for (const table of tables) {
      const kept = new Map(before[table].map((row) => [`${row.pk} ${row.sk}`, row]));
      for (const row of rows(table)) if (!kept.has(`${row.pk} ${row.sk}`)) await remove(table, row);
      for (const row of kept.values()) await put(table, row);
    }
  });

  it('is whole as it was written, sealed in several seals under one key', async () => {
    expect(first).toMatchObject({ ok: true, findings: [] });
    expect(campaigns().entries.length).toBeGreaterThanOrEqual(5);
    expect(first.seals).toBeGreaterThanOrEqual(2);
    expect(lines.filter((line) => line.includes('SLU-604'))).toEqual([]);
  });

  it('shows an entry that was edited', async () => {
    const entry = at(campaigns().entries, 1);
    await put('audit', { ...entry, fact: { ...entry.fact, by: 'somebody else' } });
    expect((await verify()).findings).toEqual([{ kind: 'edited', chain: 'campaigns', number: 2 }]);
  });

  it('shows an entry that was deleted', async () => {
    await remove('audit', at(campaigns().entries, 2));
    expect((await verify()).findings).toContainEqual({ kind: 'missing', chain: 'campaigns', number: 3 });
  });

  it('shows an entry that was inserted, sound in itself', async () => {
    const { entries } = campaigns();
    const { lane, fact } = at(entries, 2);
    await put('audit', { pk: lane, sk: 'entry#inserted', ...chain(lane, at(entries, 1), { ...fact, origin: 'inserted' }) });
    expect(await kinds()).toContain('inserted');
  });

  it('shows an entry that was added to the end past its head', async () => {
    const { entries } = campaigns();
    const { lane, fact } = at(entries, -1);
    await put('audit', { pk: lane, sk: 'entry#added', ...chain(lane, at(entries, -1), { ...fact, origin: 'added' }) });
    expect(await kinds()).toEqual(['inserted']);
  });

  it('shows a tail that was cut off, though the head was set back, and alarms within a minute', async () => {
    const { entries, head } = campaigns();
    const last = at(entries, -2);
    await remove('audit', at(entries, -1));
    await put('audit', { ...head, number: last.number, hash: last.hash });
    expect((await verify()).findings).toEqual([{ kind: 'cut', chain: 'campaigns', number: entries.length }]);
    await stage.pass(60_000);
    expect(lines.filter((line) => line.includes('SLU-604')).map((line) => JSON.parse(line).of)).toContain('campaigns');
  });

  it('shows a whole chain that was deleted with its head', async () => {
    const { entries, head } = campaigns();
    for (const row of [...entries, head]) await remove('audit', row);
    expect(await kinds()).toEqual(['cut']);
  });

  it('shows a chain that was redone from its first entry on', async () => {
    await redo();
    expect(await kinds()).toEqual(['redone']);
  });

  it('shows seals that were cut off together with the tail that they sealed', async () => {
    const seals = rows('seals').filter(({ pk }) => pk === 'seals');
    await remove('seals', at(seals, -1));
    expect(await kinds()).toEqual(['seals']);
  });

  it('shows a seal that was changed to fit a chain that was redone', async () => {
    const head = await redo();
    for (const row of rows('seals').filter(({ heads }) => heads !== undefined && 'campaigns' in (heads as object))) {
      await put('seals', { ...row, heads: { ...(row.heads as object), campaigns: head } });
    }
    expect(await kinds()).toContain('seals');
  });

  it('shows to whoever kept the key or a root that chain, seals and their count were all redone with another key', async () => {
    await resign(await redo());
    expect(await kinds({ key: first.key ?? '' })).toEqual(['seals']);
    expect(await kinds({ seal: first.last ?? noSeals })).toEqual(['seals']);
  });

  it('shows that nobody seals any more', async () => {
    const count = rows('progress').find(({ pk }) => pk === 'audit');
    await put('progress', { ...count, lookedAt: stage.world.clock.now() - 181_000 });
    expect(await kinds()).toEqual(['unsealed']);
  });
});
