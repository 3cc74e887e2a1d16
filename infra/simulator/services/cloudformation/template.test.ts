import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readAssembly } from './template.ts';

it('reads the stacks of an assembly and its stages, each after those that it depends on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  const stack = (name: string, dependencies: readonly string[] = []) => ({
    type: 'aws:cloudformation:stack',
    dependencies,
    properties: { templateFile: `${name}.json`, stackName: `the-${name}` },
  });
  mkdirSync(join(folder, 'stage'));
  for (const file of ['a.json', 'b.json', 'stage/c.json']) write(file, { Resources: {}, Description: file });
  write('stage/manifest.json', { artifacts: { c: stack('c') } });
  write('manifest.json', {
    artifacts: {
      a: stack('a', ['b', 'a.assets']),
      'a.assets': { type: 'cdk:asset-manifest' },
      b: stack('b'),
      stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } },
    },
  });
  expect(readAssembly(folder)).toStrictEqual([
    { stackName: 'the-b', body: { Resources: {}, Description: 'b.json' } },
    { stackName: 'the-a', body: { Resources: {}, Description: 'a.json' } },
    { stackName: 'the-c', body: { Resources: {}, Description: 'stage/c.json' } },
  ]);
});
