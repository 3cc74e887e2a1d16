import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Writes the templates of the stacks, unbundled, and gives the folder. A process of its own does it, so that the CDK's 200 MB are gone
 * before anything else begins. The sender's domain is verified, as whoever deploys would have it.
 * @param context parameters of `infra/parameters.ts`
 */
export async function synthesize(context: Readonly<Record<string, string>>): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'sluis-templates-'));
  const self = fileURLToPath(import.meta.url);
  await promisify(execFile)(process.execPath, [
    self,
    outdir,
    JSON.stringify({ senderDomain: 'accounts.example', ...context, bundle: 'no' }),
  ]);
  return outdir;
}

if (import.meta.main) {
  const { makeApp } = await import('#infra/app.ts');
  const [, , outdir = '', context = '{}'] = process.argv;
  makeApp({ outdir, context: JSON.parse(context) });
}
