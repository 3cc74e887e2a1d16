import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { type Stage, setStage } from '#infra/rehearsal/stage.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

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

async function begin(seed: number, accounts = 200) {
  const { faults, control } = makeDoubles();
  const { users } = await readDirectoryFile(small);
  const options = { seed, faults, ratePerSecond: 5, templates: inject('templates') };
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

describe('a counter that somebody changed', () => {
  it('is mended within minutes, in a campaign that is sending', async () => {
    const { stage, id } = await begin(3, 600);
    await stage.pass(20_000);
    const client = stage.simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: stage.world.region })));
    const counter = stage.rows('progress').find((row) => String(row.sk).startsWith('notices#') && Number(row.delivered) > 0);
    const change = new UpdateCommand({
      TableName: stage.tableName('progress'),
      Key: { pk: counter?.pk, sk: counter?.sk },
      UpdateExpression: 'ADD delivered :seven',
      ExpressionAttributeValues: { ':seven': 7 },
    });
    await stage.settle(client.send(change));
    await stage.pass(600_000);
    const { counters, rows } = await countersAndRows(stage, id);
    expect(counters).toEqual(rows);
  });
});
