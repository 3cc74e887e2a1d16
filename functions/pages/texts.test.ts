import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import { nl } from './texts/nl.ts';

const ids = Object.keys(en) as (keyof typeof en)[];
const sources = ['.', 'pages']
  .flatMap((folder) => readdirSync(new URL(folder, import.meta.url), { withFileTypes: true }).filter((entry) => entry.isFile()))
  .map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'utf8'))
  .join('\n');

describe('the texts of the pages', () => {
  it.each(Object.entries({ nl, de, fr }))('say the same in %s as in English, in the same order', (_, texts) => {
    expect(Object.keys(texts)).toEqual(ids);
    for (const id of ids) {
      const values = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
      expect(values(texts[id]), id).toEqual(values(en[id]));
      expect(texts[id].trim(), id).toBe(texts[id]);
    }
  });

  it('in French keep their signs at the line of the word before them', () => {
    for (const id of ids) expect(fr[id], id).not.toMatch(/[ \w][:;?]/);
  });

  it('are all used', () => {
    const used = (id: string) => {
      const stem = id.replace(/_(one|other)$/, '');
      const family = stem.replace(/[^.]+$/, '');
      return sources.includes(`'${stem}'`) || sources.includes(`\`${family}\${`) || /^error\.\w+\.(title|text)$/.test(id);
    };
    expect(ids.filter((id) => !used(id))).toEqual([]);
  });
});
