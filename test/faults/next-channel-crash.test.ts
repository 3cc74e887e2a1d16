import { expect, inject, it } from 'vitest';
import { setStage } from '#infra/rehearsal/stage.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';

const minute = 60_000;
const random = new Random(11);
const date = new Date(Date.UTC(2024, 0, 1));

/** Holders without an address: of organisations with and without a contact, and of none. */
const users = Array.from({ length: 90 }, (_, index) => ({
  Username: `holder-${index}`,
  Attributes: [
    { Name: 'sub', Value: random.uuid() },
    ...(index % 3 === 2 ? [] : [{ Name: 'custom:organisation', Value: `org-${index % 3}` }]),
  ],
  UserCreateDate: date,
  UserLastModifiedDate: date,
  Enabled: true,
  UserStatus: 'CONFIRMED' as const,
}));

it.each([23, 37, 101])('crashes at every %ith write, and messages that come twice, lose nobody and tell nobody twice', async (every) => {
  let calls = 0;
  let strikes = 0;
  const at = ({ caller, operation }: FaultPoint) => {
    const writes = operation === 'PutItem' || operation === 'UpdateItem';
    if (!caller.startsWith('nextchannel') || !writes || strikes === 16 || ++calls % every !== 0) return undefined;
    strikes++;
    return { kind: 'crash' } as const;
  };
  const stage = await setStage({ users, faults: { at }, templates: inject('templates') });
  const id = await stage.plan({ kind: 'everybody' }, [], {
    channels: [
      { channel: 'address', owner: 'Sluis' },
      { channel: 'organisation', owner: 'Account managers' },
      { channel: 'call', owner: 'Helpdesk' },
    ],
    contacts: [{ organisation: 'org-0', address: 'office@zero.example' }],
  });
  await stage.start(id);
  const queue = [...stage.simulator.stacks.values()]
    .flatMap((stack) => [...stack.resources])
    .find(([name]) => name.startsWith('nextqueue'));
  for (let round = 0; round < 14; round++) {
    const twice = { QueueUrl: queue?.[1].ref ?? '', MessageBody: JSON.stringify({ campaignId: id }) };
    for (const _ of [1, 2]) stage.simulator.services.sqs.operations.SendMessage?.(twice);
    await stage.pass(minute);
  }
  const settled = () => stage.rows('steps').filter(({ state }) => state === 'done' || state === 'due').length === 240;
  await stage.until(settled, 180 * minute, minute);
  expect(strikes).toBeGreaterThan(5);

  const steps = stage.rows('steps');
  const of = (channel: string) => steps.filter((row) => row.channel === channel);
  expect(of('address').map(({ outcome }) => outcome)).toEqual(users.map(() => 'no-channel'));
  expect(Object.groupBy(of('organisation'), ({ outcome }) => String(outcome))).toMatchObject({
    delivered: { length: 30 },
    'no-channel': { length: 60 },
  });
  expect(of('call').map(({ state }) => state)).toEqual(Array.from({ length: 60 }, () => 'due'));

  const mails = stage.rows('notices').filter(({ named }) => named !== undefined);
  const named = mails.flatMap((row) => row.named as readonly string[]);
  expect(new Set(named).size).toBe(named.length);
  const unnamed = mails.reduce((sum, row) => sum + Number(row.more), 0);
  expect(named.length + unnamed).toBe(30);
  expect(stage.rows('notices').filter(({ open }) => open !== undefined)).toEqual([]);
});
