import { expect, it } from 'vitest';
import type { FaultPoint } from '#simulator/faults.ts';
import { plainUsers, setReminderStage } from '../kits/reminders.ts';

it('a round of reminders that crashes half-way, and its giving out too, reaches everybody once all the same', async () => {
  const users = await plainUsers();
  const struck: string[] = [];
  let adds = 0;
  const at = ({ phase, caller, service, operation }: FaultPoint) => {
    const planner = caller.startsWith('planreminders') && operation === 'PutItem' && phase === 'after' && ++adds % 3 === 0;
    // Between the messages of a round and its note on the campaign.
    const governor = caller.startsWith('govern') && operation === 'UpdateItem' && phase === 'before' && !struck.includes('govern');
    if (struck.length === 5 || !(planner || (governor && service === 'dynamodb' && stage.reminderDue))) return undefined;
    struck.push(governor ? 'govern' : 'planner');
    return { kind: 'crash' } as const;
  };
  const stage = Object.assign(await setReminderStage({ users, faults: { at } }), { reminderDue: false });
  const id = await stage.plan({ kind: 'everybody' }, [], { reminders: { days: [3] } });
  await stage.start(id);
  await stage.pass(180_000);
  const dueAt = stage.bring(3);
  await stage.passUntil(dueAt - 1_000);
  stage.reminderDue = true;
  await stage.pass(3_600_000);
  expect(struck.filter((each) => each === 'govern')).toHaveLength(1);
  expect(struck).toHaveLength(5);
  expect([...stage.reminders.values()].map((times) => times.length)).toEqual(users.map(() => 1));
  expect(stage.reminderRows().map(({ sk, state }) => [String(sk).split('#')[1], state])).toEqual(
    users.map(() => ['reminder-1', 'delivered']),
  );
  const rounds = stage.rows('campaigns').filter(({ sk }) => sk === id);
  expect(rounds).toMatchObject([{ reminderRound: 1 }]);
});
