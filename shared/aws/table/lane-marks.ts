import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { LaneMark } from '#domain/lane.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from './on-table.ts';
import { queryPrefix } from './query-all.ts';

/** How far the lanes of jobs of campaigns are. */
export interface LaneMarks {
  /** Of the lanes that were begun. @param job names the job within its campaign, such as a proposal's id */
  list(campaignId: string, job: string): Promise<readonly LaneMark[]>;
  keep(campaignId: string, job: string, mark: LaneMark): Promise<void>;
}

/** Marks in the campaigns' table of this name. */
export function makeLaneMarks(client: DynamoDBDocumentClient, table: string): LaneMarks {
  const prefix = (job: string) => `lane#${job}#`;
  return {
    list: (campaignId, job) => queryPrefix<LaneMark>(client, table, campaignId, prefix(job)),
    keep: async (campaignId, job, mark) => {
      await client.send(new PutCommand({ TableName: table, Item: { pk: campaignId, sk: `${prefix(job)}${mark.lane}`, ...mark } }));
    },
  };
}

/** The marks, kept beside their campaigns. */
export const laneMarks: Part<LaneMarks> = (sandbox) => onTable(sandbox, 'campaigns', makeLaneMarks);
