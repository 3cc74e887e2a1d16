import { describe, expect, test } from 'vitest';
import { limits } from '#domain/pacing/limits.ts';
import { workQueues } from '#domain/resources/queues.ts';
import { deadLetterNames } from '#domain/staff/dead-letter.ts';
import { alarms } from '#shared/lambda/alarms/alarms.ts';
import { allMetricGraphs, limitMetric } from '#shared/lambda/metrics.ts';
import { synthesize } from '#test/kits/templates.ts';

/** A line of a graph: namespace, metric, names and values of its dimensions, and how it is shown; or only the last, of an expression. */
type Line = readonly (string | { readonly label?: string; readonly id?: string; readonly expression?: string })[];

interface Graph {
  readonly title: string;
  readonly metrics: readonly Line[];
}

/** The graphs of the dashboard of a deployment. */
function graphsOf({ ofType }: ReturnType<typeof synthesize>): readonly Graph[] {
  const parts = ofType('AWS::CloudWatch::Dashboard')[0]?.Properties.DashboardBody['Fn::Join'][1] as readonly unknown[];
  const body = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part).replaceAll('"', "'"))).join('');
  return JSON.parse(body).widgets.map(({ properties }: { readonly properties: Graph }) => properties);
}

const app = synthesize();
const graphs = graphsOf(app);

function linesOf(title: string, shown = graphs): readonly Line[] {
  return shown.find((graph) => graph.title === title)?.metrics ?? [];
}

function labelOf(line: Line): string | undefined {
  const shown = line.at(-1);
  return typeof shown === 'object' ? shown.label : undefined;
}

describe('the dashboard', () => {
  test.each(Object.entries(allMetricGraphs()))(
    'shows in the graph "%s" all of its metrics, of every function that counts them',
    (title, shown) => {
      const lines = linesOf(title).map(([, name, , of]) => `${name} ${of}`);
      const consumers = Object.values(workQueues).map(({ consumer }) => consumer);
      const wanted = Object.entries(shown).flatMap(([name, { by }]) =>
        [...new Set(by === 'consumers' ? consumers : by)].map((of) => `${name} ${of}`),
      );
      expect(lines).toEqual(wanted);
    },
  );

  test('shows every limit of pacing', () => {
    expect(linesOf('Notices: what limits them').map(labelOf)).toEqual(
      Object.keys(limits).map((name) => limitMetric(name as keyof typeof limits)),
    );
  });

  test.each(['Queues: waiting', 'Queues: seconds that the oldest message waits', 'Queues: seconds that the oldest dead letter waits'])(
    'shows every queue in "%s"',
    (title) => {
      expect(linesOf(title).map(labelOf).toSorted()).toEqual(Object.keys(workQueues).toSorted());
    },
  );

  test('shows the dead letters of every queue, reader and subscription', () => {
    const shown = graphsOf(synthesize({ alarmAddress: 'ops@accounts.example' }));
    expect(linesOf('Queues: dead letters', shown).map(labelOf).toSorted()).toEqual([...deadLetterNames].toSorted());
  });

  test.each(['Completion rate', 'Completion rate over time'])('has a widget "%s": recovered accounts of all that are in scope', (title) => {
    const [share, ...parts] = linesOf(title);
    expect(share).toEqual([expect.objectContaining({ expression: '100 * FILL(recovered, 0) / accounts' })]);
    expect(parts.map(([, name, , of, shown]) => [name, of, typeof shown === 'object' && shown.id])).toEqual([
      ['Completion::Recovered', 'govern', 'recovered'],
      ['Completion::InScope', 'govern', 'accounts'],
    ]);
  });
});

test('every kind of alarm that there is one of is made once, and one on waiting looks at its own queue', () => {
  const made = app.ofType('AWS::CloudWatch::Alarm');
  const once = Object.entries(alarms).filter(([, { of }]) => of === 'once');
  for (const [name, { metric }] of once) {
    const [alarm, ...more] = made.filter(({ Properties }) => Properties.AlarmName === `sluis-${name}`);
    expect([name, alarm === undefined, more.length]).toEqual([name, false, 0]);
    if (alarm === undefined || !('queue' in metric)) continue;
    const queue = app.follow(alarm.stack, alarm.Properties.Dimensions[0].Value);
    expect(queue.id).toMatch(new RegExp(`^(mail)?${metric.queue.replaceAll('-', '')}queue`));
  }
});
