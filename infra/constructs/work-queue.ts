import { Duration, Validations } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type WorkQueueName, workQueues } from '#domain/resources/queues.ts';
import type { DeadLetterName } from '#domain/staff/dead-letter.ts';
import { addAlarm } from '#infra/constructs/alarms.ts';

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
  /** Longest that one call of its consumer may take. */
  readonly consumerTimeout: Duration;

  /** Makes the queue of this name as its record says; alarms go to `operators`. */
  constructor(scope: Construct, name: WorkQueueName, operators: ITopic) {
    super(scope, name);
    const { timeoutSeconds, tries } = workQueues[name];
    this.consumerTimeout = Duration.seconds(timeoutSeconds);
    this.deadLetters = deadLetterQueue(this, 'dead-letters', name, operators);
    this.queue = new Queue(this, 'queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(timeoutSeconds * 6),
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
