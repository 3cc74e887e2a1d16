import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes the templates of the stacks, unbundled, and gives the folder. A process of its own does it, so that the CDK's 200 MB are gone
 * before anything else begins.
 * @param context parameters of `infra/parameters.ts`
 */
export function synthesize(context: Readonly<Record<string, string>>): string {
  const outdir = mkdtempSync(join(tmpdir(), 'sluis-templates-'));
  const self = fileURLToPath(import.meta.url);
  execFileSync(process.execPath, [self, outdir, JSON.stringify({ ...context, bundle: 'no' })], { stdio: ['ignore', 'ignore', 'inherit'] });
  return outdir;
}

if (import.meta.main) {
  const { makeApp } = await import('#infra/app.ts');
  const [, , outdir = '', context = '{}'] = process.argv;
  makeApp({ outdir, context: JSON.parse(context) });
}
