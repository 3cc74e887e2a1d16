import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { DirectoryAccount } from '#domain/account/account.ts';
import type { ChannelRow } from '#domain/campaign/channels.ts';
import type { ShardMark } from '#shared/aws/account/channels.ts';
import { makeHandler } from './handler.ts';

const night = Date.UTC(2026, 10, 21, 2);
const hour = 3_600_000;

/** The function over a directory with two pages a shard, one account a page, and stores that live in memory. */
function makeStage() {
  const rows = new Map<string, ChannelRow>();
  const marks = new Map<string, ShardMark>();
  const listed: string[] = [];
  const stage = { nowMs: night, pagesLeft: Number.POSITIVE_INFINITY, throttles: 0 };
  const account = (sub: string) =>
    ({ sub, email: `${sub}@x.example`, emailVerified: true, status: 'CONFIRMED', modifiedAt: 1 }) as DirectoryAccount;
  const handler = makeHandler({
    clock: { now: () => stage.nowMs, sleep: async (ms) => void (stage.nowMs += ms) },
    channels: {
      getMany: async (subs) => new Map(subs.flatMap((sub) => (rows.has(sub) ? [[sub, rows.get(sub) as ChannelRow]] : []))),
      put: async (row) => void rows.set(row.sub, row),
      marks: async () => [...marks.values()],
      keepMark: async (mark) => void marks.set(mark.prefix, mark),
    },
    directory: {
      list: async (prefix: string, token: string | undefined) => {
        if (stage.throttles-- > 0) throw Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' });
        listed.push(`${prefix}${token ?? ''}`);
        stage.pagesLeft--;
        return { accounts: [account(`${prefix}${token ?? 'first'}`)], token: token === undefined ? 'second' : undefined };
      },
    } as never,
    logger: { log: () => {} },
    metrics: { count: () => {} },
  });
  const context = { getRemainingTimeInMillis: () => (stage.pagesLeft <= 0 ? 0 : 800_000) } as Context;
  return { stage, rows, marks, listed, wake: () => handler({}, context) };
}

describe('the nightly look at channels', () => {
  it('sees every account once, and rests until the next night', async () => {
    const { stage, rows, listed, wake } = makeStage();
    await wake();
    expect([rows.size, listed.length]).toEqual([32, 32]);
    await wake();
    expect(listed).toHaveLength(32);
    stage.nowMs += 24 * hour;
    await wake();
    expect(listed).toHaveLength(64);
  });

  it('goes on where it was left when its time ran out', async () => {
    const { stage, rows, listed, wake } = makeStage();
    stage.pagesLeft = 3;
    await wake();
    expect(listed).toEqual(['0', '0second', '1']);
    stage.pagesLeft = Number.POSITIVE_INFINITY;
    await wake();
    expect(listed.slice(3, 5)).toEqual(['1second', '2']);
    expect(rows.size).toBe(32);
  });

  it('begins a shard again that lay for long, as its token may not count any more', async () => {
    const { stage, listed, wake } = makeStage();
    stage.pagesLeft = 1;
    await wake();
    stage.pagesLeft = Number.POSITIVE_INFINITY;
    stage.nowMs += 22 * hour;
    await wake();
    expect(listed.slice(0, 3)).toEqual(['0', '0', '0second']);
  });

  it('waits where Cognito lists for somebody else', async () => {
    const { stage, rows, wake } = makeStage();
    stage.throttles = 3;
    await wake();
    expect(rows.size).toBe(32);
    expect(stage.nowMs - night).toBeGreaterThanOrEqual(3_000);
  });
});
