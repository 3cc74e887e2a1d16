import { ListSubscriptionsByTopicCommand, type SNSClient, type Subscription } from '@aws-sdk/client-sns';
import type { Subscriber } from '#domain/staff/alarm-topic.ts';

/** Reads who is subscribed to the alarms. */
export type ReadSubscribers = () => Promise<readonly Subscriber[]>;

/** Subscribers of a topic. SNS gives 100 at a time. */
export function makeReadSubscribers(client: SNSClient, topicArn: string): ReadSubscribers {
  return async () => {
    const found: Subscription[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, ...(token !== undefined && { NextToken: token }) }),
      );
      found.push(...(page.Subscriptions ?? []));
      token = page.NextToken;
    } while (token);
    return found.map(({ Protocol = '', Endpoint = '', SubscriptionArn = '' }) => ({
      protocol: Protocol,
      endpoint: Endpoint,
      // In the place of an ARN stands "PendingConfirmation", or "Deleted".
      confirmed: SubscriptionArn.startsWith('arn:'),
    }));
  };
}
