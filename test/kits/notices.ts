import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { type NoticesOptions, stageNotices } from '#infra/rehearsal/notices/notices.ts';
import { makeMailHours } from '#shared/aws/mail/mail-hours.ts';
import { makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeNoticeControls } from '#shared/aws/mail/reputation.ts';

/** A campaign that sends notices, and the hand of whoever commands it. */
export async function setUp(options: NoticesOptions) {
  const stage = await stageNotices({ templates: inject('templates'), ...options });
  const { world, simulator, settle, trace } = stage;
  const client = simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient({ region: world.region })));
  const table = stage.tableName('pace');
  /** Recipients accepted while some seconds pass. */
  const sentIn = async (seconds: number) => {
    const before = trace.accepted.length;
    await stage.pass(seconds * 1000);
    return trace.accepted.length - before;
  };
  return {
    ...stage,
    sentIn,
    settle,
    rates: makeMailRates(client, table, world.clock),
    hours: makeMailHours(client, table, world.clock),
    controls: makeNoticeControls(client, table, world.clock),
    states: () => Object.groupBy(stage.rows('notices'), ({ state }) => String(state)),
  };
}
