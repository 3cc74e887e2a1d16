import { writeFileSync } from 'node:fs';
import { generateDocs } from './docs/generate.ts';

/** `npm run docs`: writes the pages of `docs/` that are made from the code. */
for (const [name, text] of Object.entries(generateDocs())) writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text);
