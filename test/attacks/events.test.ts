import { generateKeyPairSync, sign } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { type Stage, setStage } from '#infra/rehearsal/stage.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

/** A notification as SNS puts it into a queue. */
type Notification = Readonly<Record<string, string>> & { readonly Message: string; readonly SigningCertURL: string };

describe('while a campaign is live, whoever can put messages into the event queue', () => {
  const lines: string[] = [];
  let stage: Stage;
  let topicArn: string;
  let QueueUrl: string;
  let deadLetters: string;
  /** All that SNS sent to the event queue, as somebody who listened has it. */
  let overheard: readonly string[];

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users, templates: inject('templates'), onLine: (_, line) => lines.push(line) });
    const { sqs, sns } = stage.simulator.services;
    const resources = [...stage.simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
    const made = (id: RegExp) => resources.find(([logicalId]) => id.test(logicalId))?.[1].ref ?? '';
    deadLetters = made(/^maileventdeadletters[0-9A-F]{8}$/);
    QueueUrl = made(/^maileventqueue[0-9A-F]{8}$/);
    topicArn = made(/^mailevents[0-9A-F]{8}$/);
    sns.subscribe({ topicArn, protocol: 'sqs', endpoint: sqs.createQueue({ name: 'ears' }).arn });
    const id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
    const { notices } = (await stage.look(id)).campaign.headcount ?? {};
    await stage.until(async () => (await stage.look(id)).progress.notices.delivered === notices, 600_000);
    overheard = sqs.messages('ears');
    expect(overheard).toHaveLength(2 * Number(notices));
  });

  /** Everything that an event might change, and all that is counted of it; not when lanes were recounted or chains sealed last. */
  const state = () =>
    structuredClone(
      ['notices', 'accounts', 'progress', 'campaigns', 'epochs', 'audit'].map((table) =>
        stage
          .rows(table)
          .filter(({ pk, sk }) => pk !== 'watch' && sk !== 'seals')
          .map(({ book: _, ...row }) => row)
          .filter((row) => Object.keys(row).length > 2),
      ),
    );
  const forgeries = () => lines.filter((line) => line.includes('"Event::Forged":1')).length;

  /** Puts messages into the event queue, and waits until it is empty; gives how many were counted as forged. The state must stay the same. */
  async function put(messages: readonly string[]): Promise<number> {
    const [before, forgedBefore] = [state(), forgeries()];
    const { sqs } = stage.simulator.services;
    for (const MessageBody of messages) sqs.operations.SendMessage?.({ QueueUrl, MessageBody });
    await stage.until(() => sqs.messages(nameOf(QueueUrl)).length === 0, 24 * 3_600_000, 30_000);
    expect(state()).toEqual(before);
    return forgeries() - forgedBefore;
  }

  const nameOf = (url: string) => url.split('/').at(-1) ?? '';

  /** Genuine notifications of deliveries. */
  const deliveries = () =>
    overheard.map((body) => JSON.parse(body) as Notification).filter(({ Message }) => Message.includes('"Delivery"'));
  const complaint = (message: string) => message.replace('"Delivery"', '"Complaint"');
  const text = (sent: Notification) =>
    ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'].map((name) => `${name}\n${sent[name]}\n`).join('');

  it('and changes what SNS signed changes nothing else (attack 39)', async () => {
    const changed = deliveries().map((sent) => JSON.stringify({ ...sent, Message: complaint(sent.Message) }));
    expect(await put(changed)).toBe(changed.length);
  });

  it.each([
    ['of a server of their own', 'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem'],
    ["of SNS's server, for a signature of their own", undefined],
  ])('and signs with a key of their own, naming a certificate %s, changes nothing (attack 39)', async (_, address) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = deliveries().map((sent) => {
      const forged = { ...sent, Message: complaint(sent.Message), SigningCertURL: address ?? sent.SigningCertURL };
      return JSON.stringify({ ...forged, Signature: sign('sha256', Buffer.from(text(forged)), privateKey).toString('base64') });
    });
    expect(await put(signed)).toBe(signed.length);
  });

  it('and publishes on a topic of their own, under its name or ours, changes nothing (attack 39)', async () => {
    const { sqs, sns } = stage.simulator.services;
    const own = sns.createTopic('theirs', '2').arn;
    sns.subscribe({ topicArn: own, protocol: 'sqs', endpoint: sqs.createQueue({ name: 'hand' }).arn });
    for (const { Message } of deliveries()) sns.publish(own, complaint(Message));
    const bodies = sqs.messages('hand');
    const renamed = bodies.map((body) => body.replaceAll(own, topicArn));
    expect(await put([...bodies, ...renamed])).toBe(2 * bodies.length);
  });

  it('and asks for the weaker signature of version 1 changes nothing (attack 39)', async () => {
    const weaker = deliveries().map((sent) => JSON.stringify({ ...sent, SignatureVersion: '1' }));
    expect(await put(weaker)).toBe(weaker.length);
  });

  it('and replays all that was ever sent, twice and from the end, changes nothing (attack 39)', async () => {
    expect(await put([...overheard, ...overheard].toReversed())).toBe(0);
  });

  it('and leaves the envelope out changes nothing: such messages end in the dead-letter queue (attack 39)', async () => {
    const bare = deliveries().map(({ Message }) => complaint(Message));
    expect(await put(bare)).toBe(0);
    expect(stage.simulator.services.sqs.messages(nameOf(deadLetters)).toSorted()).toEqual(bare.toSorted());
  });
});
