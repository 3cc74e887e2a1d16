import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#domain/audit/audit.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { dutch } from '../kits/sign-in.ts';
import { type Stage, setStage } from '../kits/world.ts';

const day = 86_400_000;
const names = ['sanne', 'joost', 'linda', 'emma', 'vera', 'pieter', 'noor', 'daan', 'lotte', 'hugo'];

/** Crashes the erase after its writes of the numbers given, whoever comes next. */
function crashesAt(...writes: readonly number[]) {
  const control = { on: false, written: 0, struck: 0 };
  const at = ({ phase, caller, operation }: FaultPoint): Fault | undefined => {
    if (!control.on || phase === 'before' || operation !== 'UpdateItem' || !caller.startsWith('erasecampaigns')) return undefined;
    if (!writes.includes(++control.written)) return undefined;
    control.struck++;
    return { kind: 'crash' };
  };
  return { faults: { at }, control };
}

describe('personal data ends by itself (attack 71)', () => {
  let stage: Stage;
  const { faults, control } = crashesAt(4, 9, 40);
  const campaigns: Record<string, string> = {};

  /** Puts the end of a campaign back in time, past all functions. */
  const age = (which: string, days: number) => {
    const row = stage.rows('campaigns').find(({ pk, sk }) => pk === 'campaign' && sk === campaigns[which]);
    const name = row?.state === 'cancelled' ? 'cancelledAt' : 'closedAt';
    expect(row?.[name]).toEqual(expect.any(Number));
    stage.put('campaigns', { ...row, [name]: Number(row?.[name]) - days * day });
  };

  /** Puts an addition that came to nothing yet, past all functions. */
  const addition = (which: string, state: AdditionRow['state']) => {
    const row = {
      id: 'a',
      campaignId: String(campaigns[which]),
      state,
      entries: 1,
      doubles: 0,
      by: 'carla',
      atMs: 1,
    } satisfies AdditionRow;
    stage.put('campaigns', { pk: row.campaignId, sk: `addition#${row.id}`, ...row });
  };

  const rowsOf = (which: string) =>
    ['campaigns', 'accounts', 'notices'].flatMap((table) =>
      stage.rows(table).filter(({ pk, sk }) => String(pk).startsWith(String(campaigns[which])) || sk === campaigns[which]),
    );

  const told = (which: string) =>
    (stage.rows('audit') as unknown as AuditEntry[])
      .filter(({ fact }) => fact?.campaignId === campaigns[which] && fact.to.startsWith('personal data'))
      .map(({ fact }) => `${fact.to} by ${fact.by}`);

  /** Lets time pass until so long after the first call of the coming night. */
  const toTheNight = (afterMs: number) => stage.pass(day - ((stage.world.clock.now() - 2 * 3_600_000 - afterMs) % day));
  let whileGraded: string;

  beforeAll(async () => {
    const users = names.map((name) => dutch(name, { name: `Holder ${name}`, phone_number: '+31612345678' }));
    stage = await setStage({ users, faults });
    const scopes = { old: names.slice(0, 5), young: ['pieter', 'noor'], live: ['daan'], dropped: ['lotte'], busy: ['hugo'] };
    for (const [which, list] of Object.entries(scopes)) campaigns[which] = await stage.plan({ kind: 'list', list });
    for (const which of ['old', 'young', 'live', 'busy']) await stage.start(String(campaigns[which]));
    await stage.pass(180_000);
    const commander = await stage.staff('commander');
    for (const which of ['old', 'young', 'busy']) await commander.change(String(campaigns[which]), 'close');
    await commander.change(String(campaigns.dropped), 'cancel');
    await stage.pass(60_000);
    age('old', 365);
    age('young', 364);
    age('dropped', 365);
    age('busy', 400);
    addition('old', 'withdrawn');
    control.on = true;
    await toTheNight(-1_000);
    addition('busy', 'running');
    await stage.pass(11_000);
    whileGraded = JSON.stringify(rowsOf('busy'));
    await toTheNight(3_600_000);
  });

  it('for campaigns that were closed or cancelled a year ago, whatever crashes meanwhile', () => {
    expect(control.struck).toBe(3);
    for (const which of ['old', 'dropped']) {
      const rows = rowsOf(which);
      expect(rows.find(({ pk }) => pk === 'campaign')).toMatchObject({ erasedBy: 'retention', erasedAt: expect.any(Number) });
      for (const personal of ['@example.nl', 'Holder', '+316', ...names.map((name) => `"${name}"`)]) {
        expect(JSON.stringify(rows)).not.toContain(personal);
      }
    }
    expect(stage.rows('accounts').filter(({ state }) => state === 'contained')).toHaveLength(names.length);
  });

  it('not for one that was closed a day later, for a live one, or while accounts are being graded', () => {
    expect(whileGraded).toContain('hugo@example.nl');
    expect(whileGraded).not.toContain('erasedBy');
    expect(JSON.stringify(rowsOf('busy'))).not.toContain('example.nl');
    for (const which of ['young', 'live']) {
      expect(rowsOf(which).find(({ pk }) => pk === 'campaign')).not.toHaveProperty('erasedBy');
      expect(JSON.stringify(rowsOf(which))).toContain('@example.nl');
      expect(told(which)).toEqual([]);
    }
  });

  it('with an entry in the audit log that it began and one that it was done, by the retention', () => {
    for (const which of ['old', 'dropped']) {
      expect(told(which)).toEqual(['personal data is being erased by retention', 'personal data erased by retention']);
    }
  });

  it('for the younger one once it is as old, and nothing changes where all is gone', async () => {
    const before = JSON.stringify(rowsOf('old'));
    age('young', 1);
    await stage.pass(20 * 60_000);
    expect(JSON.stringify(rowsOf('young'))).not.toContain('@example.nl');
    expect(told('young')).toHaveLength(2);
    expect(JSON.stringify(rowsOf('old'))).toBe(before);
    expect(JSON.stringify(rowsOf('live'))).toContain('daan@example.nl');
  });
});
