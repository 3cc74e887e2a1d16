import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { probeEveryMs, type SendingKind } from '#domain/pacing/sending-stop.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** Stops of what is sent. They stand in the row of the mail rate, which every sender reads before each slot. */
export interface SendingControls {
  /** Stops everything of a kind, or notes what AWS says by now; true where it was going until then. */
  stop(kind: SendingKind, status: string): Promise<boolean>;
  /** Takes the one try of the next ten seconds; false where it is not due, somebody else has it, or nothing is stopped. */
  takeProbe(kind: SendingKind): Promise<boolean>;
  /** AWS took the try: lets everything of the kind go on. False where nothing was stopped. */
  end(kind: SendingKind): Promise<boolean>;
}

/** The stops in the table of this name, where the mail rate is kept. */
export function makeSendingControls(client: DynamoDBDocumentClient, table: string, clock: Clock): SendingControls {
  const write = async (
    kind: SendingKind,
    input: Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
  ) => {
    const names = { '#stop': `${kind}Stop`, ...input.ExpressionAttributeNames };
    try {
      await client.send(new UpdateCommand({ TableName: table, Key: { pk: 'mail' }, ...input, ExpressionAttributeNames: names }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  return {
    stop: async (kind, status) => {
      const since = clock.now();
      const isNew = await write(kind, {
        UpdateExpression: 'SET #stop = :stop',
        ConditionExpression: 'attribute_not_exists(#stop)',
        ExpressionAttributeValues: { ':stop': { status, since, probeAt: since + probeEveryMs } },
      });
      if (isNew) return true;
      await write(kind, {
        UpdateExpression: 'SET #stop.#status = :status',
        ConditionExpression: 'attribute_exists(#stop) AND #stop.#status <> :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': status },
      });
      return false;
    },
    takeProbe: (kind) =>
      write(kind, {
        UpdateExpression: 'SET #stop.probeAt = :next',
        ConditionExpression: '#stop.probeAt <= :now',
        ExpressionAttributeValues: { ':now': clock.now(), ':next': clock.now() + probeEveryMs },
      }),
    end: (kind) => write(kind, { UpdateExpression: 'REMOVE #stop', ConditionExpression: 'attribute_exists(#stop)' }),
  };
}

/** What SES refuses the deployment. */
export const sendingControls: Part<SendingControls> = (sandbox) => onTable(sandbox, 'pace', makeSendingControls);
