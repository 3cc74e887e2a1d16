import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { generateDocs } from '#infra/command/docs/generate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...names]
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

test.each(Object.entries(generateDocs()))('%s is what the code gives; if not, npm run docs makes it', (name, text) => {
  expect(readFileSync(join(root, 'docs', name), 'utf8')).toBe(text);
});

describe.each(pages)('$name', ({ name, text }) => {
  test('has links that lead somewhere', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
    expect(targets.filter((target) => !/^https:\/\//.test(target) && deadEnd(name, target))).toEqual([]);
  });

  test('names only tests that there are', () => {
    const cited = [...text.matchAll(/\]\((\S+?\.ts)\): "(.*)"$/gm)].map(([, file = '', test = '']) => ({ file, test }));
    expect(cited.filter(({ file, test }) => !readFileSync(join(root, dirname(name), file), 'utf8').includes(test))).toEqual([]);
  });
});

test('every invariant names a test', () => {
  const sections = readFileSync(join(root, 'docs/invariants.md'), 'utf8').split(/^## /m).slice(1);
  expect(sections.map((section) => Number.parseInt(section, 10))).toEqual(sections.map((_, index) => index + 1));
  expect(sections.length).toBeGreaterThan(18);
  expect(sections.filter((section) => !/\.ts\): "/.test(section)).map((section) => section.split('\n')[0])).toEqual([]);
});

/** Whether a link leads to a file or a heading that is not there. */
function deadEnd(page: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (!existsSync(file)) return true;
  if (heading === undefined) return false;
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return ![...headings].some(
    ([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-') === heading,
  );
}
