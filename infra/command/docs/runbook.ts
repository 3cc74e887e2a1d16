import { type AlarmName, alarmNameOf, alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';
import { code, made } from './markdown.ts';

/** The page with one section for each kind of alarm: what it means, where to look, what to do, and who does it. */
export function runbook(): string {
  const sections = Object.entries<AlarmRule>(alarms).map(([name, rule]) => {
    const full = alarmNameOf(name as AlarmName, rule.of === 'once' ? undefined : `<${rule.of}>`);
    return `## ${name}

- **Means**: ${rule.says}
- **Look**: ${rule.look}
- **Do**: ${rule.todo}
- **Who**: ${rule.who.join(', ')}
- **Alarm**: ${code(full)}, at ${whenItGoesOff(rule)} of ${code(metricOf(rule))}
`;
  });
  return `# Runbook

${made} One section for each kind of alarm, by the name at the end of the alarm's own. How alarms reach somebody is in [Alarms](alarms.md).

${sections.join('\n')}`;
}

function metricOf({ metric }: AlarmRule): string {
  if ('counts' in metric) return metric.counts;
  return metric.queue === undefined ? metric.name : `${metric.name} of ${metric.queue}`;
}

function whenItGoesOff({ at, metric, times = 1, within = times }: AlarmRule): string {
  const value = at === 'silence' ? 'no value' : `${at.toLocaleString('en')} or more`;
  const minutes = ('everyMinutes' in metric && metric.everyMinutes) || 1;
  const span = minutes === 1 ? 'minute' : `${minutes} minutes`;
  if (within === 1) return `${value} in a ${span}`;
  return times === within ? `${value} in ${times} minutes in a row` : `${value} in ${times} of ${within} minutes`;
}
