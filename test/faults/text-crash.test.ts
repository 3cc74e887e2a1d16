import { expect, inject, it } from 'vitest';
import { setStage } from '#infra/rehearsal/stage.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

const minute = 60_000;
const random = new Random(13);
const date = new Date(Date.UTC(2024, 0, 1));

const users = Array.from({ length: 40 }, (_, index) => ({
  Username: `holder-${index}`,
  Attributes: [
    { Name: 'sub', Value: random.uuid() },
    { Name: 'phone_number', Value: `+3161000${1000 + index}` },
  ],
  UserCreateDate: date,
  UserLastModifiedDate: date,
  Enabled: true,
  UserStatus: 'CONFIRMED' as const,
}));

it.each<[string, string, Fault]>([
  ['crash', 'SendTextMessage', { kind: 'crash' }],
  ['crash', 'UpdateItem', { kind: 'crash' }],
  ['timeout', 'SendTextMessage', { kind: 'timeout' }],
  ['server error', 'SendTextMessage', { kind: 'error', error: new AwsError('InternalServerException', 'x', {}, 500) }],
])('a %s at %s, before a step is noted down, sends nobody a second text, and leaves nobody out', async (_, struck, fault) => {
  const strikes: FaultPoint[] = [];
  const passed = { before: 0, after: 0 };
  const every = { before: 7, after: 5 };
  const at = (point: FaultPoint) => {
    const { caller, operation, phase } = point;
    if (!caller.startsWith('nextchannel') || operation !== struck || strikes.length === 6 || ++passed[phase] % every[phase] !== 0)
      return undefined;
    strikes.push(point);
    return fault;
  };
  const stage = await setStage({ users, faults: { at }, templates: inject('templates') });
  const id = await stage.plan({ kind: 'everybody' }, [], {
    channels: [
      { channel: 'sms', owner: 'Sluis' },
      { channel: 'call', owner: 'Helpdesk' },
    ],
    sms: { ceilingUsd: 100, usdPerPart: 0.1 },
    quietHours: { from: '00:00', to: '00:01' },
  });
  await stage.start(id);
  const of = (channel: string) => stage.rows('steps').filter((row) => row.channel === channel);
  await stage.until(() => of('sms').length === 40 && of('sms').every(({ open }) => open === undefined), 90 * minute, minute);
  await stage.pass(minute);
  expect(strikes.map(({ phase }) => phase)).toContain('after');

  const { texts } = stage.simulator.services.sms;
  expect(new Set(texts.map(({ to }) => to)).size).toBe(texts.length);
  const phones = new Map(stage.rows('accounts').map(({ sub, phone }) => [sub, phone]));
  const texted = new Set<unknown>(texts.map(({ to }) => to));
  const outcomes = Map.groupBy(of('sms'), ({ outcome }) => outcome);
  expect([...outcomes.keys()].sort()).toEqual(['sent', 'uncertain']);
  expect(outcomes.get('sent')?.every(({ sub }) => texted.has(phones.get(String(sub))))).toBe(true);
  const doubtful = outcomes.get('uncertain')?.map(({ sub }) => sub) ?? [];
  expect(doubtful.length).toBeGreaterThan(2);
  expect(
    of('call')
      .map(({ sub }) => sub)
      .sort(),
  ).toEqual(doubtful.sort());
});
