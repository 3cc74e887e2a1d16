import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Language } from '#domain/account/language.ts';
import { queueVariable, text } from '#shared/variables.ts';
import type { Part } from '#shared/wiring.ts';
import { sqs } from '../calls/clients.ts';

/** A queue that takes messages of one shape. */
export interface Queue<T> {
  /** Sends messages, ten to a call. @throws Error when SQS did not take all of them; sending again is safe. */
  send(...messages: readonly T[]): Promise<void>;
}

/** A queue whose messages may wait. */
export interface DelayQueue<T> extends Queue<T> {
  /** The same, to be received `seconds` from now, 0 to 900. */
  sendIn(seconds: number, ...messages: readonly T[]): Promise<void>;
}

/** One shard of a scope to count: the accounts whose subject begins with `prefix`, a hex digit. */
export interface ScopeMessage {
  readonly campaignId: string;
  readonly prefix: string;
}

/** Wakes sender `worker` of a campaign. */
export interface NoticeMessage {
  readonly campaignId: string;
  readonly worker: number;
}

/** Wakes the sweep of a campaign. */
export interface SweepMessage {
  readonly campaignId: string;
}

/** Has the holders of a campaign reached by their next channel. */
export interface NextMessage {
  readonly campaignId: string;
}

/** A lane of a campaign whose accounts are to be reminded. */
export interface ReminderMessage {
  readonly campaignId: string;
  /** Which round of reminders, from 1. */
  readonly round: number;
  readonly lane: number;
}

/** A lane of a campaign in which a confirmed proposal releases accounts. */
export interface ReleaseMessage {
  readonly campaignId: string;
  readonly proposalId: string;
  readonly lane: number;
}

/** A lane of a campaign in which an addition of compromised accounts is looked for: to count, to grade, or to take it back, as the addition stands. */
export interface GradeMessage {
  readonly campaignId: string;
  readonly additionId: string;
  readonly lane: number;
}

/**
 * A mail to somebody who is recovering: the newest code of a recovery, or the news that the password of an account was changed, or that its second
 * factor was guessed at. None holds a code or an address.
 */
export type MailMessage =
  | { readonly kind: 'code'; readonly recoveryId: string }
  | {
      readonly kind: 'recovered' | 'guessed';
      readonly campaignId: string;
      readonly sub: string;
      /** Of the recovery in which it happened, which has the address where the account's row has it no more. */
      readonly recoveryId?: string | undefined;
      readonly language: Language;
      /** When it happened, in ms since 1970. */
      readonly atMs: number;
    };

/** Wakes the watch before its minute: an epoch was set or taken back. */
export interface WatchMessage {
  readonly changed: 'epochs';
}

/** An account that some live campaign may not know, by its subject. */
export interface AccountMessage {
  readonly sub: string;
}

/** Has a message that is being handled come again so many seconds from now (0 to 43,200), not when its visibility timeout ends. */
export type Postpone = (receiptHandle: string, seconds: number, queueArn: string) => Promise<void>;

/** Postpones messages of the queues at these addresses, which are told apart by their names. Whoever consumes them may. */
export function makePostpone(client: SQSClient, urls: readonly string[]): Postpone {
  return async (ReceiptHandle, VisibilityTimeout, queueArn) => {
    const name = queueArn.split(':').at(-1);
    const QueueUrl = urls.find((url) => url.split('/').at(-1) === name);
    if (QueueUrl === undefined) throw new Error('a message came from a queue that is not ours');
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
  };
}

/** How often entries that SQS did not take are sent again: a call that succeeds may leave some of its entries out. */
const mostTries = 5;

/** The queue at this address. */
export function makeQueue<T>(client: SQSClient, url: string): DelayQueue<T> {
  const sendIn: DelayQueue<T>['sendIn'] = async (seconds, ...messages) => {
    const delay = seconds > 0 ? { DelaySeconds: seconds } : {};
    for (let from = 0; from < messages.length; from += 10) {
      let entries = messages
        .slice(from, from + 10)
        .map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message), ...delay }));
      for (let tries = 1; entries.length > 0; tries++) {
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
        if (Failed.length > 0 && (tries === mostTries || Failed.some(({ SenderFault }) => SenderFault))) {
          throw new Error(`SQS refused ${Failed.length} of ${entries.length} messages: ${Failed[0]?.Code}`);
        }
        const left = new Set(Failed.map(({ Id }) => Id));
        entries = entries.filter(({ Id }) => left.has(Id));
      }
    }
  };
  return { sendIn, send: (...messages) => sendIn(0, ...messages) };
}

/** What each queue carries, by its name in the stacks. */
export interface QueueMessages {
  readonly scope: ScopeMessage;
  readonly notice: NoticeMessage;
  readonly sweep: SweepMessage;
  readonly next: NextMessage;
  readonly reminder: ReminderMessage;
  readonly release: ReleaseMessage;
  readonly grade: GradeMessage;
  readonly watch: WatchMessage;
  readonly account: AccountMessage;
  /** Codes that anybody can ask for. */
  readonly mail: MailMessage;
  /** Mails that nobody else can ask for: codes for whoever typed a reference, and the news of a changed password. */
  readonly 'priority-mail': MailMessage;
}

/** The queue of this name, to send to. */
export function queue<N extends keyof QueueMessages>(name: N): Part<DelayQueue<QueueMessages[N]>> {
  return ({ use, read }) => makeQueue(use(sqs), read(queueVariable(name), text));
}

/** Postpones messages of these queues. */
export function postponeIn(...names: readonly (keyof QueueMessages)[]): Part<Postpone> {
  return ({ use, read }) =>
    makePostpone(
      use(sqs),
      names.map((name) => read(queueVariable(name), text)),
    );
}
