import type { AccountRow } from '#domain/account.ts';
import { cohorts, type Primitive, sweepOrder } from '#domain/sweep.ts';
import type { Stage } from './stage.ts';

/** Rows written in one second of virtual time. */
const perSecond = 2_000;

/** Gives a planned campaign a sweep of all its contained accounts, a fifth of them in each of the first cohorts and the rest dormant. */
export async function planSweep({ simulator, pass, rows, tableName }: Stage, id: string, primitive: Primitive): Promise<void> {
  const { UpdateItem } = simulator.services.dynamodb.operations;
  const set = (table: string, Key: object, values: Readonly<Record<string, unknown>>) =>
    UpdateItem?.({
      TableName: tableName(table),
      Key,
      UpdateExpression: `SET ${Object.keys(values)
        .map((name) => `#${name} = :${name}`)
        .join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(Object.keys(values).map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
    });
  const primitives = Object.fromEntries(cohorts.map((cohort) => [cohort, primitive]));
  set('campaigns', { pk: 'campaign', sk: id }, { sweep: { primitives, activeDays: 90 } });
  const accounts = rows('accounts') as unknown as readonly (AccountRow & { readonly pk: string; readonly sk: string })[];
  for (const [index, { pk, sk, sub, state, campaignId }] of accounts.entries()) {
    if (campaignId !== id || state !== 'contained') continue;
    const cohort = cohorts[Math.min(index % 5, cohorts.length - 1)] ?? 'dormant';
    set('accounts', { pk, sk }, { cohort, sweep: sweepOrder(cohort, index * 60_000, sub) });
    if (index % perSecond === perSecond - 1) await pass(1_000);
  }
  await pass(5_000);
}
