import type { AwsError } from '#simulator/errors.ts';
import { refusal } from '../refusals.ts';

/** How fresh a read is, and with it what it costs. */
export type Consistency = 'eventual' | 'strong' | 'transactional';

const unitsPer4Kb: Readonly<Record<Consistency, number>> = { eventual: 0.5, strong: 1, transactional: 2 };

/** Read units of so many bytes: reading nothing costs as much as one block of 4 KB. */
export function readUnits(bytes: number, consistency: Consistency): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * unitsPer4Kb[consistency];
}

/** Write units of an item of so many bytes: writing nothing costs as much as 1 KB. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** The refusal of an on-demand table whose partition has no capacity left. */
export function throttled(arn: string, access: 'Read' | 'Write'): AwsError {
  const index = arn.includes('/index/');
  const reason = `${index ? 'Index' : 'Table'}${access}KeyRangeThroughputExceeded`;
  return refusal('ThrottlingException', index && access === 'Write' ? indexMessage : tableMessage, {
    throttlingReasons: [{ reason, resource: arn }],
  });
}

const tableMessage =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html';
const indexMessage =
  'Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is automatically scaling your index so please try again shortly.';
