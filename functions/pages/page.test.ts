import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages } from '#shared/languages/en/pages.ts';

/** Of the pages, and of the one that API Gateway shows in their place. */
const sources = ['.', 'pages', '../../shared/web']
  .flatMap((folder) => readdirSync(new URL(folder, import.meta.url), { withFileTypes: true }).filter((entry) => entry.isFile()))
  .map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'utf8'))
  .join('\n');

describe('the pages', () => {
  it('show every text that they have', () => {
    const used = (id: string) => {
      const family = id.replace(/[^.]+$/, '');
      return sources.includes(`'${id}'`) || sources.includes(`\`${family}\${`) || /^error\.\w+\.(title|text)$/.test(id);
    };
    expect(Object.keys(pages).filter((id) => !used(id))).toEqual([]);
  });
});
