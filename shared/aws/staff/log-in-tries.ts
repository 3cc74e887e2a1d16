import { createHmac } from 'node:crypto';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { type Device, mostTries, quietMs } from '#domain/staff/log-in-tries.ts';
import { foldName } from '#domain/staff/person.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import type { ReadSecret } from '../secret.ts';
import { deviceSecret } from '../secret.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** Tries to log in, counted by the name that was typed. */
export interface LogInTries {
  /** Counts a try before it is made. False where as many went wrong as may, for this name and kind of device: then it is not to be made. */
  take(name: string, device: Device): Promise<boolean>;
  /** Gives back a try that was no wrong one. */
  giveBack(name: string, device: Device): Promise<void>;
  /** Forgets all tries of a name: somebody has logged in. */
  forget(name: string): Promise<void>;
}

/** Tries in the table of this name, one item for each name, found by an HMAC of it; the item is gone soon after nobody tries any more. */
export function makeLogInTries(client: DynamoDBDocumentClient, table: string, secret: ReadSecret, clock: Clock): LogInTries {
  const update = async (name: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<boolean> => {
    const hash = createHmac('sha256', await secret())
      .update(`tries ${foldName(name)}`)
      .digest('base64url');
    try {
      await client.send(new UpdateCommand({ TableName: table, Key: { pk: `log-in#${hash}` }, ...input }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  return {
    take: async (name, device) => {
      const now = clock.now();
      const names = { '#device': device };
      const values = { ':now': now, ':gone': Math.ceil((now + 2 * quietMs) / 1000), ':quiet': now - quietMs };
      const also = () =>
        update(name, {
          UpdateExpression: 'SET #device = #device + :one, triedAt = :now, expiresAt = :gone',
          ConditionExpression: 'triedAt > :quiet AND #device < :most',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ...values, ':one': 1, ':most': mostTries[device] },
        });
      const first = () =>
        update(name, {
          UpdateExpression: 'SET #device = :one, #other = :none, triedAt = :now, expiresAt = :gone',
          ConditionExpression: 'attribute_not_exists(triedAt) OR triedAt <= :quiet',
          ExpressionAttributeNames: { ...names, '#other': device === 'known' ? 'unknown' : 'known' },
          ExpressionAttributeValues: { ...values, ':one': 1, ':none': 0 },
        });
      // Asked again at the end, as somebody else may have been the first in between.
      return (await also()) || (await first()) || (await also());
    },
    giveBack: async (name, device) => {
      await update(name, {
        UpdateExpression: 'SET #device = #device - :one',
        ConditionExpression: '#device > :none',
        ExpressionAttributeNames: { '#device': device },
        ExpressionAttributeValues: { ':one': 1, ':none': 0 },
      });
    },
    forget: async (name) => {
      await update(name, {
        UpdateExpression: 'SET known = :none, #unknown = :none',
        ConditionExpression: 'attribute_exists(triedAt)',
        ExpressionAttributeNames: { '#unknown': 'unknown' },
        ExpressionAttributeValues: { ':none': 0 },
      });
    },
  };
}

/** The tries of the deployment. */
export const logInTries: Part<LogInTries> = (sandbox) =>
  onTable(sandbox, 'pace', (client, table, clock) => makeLogInTries(client, table, sandbox.use(deviceSecret), clock));
