import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { longSentences, mostWords } from './sentences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const docs = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));

test.each(['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)])(
  `no sentence of %s has more than ${mostWords} words`,
  (name) => {
    expect(longSentences(readFileSync(root + name, 'utf8'))).toEqual([]);
  },
);

describe('a sentence that is too long is found', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
  const long = `${words(mostWords + 1)}.`;

  test.each([
    long,
    `Short. ${long} Short.`,
    `- ${long}`,
    `| ${long} | short |`,
    `${words(mostWords - 10)}\n${words(11)}.`,
    `1. ${words(mostWords)}\n   more.`,
    `${words(10)}; ${words(10)}: ${words(11)}.`,
    `\`\`\`\n${long}\n\`\`\`\n\n${long}`,
  ])('in %j', (page) => {
    expect(longSentences(page)).toHaveLength(1);
  });

  test.each([
    `${words(mostWords)}.`,
    `${words(mostWords)}. ${words(mostWords)}.`,
    `${words(mostWords)}\n\n${words(mostWords)}`,
    `- ${words(mostWords)}\n- ${words(mostWords)}`,
    `| ${words(mostWords)} | ${words(mostWords)} |`,
    `\`\`\`\n${long}\n\`\`\``,
    `${words(mostWords - 1)} [word](a long address).`,
  ])('and not in %j', (page) => {
    expect(longSentences(page)).toEqual([]);
  });
});
