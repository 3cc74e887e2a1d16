import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import { laneCount, laneOf } from '#domain/lane.ts';
import { openStepsUntil, type StepKey, type StepRow, type StepState, stepTransitions } from '#domain/next-channel/next-channel.ts';
import type { Transition } from '#domain/transition.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { tryTransition } from '../table/transition.ts';
import { lanePartition } from './accounts.ts';

/** A page of steps, and where the next one begins; undefined at the end. */
export interface StepPage {
  readonly steps: readonly StepRow[];
  readonly next: string | undefined;
}

/** The steps for holders who cannot be reached. */
export interface Steps {
  /** Writes a new row; false when there is one already, which is then left as it is. */
  add(row: StepRow): Promise<boolean>;
  get(key: StepKey): Promise<StepRow | undefined>;
  /** Steps of a lane that have to be looked at by now, the oldest first, at most `limit`. */
  open(campaignId: string, lane: number, nowMs: number, limit: number): Promise<readonly StepRow[]>;
  /**
   * Steps of a channel in a state, lane by lane and in each by due time, at most 100.
   * @param cursor `next` of the page before; what is none begins anew
   */
  list(campaignId: string, channel: NextChannel, state: StepState, cursor?: string): Promise<StepPage>;
  /** Changes the state; false when the step does not allow it (any more). */
  change(
    key: StepKey,
    name: keyof typeof stepTransitions,
    sets?: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
}

/** Steps on a page. */
const pageSize = 100;

/** Steps in the table of this name. */
export function makeSteps(client: DynamoDBDocumentClient, table: string): Steps {
  const keyOf = ({ campaignId, sub, channel }: StepKey) => ({ pk: lanePartition(campaignId, laneOf(sub)), sk: `${sub}#${channel}` });

  const query = async (IndexName: string, attribute: string, pk: string, [from, to]: readonly [string, string], limit: number) => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName,
        KeyConditionExpression: 'pk = :pk AND #place BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#place': attribute },
        ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return (Items ?? []) as StepRow[];
  };

  return {
    add: (row) => putIfAbsent(client, table, { ...keyOf(row), ...row }),
    get: async (key) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
      return Item as StepRow | undefined;
    },
    open: (campaignId, lane, nowMs, limit) => query('byOpen', 'open', lanePartition(campaignId, lane), ['0', openStepsUntil(nowMs)], limit),
    list: async (campaignId, channel, state, cursor = '') => {
      const of = `${channel}#${state}#`;
      const [, first = '0', place = ''] = /^(\d{1,2})~(.*)$/.exec(cursor) ?? [];
      const steps: StepRow[] = [];
      for (let lane = Number(first); lane < laneCount; lane++) {
        const begin = lane === Number(first) && place.startsWith(of) ? `${place}~` : of;
        const wanted = pageSize - steps.length;
        const found = await query('byList', 'list', lanePartition(campaignId, lane), [begin, `${of}~`], wanted);
        steps.push(...found);
        if (found.length === wanted) return { steps, next: `${lane}~${found.at(-1)?.list ?? ''}` };
      }
      return { steps, next: undefined };
    },
    change: (key, name, sets = {}, guards = {}) => {
      const transition: Transition<StepState> = stepTransitions[name];
      return tryTransition<StepState>(client, { table, key: keyOf(key), transition, sets, guards });
    },
  };
}

/** The steps of the deployment. */
export const steps: Part<Steps> = (sandbox) => onTable(sandbox, 'steps', makeSteps);
