import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import {
  type DeadLetterName,
  type DeadLetterStatus,
  deadLetterNames,
  deadLetterQueues,
  type Move,
  redrivePerSecond,
} from '#domain/staff/dead-letter.ts';

/** The dead-letter queues of a deployment. */
export interface DeadLetters {
  /** All that there are, in the order of their names' list. */
  list(): Promise<readonly DeadLetterStatus[]>;
  /** One of them; undefined where the deployment does not have it. */
  look(queue: DeadLetterName): Promise<DeadLetterStatus | undefined>;
  /** Begins to move messages back at {@link redrivePerSecond}. One move at a time: where one is under way, it goes on. */
  redrive(queue: DeadLetterName): Promise<void>;
}

/** Where the dead-letter queues are. */
export interface DeadLetterAddresses {
  readonly urls: Readonly<Partial<Record<DeadLetterName, string>>>;
  /** ARN of the queue with SES's reports. SNS buries in its dead-letter queue too, and of SNS's messages SQS does not know where they belong. */
  readonly eventQueueArn: string;
}

/** The dead-letter queues at these addresses. */
export function makeDeadLetters(client: SQSClient, { urls, eventQueueArn }: DeadLetterAddresses): DeadLetters {
  const see = async (queue: DeadLetterName) => {
    const QueueUrl = urls[queue];
    if (QueueUrl === undefined) return undefined;
    const { Attributes: { QueueArn = '', ApproximateNumberOfMessages } = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
    );
    const move = deadLetterQueues[queue].redrive === undefined ? undefined : await lastMove(QueueArn);
    return { arn: QueueArn, status: { queue, messages: Number(ApproximateNumberOfMessages), ...(move && { move }) } };
  };

  const lastMove = async (SourceArn: string): Promise<Move | undefined> => {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }));
    return Results[0] && moveOf(Results[0]);
  };

  const look: DeadLetters['look'] = async (queue) => (await see(queue))?.status;

  return {
    look,
    list: async () => (await Promise.all(deadLetterNames.map(look))).filter((status) => status !== undefined),
    redrive: async (queue) => {
      const SourceArn = (await see(queue))?.arn;
      const destination = queue === 'event' ? { DestinationArn: eventQueueArn } : {};
      try {
        await client.send(new StartMessageMoveTaskCommand({ SourceArn, ...destination, MaxNumberOfMessagesPerSecond: redrivePerSecond }));
      } catch (error) {
        // SQS has no error of its own for a second move.
        if ((await look(queue))?.move?.state !== 'running') throw error;
      }
    },
  };
}

function moveOf(entry: ListMessageMoveTasksResultEntry): Move {
  const { Status, ApproximateNumberOfMessagesMoved: moved = 0, ApproximateNumberOfMessagesToMove: of } = entry;
  return {
    state: Status === 'RUNNING' || Status === 'CANCELLING' ? 'running' : Status === 'COMPLETED' ? 'done' : 'failed',
    moved,
    ...(of !== undefined && { of }),
    startedAt: entry.StartedTimestamp ?? 0,
    ...(entry.FailureReason !== undefined && { why: entry.FailureReason }),
  };
}
