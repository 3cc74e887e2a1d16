import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue that takes messages of one shape. */
export interface Queue<T> {
  /** Sends messages, ten to a call. @throws Error when SQS did not take all of them; sending again is safe. */
  send(...messages: readonly T[]): Promise<void>;
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

/** The queue at this address. */
export function makeQueue<T>(client: SQSClient, url: string): Queue<T> {
  return {
    send: async (...messages) => {
      for (let from = 0; from < messages.length; from += 10) {
        const Entries = messages
          .slice(from, from + 10)
          .map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
        if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} of ${Entries.length} messages: ${Failed[0]?.Code}`);
      }
    },
  };
}
