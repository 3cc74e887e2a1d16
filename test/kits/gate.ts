import type { Context } from 'aws-lambda';
import type { AccountRow } from '#domain/account/account.ts';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { recentRows } from '#shared/aws/account/recent-rows.ts';
import type { Dependencies } from '../../functions/gate/dependencies.ts';
import { makeHandler } from '../../functions/gate/handler.ts';
import type { GateEvent } from '../../functions/gate/verdict.ts';

/** What the gate finds, and who asks it. */
export interface Given {
  readonly epochs: readonly EpochRow[] | undefined;
  readonly rows?: readonly Partial<AccountRow>[] | Error;
  readonly whenUnknown?: 'contain' | 'admit';
  readonly attributes?: Readonly<Record<string, string>>;
  readonly clientId?: string;
  readonly isQueueBroken?: boolean;
}

/** When it is asked at first. */
export const nowMs = Date.UTC(2026, 10, 20, 13, 0, 0);

/** The gate on stores that live in memory. */
export function gate({ epochs, rows = [], whenUnknown = 'contain', attributes = {}, clientId = 'product', isQueueBroken = false }: Given) {
  const counts: string[] = [];
  const reads: unknown[] = [];
  const reported: unknown[] = [];
  const time = { nowMs };
  const clock = { now: () => time.nowMs, sleep: async () => undefined };
  const dependencies = {
    attributes: { environment: 'custom:environment', organisation: 'custom:organisation' },
    clock,
    recent: recentRows(clock),
    whenUnknown,
    epochs: async () => epochs,
    rowsOf: async (keys: unknown) => {
      reads.push(keys);
      if (rows instanceof Error) throw rows;
      return rows;
    },
    accountQueue: {
      send: async (message: unknown) => {
        if (isQueueBroken) throw new Error('no answer');
        reported.push(message);
      },
    },
    logger: { log: () => undefined },
    metrics: { count: (name: string) => counts.push(name) },
  } as unknown as Dependencies;
  const ask = (
    triggerSource = 'TokenGeneration_Authentication',
    userAttributes: object = { sub: 's1', 'custom:environment': 'nl' },
    userName = 'sanne',
  ) => {
    const request = { userAttributes: { ...userAttributes, ...attributes } };
    const event = { triggerSource, userName, callerContext: { clientId }, request, response: {} };
    return makeHandler(dependencies)(event as unknown as GateEvent, {} as Context);
  };
  return { ask, counts, reads, reported, time };
}
