import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeadLetterStatus } from '#domain/staff/dead-letter.ts';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { AwsError } from '#simulator/errors.ts';
import { expectOk } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const hour = 3_600_000;

describe('reports of SES that nobody could record', () => {
  const broken = { recorder: true };
  let stage: Stage;
  let campaign: string;
  let notices: number;

  const nameOf = (id: RegExp) => {
    const resources = [...stage.simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
    return (resources.find(([logicalId]) => id.test(logicalId))?.[1].ref ?? '').split('/').at(-1) ?? '';
  };
  const eventQueue = () => nameOf(/^maileventqueue[0-9A-F]{8}$/);
  const look = async (queue: string) => {
    const { deadLetters } = expectOk(await (await stage.staff('operator')).ask('GET', '/api/dead-letters')) as {
      deadLetters: readonly DeadLetterStatus[];
    };
    return deadLetters.find((each) => each.queue === queue);
  };

  const redrive = async (queue: string) =>
    expectOk(await (await stage.staff('operator')).ask('POST', `/api/dead-letters/${queue}/redrive`, {})) as {
      deadLetters: DeadLetterStatus;
    };

  beforeAll(async () => {
    const error = new AwsError('InternalServerError', 'Internal server error', {}, 500);
    const faults = {
      at: ({ phase, caller, service }: { phase: string; caller: string; service: string }) =>
        broken.recorder && phase === 'before' && caller.startsWith('recordevent') && service === 'dynamodb'
          ? ({ kind: 'error', error } as const)
          : undefined,
    };
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users, faults });
    campaign = await stage.plan({ kind: 'everybody' });
    await stage.start(campaign);
    notices = Number((await stage.look(campaign)).campaign.headcount?.notices);
    await stage.until(() => stage.simulator.services.sqs.depth(eventQueue()).waiting === 0, hour);
    await stage.pass(hour);
  });

  it('wait in the dead-letter queue, and no notice counts as delivered', async () => {
    expect(await look('event')).toMatchObject({ messages: 2 * notices });
    expect((await stage.look(campaign)).progress.notices.delivered).toBe(0);
  });

  it('are moved back when the cause is mended, those of SNS too, at a pace, and recorded', async () => {
    broken.recorder = false;
    const { sqs } = stage.simulator.services;
    const dead = nameOf(/^maileventdeadletters[0-9A-F]{8}$/);
    const [body] = sqs.messages(dead);
    const QueueUrl = `https://sqs.eu-west-1.amazonaws.com/${stage.world.accountId}/${dead}`;
    // As SNS buries what it could not deliver.
    sqs.operations.SendMessage?.({ QueueUrl, MessageBody: body });
    const all = 2 * notices + 1;
    const { deadLetters } = await redrive('event');
    expect(deadLetters.move).toMatchObject({ state: 'running', of: all });
    expect(sqs.messages(dead).length).toBeGreaterThanOrEqual(all - 40);
    await stage.until(async () => (await stage.look(campaign)).progress.notices.delivered === notices, hour);
    expect(await look('event')).toMatchObject({ messages: 0, move: { state: 'done', moved: all } });
  });

  it('and the redrive is in the audit log, with who ordered it', () => {
    const facts = stage.rows('audit').flatMap(({ fact }) => (fact === undefined ? [] : [fact as Record<string, unknown>]));
    expect(facts.filter(({ subject }) => subject === 'order')).toMatchObject([{ to: 'redrive event', by: 'olaf' }]);
  });

  it('a message that cannot be helped comes back after another round of tries', async () => {
    const { sqs } = stage.simulator.services;
    const QueueUrl = `https://sqs.eu-west-1.amazonaws.com/${stage.world.accountId}/${eventQueue()}`;
    sqs.operations.SendMessage?.({ QueueUrl, MessageBody: 'poison' });
    const isBack = async () => (await look('event'))?.messages === 1;
    await stage.until(isBack, hour, 60_000);
    await redrive('event');
    expect(await look('event')).toMatchObject({ messages: 0, move: { state: 'done', moved: 1 } });
    await stage.until(isBack, hour, 60_000);
  });
});
