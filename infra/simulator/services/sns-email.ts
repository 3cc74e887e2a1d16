import { AwsError } from '../errors.ts';
import type { World } from '../world.ts';

/** A mail that SNS sent. It comes from SNS's own address, and takes nothing of the account's SES. */
export interface SnsMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAtMs: number;
  /** What its link holds, in a mail that asks to confirm a subscription. */
  readonly confirms?: { readonly topicArn: string; readonly token: string };
}

/** A subscription of a mail address. */
export interface EmailSubscription {
  readonly arn: string;
  readonly endpoint: string;
  /** Gone once it is confirmed. */
  token: string | undefined;
  readonly askedAtMs: number;
}

/** "A confirmation token is valid for two days", and so long an unconfirmed subscription is there. */
export const confirmWithinMs = 2 * 24 * 3_600_000;

/** The mails of SNS: it asks whether somebody wants them, and sends to nobody who has not said so. */
export function makeSnsMail({ clock, random, region }: World) {
  const chance = random.fork('sns-mail');
  const mails: SnsMail[] = [];

  const send = (mail: Omit<SnsMail, 'id' | 'sentAtMs'>) => mails.push({ ...mail, id: chance.uuid(), sentAtMs: clock.now() });

  return {
    /** All mails, oldest first. */
    mails: mails as readonly SnsMail[],
    /** Subscribes an address, and asks whoever reads it. */
    ask(topicArn: string, endpoint: string, arn: string): EmailSubscription {
      const token = chance.uuid().replaceAll('-', '');
      const link = `https://sns.${region}.amazonaws.com/confirmation.html?TopicArn=${topicArn}&Token=${token}&Endpoint=${endpoint}`;
      const text = `You have chosen to subscribe to the topic:\n${topicArn}\n\nTo confirm this subscription, open this address (if this was in error no action is necessary):\n${link}`;
      send({ to: endpoint, subject: 'AWS Notification - Subscription Confirmation', text, confirms: { topicArn, token } });
      return { arn, endpoint, token, askedAtMs: clock.now() };
    },
    /** Whether the subscription is waiting to be confirmed still; one that waited too long is gone. */
    isThere({ token, askedAtMs }: EmailSubscription): boolean {
      return token === undefined || clock.now() - askedAtMs < confirmWithinMs;
    },
    /** @throws AwsError for a token that no subscription waits for */
    confirm(subscriptions: readonly EmailSubscription[], token: string): EmailSubscription {
      const waiting = subscriptions.find((each) => each.token === token && this.isThere(each));
      if (waiting === undefined) throw new AwsError('InvalidParameterException', 'Invalid parameter: Token', {}, 400);
      waiting.token = undefined;
      return waiting;
    },
    /** Sends a notification to everybody who said yes. */
    notify(subscriptions: readonly EmailSubscription[], subject: string, message: string): void {
      for (const { token, endpoint } of subscriptions) {
        if (token === undefined) send({ to: endpoint, subject, text: message });
      }
    },
  };
}
