import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import type { Random } from '#simulator/random.ts';
import { simulateSes } from '#simulator/services/ses/ses.ts';
import { virtualWorld } from '#simulator/world.ts';
import { type RateFigures, seenBySes } from './notice-figures.ts';

/** What a classic sender works with. */
interface Post {
  /** Sends to one recipient, in one call; false when SES throttles it. */
  readonly send: (recipient: number) => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: Random;
  /** Recipients a second that SES allows. */
  readonly perSecond: number;
}

/** Sends to recipients 0 to `recipients` − 1. */
type Design = (post: Post, recipients: number) => Promise<void>;

/** Three designs that senders in use have, each as it treats a throttle. */
export const classicDesigns: Readonly<Record<string, Design>> = {
  'concurrency = quota, SDK retries': async ({ send, sleep, random, perSecond }, recipients) => {
    let next = 0;
    // Backs off as the SDK's standard retries do: three attempts, full jitter over 500 ms and 1 s.
    const patiently = async (recipient: number) => {
      for (let attempt = 0; attempt < 3; attempt++) {
        if (await send(recipient)) return;
        if (attempt < 2) await sleep(random.next() * 500 * 2 ** attempt);
      }
    };
    await sideBySide(perSecond, async () => {
      while (next < recipients) await patiently(next++);
    });
  },
  'sleep after each batch': async ({ send, sleep, perSecond }, recipients) => {
    let next = 0;
    const workers = 10;
    // Each worker has its share of a second's mails; a throttled one is tried twice more, 10 ms apart, and skipped.
    await sideBySide(workers, async () => {
      while (next < recipients) {
        for (let sent = 0; sent < perSecond / workers && next < recipients; sent++) {
          const recipient = next++;
          for (let attempt = 0; attempt < 3 && !(await send(recipient)); attempt++) await sleep(10);
        }
        await sleep(1_000);
      }
    });
  },
  'one-second tick': async ({ send, sleep, perSecond }, recipients) => {
    const sent: Promise<boolean>[] = [];
    for (let next = 0; next < recipients; next++) {
      sent.push(send(next));
      if (sent.length % perSecond === 0) await sleep(1_000);
    }
    await Promise.all(sent);
  },
};

/** Runs a classic design on simulated SES in virtual time, at `burstSeconds` of depth. */
export async function runClassic(design: Design, perSecond: number, burstSeconds: number, seconds: number): Promise<RateFigures> {
  const world = virtualWorld();
  const ses = simulateSes(world, { publish: () => undefined, quota: { maxSendRate: perSecond, max24HourSend: -1 }, burstSeconds });
  ses.putIdentity('accounts.example');
  const client = connectDirect(new SESv2Client({ region: world.region }), world, outsideCaller, new Map([['SESv2Client', ses]]));
  const accepted: number[] = [];
  const throttled: number[] = [];
  const byAccount = new Map<string, number>();
  ses.onAccepted(({ to }) => {
    accepted.push(world.clock.now());
    byAccount.set(to.join(), (byAccount.get(to.join()) ?? 0) + 1);
  });
  const send = async (recipient: number) => {
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: 'notices@accounts.example',
          Destination: { ToAddresses: [`holder${recipient}@mail.example`] },
          Content: { Simple: { Subject: { Data: 'Notice' }, Body: { Text: { Data: 'Notice' } } } },
        }),
      );
      return true;
    } catch {
      throttled.push(world.clock.now());
      return false;
    }
  };
  const recipients = perSecond * seconds;
  const begin = world.clock.now();
  const post = { send, sleep: (ms: number) => world.clock.sleep(ms), random: world.random.fork('design'), perSecond };
  await world.clock.settle(design(post, recipients));
  const took = (world.clock.now() - begin) / 1000;
  return { utilisation: accepted.length / (took * perSecond), ...seenBySes({ accepted, throttled, byAccount }, recipients, perSecond) };
}

async function sideBySide(workers: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: workers }, work));
}
