import { accountTransitions } from '#domain/account/account.ts';
import { campaignTransitions } from '#domain/campaign/campaign.ts';
import { stepTransitions } from '#domain/next-channel/next-channel.ts';
import { noticeTransitions } from '#domain/notice/notice.ts';
import { additionTransitions } from '#domain/plan/addition.ts';
import { proposalTransitions } from '#domain/plan/proposal.ts';
import { recoveryTransitions } from '#domain/recovery/recovery.ts';
import type { Guard, Transition } from '#domain/transition.ts';
import { alarmNameOf, alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { allMetricGraphs } from '#shared/lambda/metrics.ts';

/** The pages of `docs/` that are made from the code, by file name. */
export function generateDocs(): Readonly<Record<string, string>> {
  return { 'states.md': states(), 'catalogue.md': catalogue(), 'alarm-list.md': alarmList() };
}

const made = 'Made from the code by `npm run docs`; a test compares.';

/** What has states: where the data is, and in which states a row begins. */
const machines: readonly {
  readonly name: string;
  readonly file: string;
  readonly begins: readonly string[];
  readonly transitions: Readonly<Record<string, Transition<string>>>;
}[] = [
  { name: 'Campaign', file: 'campaign/campaign.ts', begins: ['planning'], transitions: campaignTransitions },
  { name: 'Proposal', file: 'plan/proposal.ts', begins: ['proposed'], transitions: proposalTransitions },
  { name: 'Addition', file: 'plan/addition.ts', begins: ['running'], transitions: additionTransitions },
  { name: 'Account', file: 'account/account.ts', begins: ['contained', 'exempt'], transitions: accountTransitions },
  { name: 'Notice', file: 'notice/notice.ts', begins: ['waiting', 'suppressed'], transitions: noticeTransitions },
  { name: 'Step', file: 'next-channel/next-channel.ts', begins: ['planned'], transitions: stepTransitions },
  { name: 'Recovery', file: 'recovery/recovery.ts', begins: ['asked'], transitions: recoveryTransitions },
];

function states(): string {
  const parts = machines.map(({ name, file, begins, transitions }) => {
    const all = Object.values(transitions);
    const arrows = all.flatMap((each) => each.from.map((from) => `  ${from} --> ${each.to ?? from}: ${each.name}`));
    const rows = all.map((each) => [
      `\`${each.name}\``,
      each.from.join(', '),
      each.to ?? 'the same',
      (each.guard ?? []).map(condition).join('; '),
      (each.sets ?? []).map(code).join(' '),
      (each.removes ?? []).map(code).join(' '),
    ]);
    return `## ${name}

[shared/domain/${file}](../shared/domain/${file})

\`\`\`mermaid
stateDiagram-v2
${[...begins.map((state) => `  [*] --> ${state}`), ...arrows].join('\n')}
\`\`\`

${table(['change', 'from', 'to', 'only where', 'sets', 'removes'], rows)}
`;
  });
  return `# States

${made} Every change below is one conditional write, compiled from this data by
[shared/aws/table/transition.ts](../shared/aws/table/transition.ts): the table refuses a change that does not start in one of its states.

${parts.join('\n')}`;
}

function condition({ attribute, is, value }: Guard): string {
  const other = attribute === value ? 'the given one' : code(value);
  const sign = { equal: 'is', unequal: 'is not', below: 'is below', disjoint: 'shares nothing with' }[is];
  return `${code(attribute)} ${sign} ${other}`;
}

function catalogue(): string {
  const metrics = Object.entries(allMetricGraphs()).flatMap(([title, shown]) =>
    Object.entries(shown).map(([name, { by, counts }]) => [
      code(name),
      counts,
      by === 'consumers' ? 'every function that a queue wakes' : by.join(', '),
      title,
    ]),
  );
  const lines = Object.values(messages).map((message) => [code(message.code), message.level, message.text]);
  return `# Metrics and log lines

${made}

## Metrics

CloudWatch namespace \`Sluis\`, dimension \`function\`, unit \`Count\`, written in the Embedded Metric Format: a count is a log line, not a call.

${table(['metric', 'counts', 'counted by', 'graph of the dashboard'], metrics)}

## Log lines

JSON lines with \`time\`, \`level\`, \`function\`, \`code\`, \`message\` and fields of that line: ids, counts, and names of errors; never an address, a name, a
password or a code. A code is permanent. Lines of level DEBUG are left out.

${table(['code', 'level', 'message'], lines)}
`;
}

function alarmList(): string {
  const rows = Object.entries<AlarmRule>(alarms).map(([name, rule]) => [
    code(alarmNameOf(name as keyof typeof alarms, rule.of === 'once' ? undefined : `<${rule.of}>`)),
    rule.says,
    rule.todo,
    code('counts' in rule.metric ? rule.metric.counts : rule.metric.name),
    whenItGoesOff(rule),
  ]);
  return `# Alarms

${made} How they reach somebody is in [Alarms](alarms.md).

${table(['alarm', 'what is the matter', 'what to do', 'metric', 'goes off'], rows)}
`;
}

function whenItGoesOff({ at, metric, times = 1, within = times }: AlarmRule): string {
  const value = at === 'silence' ? 'no value' : `${at.toLocaleString('en')} or more`;
  const minutes = ('everyMinutes' in metric && metric.everyMinutes) || 1;
  const span = minutes === 1 ? 'minute' : `${minutes} minutes`;
  if (within === 1) return `${value} in a ${span}`;
  return times === within ? `${value} in ${times} minutes in a row` : `${value} in ${times} of ${within} minutes`;
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
