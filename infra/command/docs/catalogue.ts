import * as messages from '#shared/lambda/log-messages.ts';
import { allMetricGraphs } from '#shared/lambda/metrics.ts';
import { code, made, table } from './markdown.ts';

/** The page with every metric and every log line. */
export function catalogue(): string {
  const metrics = Object.entries(allMetricGraphs()).flatMap(([title, shown]) =>
    Object.entries(shown).map(([name, { by, counts }]) => [
      code(name),
      counts,
      by === 'consumers' ? 'every function that a queue wakes' : by.join(', '),
      title,
    ]),
  );
  const byCode = Object.values(messages).toSorted((one, other) => one.code.localeCompare(other.code));
  const lines = byCode.map((message) => [code(message.code), message.level, message.text]);
  return `# Metrics and log lines

${made}

## Metrics

CloudWatch namespace \`Sluis\`, dimension \`function\`, unit \`Count\`, written in the Embedded Metric Format: a count is a log line, not a call.

${table(['metric', 'counts', 'counted by', 'graph of the dashboard'], metrics)}

## Log lines

JSON lines with \`time\`, \`level\`, \`function\`, \`code\`, \`message\` and fields of that line: ids, counts, and names of errors. There is never an
address, a name, a password or a code in them. A code such as \`SLU-003\` is permanent.

${table(['code', 'level', 'message'], lines)}
`;
}
