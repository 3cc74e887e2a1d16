import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type CampaignRow, type CampaignState, campaignTransitions, type EpochRow } from '#domain/campaign.ts';
import type { Lingers } from '#domain/linger.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Campaigns } from './campaigns.ts';
import { isTransactionConditionFailure, type NotPossible, transitionUpdate } from './transition.ts';

/** Every epoch that holds, in one read: a handful of campaigns, far under the 1 MB of a page. */
export async function readEpochs(client: DynamoDBDocumentClient, table: string): Promise<readonly EpochRow[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'epochs' },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map(({ pk: _, sk: __, ...row }) => row as unknown as EpochRow);
}

/** What a start is carried out with. */
export interface Start {
  readonly startedBy: string;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** Address of the holders' pages. */
  readonly page: string;
  /** What the directory's clients may still hold. */
  readonly lingers: Lingers;
  /** When the last older token ends, in ms since 1970. */
  readonly lastOldTokenAt: number;
  /** Id of Sluis's own confidential client. @default there is none */
  readonly ourClientId?: string;
}

/** Starts a campaign: one transaction makes it live and writes the epoch that the gate reads. */
export type StartCampaign = (id: string, start: Start) => Promise<Result<CampaignRow, NotPossible<CampaignState, CampaignRow>>>;

/** Starts campaigns of the tables of these names. */
export function makeStartCampaign(
  client: DynamoDBDocumentClient,
  campaigns: Campaigns,
  tables: { readonly campaigns: string; readonly epochs: string },
): StartCampaign {
  return async (id, { startedBy, startedAt, lastOldTokenAt, ...gate }) => {
    const before = await campaigns.get(id);
    if (before === undefined) return refused({ state: undefined, row: undefined });
    const transition = campaignTransitions.start;
    const epoch = before.wantedEpoch ?? startedAt;
    const sets = { startedBy, startedAt, epoch, lastOldTokenAt };
    const federated = before.containsFederated ? { containsFederated: true } : {};
    const row: EpochRow = { campaignId: id, epoch, startedAt, scope: before.scope, ...federated, ...gate };
    try {
      await client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Update: transitionUpdate({ table: tables.campaigns, key: { pk: 'campaign', sk: id }, transition, sets }) },
            { Put: { TableName: tables.epochs, Item: { pk: 'epochs', sk: id, ...row }, ConditionExpression: 'attribute_not_exists(pk)' } },
          ],
        }),
      );
      return ok({ ...before, ...sets, state: transition.to });
    } catch (error) {
      if (!isTransactionConditionFailure(error)) throw error;
      const now = await campaigns.get(id);
      return refused({ state: now?.state, row: now });
    }
  };
}
