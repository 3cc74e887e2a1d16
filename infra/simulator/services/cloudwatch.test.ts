import { expect, it } from 'vitest';
import { simulateCloudWatch } from './cloudwatch.ts';

const embedded = (value: number | number[], atMs: number, name = 'gate') =>
  JSON.stringify({
    _aws: {
      Timestamp: atMs,
      CloudWatchMetrics: [{ Namespace: 'Demo', Dimensions: [['function']], Metrics: [{ Name: 'Refused', Unit: 'Count' }] }],
    },
    function: name,
    Refused: value,
  });

it('sums metrics in Embedded Metric Format by name and dimensions', () => {
  const cloudwatch = simulateCloudWatch();
  cloudwatch.log('F', embedded(2, 1_000));
  cloudwatch.log('F', embedded([1, 5], 2_000));
  cloudwatch.log('F', embedded(7, 3_000, 'door'));
  cloudwatch.log('F', '{"_aws": not JSON');
  expect(cloudwatch.metrics('Demo')).toStrictEqual([
    { name: 'Refused', unit: 'Count', dimensions: { function: 'gate' }, sum: 8, count: 3, minimum: 1, maximum: 5, latestMs: 2_000 },
    { name: 'Refused', unit: 'Count', dimensions: { function: 'door' }, sum: 7, count: 1, minimum: 7, maximum: 7, latestMs: 3_000 },
  ]);
  expect(cloudwatch.metrics('Other')).toStrictEqual([]);
});

it('keeps the latest lines of every function and shows each one', () => {
  const shown: string[] = [];
  const cloudwatch = simulateCloudWatch({ keptLines: 2, onLine: (functionId, line) => shown.push(`${functionId} ${line}`) });
  for (const line of ['1', '2', '3', '4', '5']) cloudwatch.log('F', line);
  expect(cloudwatch.lines('F')).toStrictEqual(['4', '5']);
  expect(cloudwatch.lines('G')).toStrictEqual([]);
  expect(shown).toHaveLength(5);
});
