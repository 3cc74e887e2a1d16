import { failureQueues, type WorkQueueName, workQueues } from '#domain/resources/queues.ts';
import { type TableRecord, tables } from '#domain/resources/tables.ts';
import { deadLetterQueues } from '#domain/staff/dead-letter.ts';
import { alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';
import { code, made, table } from './markdown.ts';

/** The page with every queue and what a redrive of it does. */
export function queues(): string {
  const work = Object.entries(workQueues).map(([name, { consumer, timeoutSeconds, tries }]) => [
    code(name),
    consumer,
    String(timeoutSeconds),
    String(timeoutSeconds * 6),
    String(tries),
    alarmOnAge(name as WorkQueueName),
  ]);
  const letters = Object.entries(deadLetterQueues).map(([name, { holds, redrive, instead }]) => [
    code(name),
    holds,
    redrive ?? `Not possible. ${instead}`,
  ]);
  return `# Queues

${made} The records are in [shared/domain/resources/queues.ts](../shared/domain/resources/queues.ts).

## Work queues

A message stays in a queue for 14 days. It is invisible while a consumer has it: six times the longest call of the consumer.

${table(['queue', 'consumer', 'longest call, s', 'invisible, s', 'tries', 'alarm when messages wait'], work)}

## Dead-letter queues

Every work queue has a dead-letter queue of the same name. ${Object.keys(failureQueues).length} more keep what readers of streams gave up, and alarms that could not be
mailed. Each has the alarm [dead-letters](runbook.md#dead-letters), from the first message on. How a redrive works is in [Dead letters](dead-letters.md).

${table(['queue', 'its messages', 'a redrive'], letters)}
`;
}

function alarmOnAge(queue: WorkQueueName): string {
  const found = Object.entries<AlarmRule>(alarms).find(([, { metric }]) => 'queue' in metric && metric.queue === queue);
  return found === undefined ? 'none' : `[${found[0]}](runbook.md#${found[0]})`;
}

/** The page with every table. */
export function tablesPage(): string {
  const sections = Object.entries<TableRecord>(tables).map(([name, record]) => {
    const { holds, pk, sk, streamed, expires, localIndexes = {}, globalIndexes = {} } = record;
    const local = Object.entries(localIndexes).map(([index, by]) => `${code(index)} (pk, ${by})`);
    const global = Object.entries(globalIndexes).map(([index, by]) => `${code(index)} (${by.join(', ')})`);
    const indexes = [...local, ...global].join(', ') || 'none';
    return `## ${name}

Holds ${holds}.

- **pk**: ${pk}
- **sk**: ${sk ?? 'none'}
- **Indexes**: ${indexes}
- **Stream**: ${streamed ? 'yes, with the row before and after' : 'no'}
- **Rows end by themselves**: ${expires ? 'where they have `expiresAt`' : 'no'}
`;
  });
  return `# Tables

${made} The records are in [shared/domain/resources/tables.ts](../shared/domain/resources/tables.ts). Every table is billed on demand,
encrypted with the key of the deployment, and can be restored to any second of the last 35 days.

${sections.join('\n')}`;
}
