import { Duration, Validations } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DeadLetterName } from '#domain/staff/dead-letter.ts';
import { addAlarm } from '#infra/constructs/alarms.ts';

/** Settings of a queue with work. */
export interface WorkQueueProps {
  /** The timeout of the function that consumes it. A message stays invisible six times as long, as AWS advises for Lambda. */
  readonly consumerTimeout: Duration;
  /** How often a message is tried before it goes to the dead-letter queue. */
  readonly tries: number;
  /** Where alarms go. */
  readonly operators: ITopic;
}

/** A dead-letter queue as staff handle it. */
export interface DeadLetters {
  readonly name: DeadLetterName;
  /** Undefined where the deployment does not have it. */
  readonly queue: Queue | undefined;
  /** Where SQS can move its messages back to. @default nowhere: they do not come from a queue */
  readonly back?: Queue;
}

/** A queue with its dead-letter queue and the alarm on that. Nothing in it is lost for 14 days, SQS's longest. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  /** Where messages go that could not be handled; operators redrive them. */
  readonly deadLetters: Queue;
  readonly consumerTimeout: Duration;

  constructor(scope: Construct, id: DeadLetterName, { consumerTimeout, tries, operators }: WorkQueueProps) {
    super(scope, id);
    this.consumerTimeout = consumerTimeout;
    this.deadLetters = deadLetterQueue(this, 'dead-letters', id, operators);
    this.queue = new Queue(this, 'queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: tries },
    });
  }
}

/** A queue for work that failed, kept for 14 days, with an alarm from the first message on. */
export function deadLetterQueue(scope: Construct, id: string, subject: DeadLetterName, operators: ITopic): Queue {
  const queue = new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
  Validations.of(queue).acknowledge(
    { id: 'AwsSolutions-SQS3', reason: 'It is a dead-letter queue itself; operators redrive it.' },
    { id: 'Serverless-SQSRedrivePolicy', reason: 'It is a dead-letter queue itself; operators redrive it.' },
  );
  addAlarm(queue, 'dead-letters', operators, { subject, dimensions: { QueueName: queue.queueName } });
  return queue;
}
