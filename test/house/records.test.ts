import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { workQueues } from '#domain/resources/queues.ts';
import { allMetricGraphs } from '#shared/lambda/metrics.ts';

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
