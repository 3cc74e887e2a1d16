import { describe, expect, it } from 'vitest';
import type { AccountRow } from '#domain/account/account.ts';
import { type NoticeRow, noticeId } from '#domain/notice/notice.ts';
import { remindLane } from './lane.ts';

const part = { campaignId: 'c1', round: 2, lane: 7 };
const all: readonly NoticeRow['state'][] = ['waiting', 'claimed', 'uncertain', 'sent', 'delivered', 'bounced', 'complained', 'suppressed'];

/** A lane with accounts that are out, on pages of 60, and their first notices. */
function laneOfAccounts(states: readonly NoticeRow['state'][], since: Partial<AccountRow> = {}) {
  const common = (sub: string) =>
    ({ campaignId: 'c1', sub, username: `user ${sub}`, language: 'nl', address: `${sub}@mail.example` }) as const;
  const out = states.map((_, index): AccountRow => ({ ...common(`a${index}`), state: 'contained', trusted: true, ...since }));
  const rows = new Map(states.map((state, index): [string, NoticeRow] => [`a${index}`, { ...common(`a${index}`), state }]));
  const stores: Parameters<typeof remindLane>[0] = {
    clock: { now: () => 0, sleep: async () => {} },
    metrics: { count: () => {} },
    accounts: {
      outOfLane: async (_campaign, _lane, start) => {
        const from = Number(start?.from ?? 0);
        return { rows: out.slice(from, from + 60), next: from + 60 < out.length ? { from: from + 60 } : undefined };
      },
    },
    notices: {
      getMany: async (keys) => {
        expect(keys.length).toBeLessThanOrEqual(100);
        return keys.flatMap((key) => rows.get(noticeId(key)) ?? []);
      },
      add: async (row) => {
        if (rows.has(noticeId(row))) return false;
        rows.set(noticeId(row), row);
        return true;
      },
    },
  };
  return { stores, reminders: () => [...rows.values()].filter(({ mail }) => mail !== undefined) };
}

describe('the reminders of a lane', () => {
  it('go to those whose first notice is sent or delivered, as it went, after all first notices', async () => {
    const { stores, reminders } = laneOfAccounts(all);
    expect(await remindLane(stores, part, () => 60_000)).toBe(2);
    expect(reminders().map(({ sub }) => sub)).toEqual(['a3', 'a4']);
    expect(reminders()[0]).toEqual({
      campaignId: 'c1',
      sub: 'a3',
      mail: 'reminder-2',
      username: 'user a3',
      address: 'a3@mail.example',
      language: 'nl',
      state: 'waiting',
      open: '1#900002#a3#reminder-2',
    });
  });

  it('go to the address that is trusted by now, in the order of the grade that is known by now', async () => {
    const { stores, reminders } = laneOfAccounts(['delivered'], { address: 'older@mail.example', grade: 'confirmed' });
    await remindLane(stores, part, () => 60_000);
    expect(reminders()).toMatchObject([{ address: 'older@mail.example', grade: 'confirmed', open: '1#900000#a0#reminder-2' }]);
  });

  it('are left for another try when time runs out, which adds the rest and nothing twice', async () => {
    const { stores, reminders } = laneOfAccounts(Array.from({ length: 130 }, () => 'delivered'));
    const times = [60_000, 10_000];
    await expect(remindLane(stores, part, () => times.shift() ?? 0)).rejects.toThrow('time');
    expect(reminders()).toHaveLength(50);
    expect(await remindLane(stores, part, () => 60_000)).toBe(80);
    expect(new Set(reminders().map(({ sub }) => sub)).size).toBe(130);
    expect(await remindLane(stores, part, () => 60_000)).toBe(0);
  });
});
