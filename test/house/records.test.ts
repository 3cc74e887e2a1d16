import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { limits } from '#domain/pacing/limits.ts';
import { campaignRows } from '#domain/plan/erasure.ts';
import { workQueues } from '#domain/resources/queues.ts';
import type { Transition } from '#domain/transition.ts';
import { acts } from '#functions/staff/operations.ts';
import { machines } from '#infra/command/docs/states.ts';
import { words } from '#infra/command/docs/words.ts';
import { allMetricGraphs } from '#shared/lambda/metrics.ts';
import { synthesize } from '#test/kits/templates.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['functions', 'shared']
  .flatMap((room) => readdirSync(root + room, { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`))
  .filter((path) => /(?<!\.test|\.testing)\.ts$/.test(path) && !/^shared\/lambda\/(alarms\/|metrics)/.test(path))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));

/** The functions whose own files name a metric, and whether a file that functions share does. */
function countersOf(metric: string): { readonly functions: readonly string[]; readonly isShared: boolean } {
  const paths = sources.filter(({ text }) => text.includes(`'${metric}'`)).map(({ path }) => path);
  const names = paths.flatMap((path) => /^functions\/([^/]+)\//.exec(path)?.[1] ?? []);
  return { functions: [...new Set(names)].toSorted(), isShared: paths.some((path) => path.startsWith('shared/')) };
}

const metrics = Object.values(allMetricGraphs()).flatMap((shown) => Object.entries(shown));

test.each(metrics.filter(([name]) => !name.startsWith('Limit::')))(
  '%s is counted by the functions that its record names',
  (name, { by }) => {
    const { functions, isShared } = countersOf(name);
    if (isShared) expect(by === 'consumers' ? [] : by).toEqual(expect.arrayContaining([...functions]));
    else expect(functions).toEqual([...by].toSorted());
  },
);

test('every queue is consumed by a function that there is', () => {
  const functions = readdirSync(`${root}functions`);
  expect(Object.values(workQueues).filter(({ consumer }) => !functions.includes(consumer))).toEqual([]);
});

test('what an erase does with each kind of row of a campaign is said', () => {
  const kinds = sources
    .filter(({ path }) => /^shared\/aws\/(campaign\/|progress\/mends|table\/lane-marks)/.test(path))
    .flatMap(({ text }) =>
      [...text.matchAll(/(?:sk(?: =|:)|[pP]refix(?:: | = \(.*?\) => )) ?[`']([a-z-]+)#/g)].map(([, kind]) => kind ?? ''),
    );
  expect(kinds.length).toBeGreaterThan(15);
  expect([...new Set(kinds)].filter((kind) => !(kind in campaignRows))).toEqual([]);
});

describe('the docs name everything that is deployed', () => {
  const { ofType } = synthesize({ alarmAddress: 'ops@accounts.example' });
  const page = (name: string) => readFileSync(`${root}docs/${name}`, 'utf8');
  const entries = [...page('glossary.md').matchAll(/^\| `?([^`|]+?)`? \|/gm)].map(([, name]) => name ?? '');
  const sections = [...page('runbook.md').matchAll(/^## (.*)$/gm)].map(([, name]) => name ?? '');

  test('every alarm has a section of the runbook, which the alarm itself leads to', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    expect(alarms.length).toBeGreaterThan(100);
    const lost = alarms.filter(({ AlarmName, AlarmDescription }) => {
      const [, section] = /Runbook: docs\/runbook\.md#(\S+)$/.exec(AlarmDescription) ?? [];
      return section === undefined || !sections.includes(section) || !String(AlarmName).endsWith(`-${section}`);
    });
    expect(lost.map(({ AlarmName }) => AlarmName)).toEqual([]);
  });

  test('every table is in the glossary', () => {
    const names = ofType('AWS::DynamoDB::GlobalTable').map(({ id }) => /^tables([a-z]+)[0-9A-F]{8}$/.exec(id)?.[1] ?? id);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !entries.includes(name))).toEqual([]);
  });

  test('every queue is in the glossary, dead-letter queues by the name that staff know them by', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => String(Properties.AlarmName));
    const named = alarms.flatMap((name) => /^sluis-(.*)-dead-letters$/.exec(name)?.[1] ?? []);
    // A work queue and its dead-letter queue have one name.
    expect(ofType('AWS::SQS::Queue')).toHaveLength(named.length + Object.keys(workQueues).length);
    expect(named.filter((name) => !entries.includes(name))).toEqual([]);
  });

  test('every metric, limit, state and act is in the glossary', () => {
    const states = Object.values(machines).flatMap(({ begins, transitions }) => [
      ...begins,
      ...Object.values<Transition<string>>(transitions).flatMap(({ from, to }) => [...from, ...(to === undefined ? [] : [to])]),
    ]);
    const names = [...metrics.map(([name]) => name), ...Object.keys(limits), ...states, ...acts.map(({ name }) => name)];
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name) => !entries.includes(name))).toEqual([]);
  });

  test('no word of the glossary is one that nobody uses', () => {
    const texts = [
      ...sources.map(({ text }) => text),
      ...readdirSync(`${root}docs`)
        .filter((name) => name !== 'glossary.md' && name.endsWith('.md'))
        .map(page),
    ];
    const all = texts.join('\n').toLowerCase();
    expect(Object.keys(words).filter((word) => !all.includes(word))).toEqual([]);
  });
});
