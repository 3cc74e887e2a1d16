import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { gateTexts } from '#shared/languages/gate.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { bundleFunction } from './bundle.ts';

describe('a bundle', () => {
  it('has the texts of every language that its function shows, and no others', () => {
    const written = readFileSync(join(bundleFunction('gate'), 'index.mjs'), 'utf8');
    const bundle = written.replaceAll(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, x, u) => String.fromCharCode(Number.parseInt(x ?? u, 16)));
    for (const language of languages) {
      expect(bundle).toContain(gateTexts[language].unclear);
      expect(bundle).not.toContain(mailTexts[language].notice.subject);
    }
  });
});
