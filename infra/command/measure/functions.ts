import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleFunction } from '#infra/constructs/bundle.ts';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import { readAssembly } from '#simulator/simulator.ts';
import type { Measurement } from './measurement.ts';

/** Processes that each import a bundle once; the median counts. */
const processes = 5;

/** Bundles every function as it is deployed, and imports it in fresh processes with the environment variables that its stack gives it. */
export const measureFunctions: Measurement = {
  description: 'bundle size and import time of every function (median of 5 fresh processes)',
  run: async () => {
    const environments = await readEnvironments();
    const names = readdirSync(fileURLToPath(new URL('../../../functions', import.meta.url))).sort();
    const functions = names.map((name) => {
      const bundle = join(bundleFunction(name), 'index.mjs');
      const environment = environments.get(name);
      if (environment === undefined) throw new Error(`no stack has the function ${name}`);
      return { name, bundleBytes: statSync(bundle).size, importMs: importMs(bundle, environment) };
    });
    const rows = functions.map(({ name, bundleBytes, importMs }) => [name, bundleBytes, importMs]);
    return { report: { functions }, table: [['function', 'bundle, bytes', 'import, ms'], ...rows] };
  },
};

/** What stands for a value that is known only after a deployment. */
const standIn = (variable: string) => (variable === 'USER_POOL_ID' ? 'eu-west-1_StandsIn' : 'https://value.example');

/** Environment variables of every function, from the templates. */
async function readEnvironments(): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const functions = readAssembly(await synthesize({})).flatMap(({ body }) =>
    Object.values(body.Resources).filter(({ Metadata }) => Metadata?.['simulator:entry'] !== undefined),
  );
  return new Map(
    functions.map(({ Metadata, Properties }) => {
      const { Variables = {} } = (Properties?.Environment ?? {}) as { readonly Variables?: Readonly<Record<string, unknown>> };
      const values = Object.entries(Variables).map(([name, value]) => [name, typeof value === 'string' ? value : standIn(name)]);
      return [String(Metadata?.['simulator:entry']).split('/')[1] ?? '', Object.fromEntries(values)];
    }),
  );
}

/** Median milliseconds that a fresh process takes to import a bundle, to a tenth. */
function importMs(bundle: string, environment: Readonly<Record<string, string>>): number {
  const script = `const begin = performance.now(); await import(${JSON.stringify(pathToFileURL(bundle).href)}); process.stdout.write(String(performance.now() - begin)); process.exit();`;
  const env = { ...environment, PATH: process.env.PATH, AWS_REGION: 'eu-west-1' };
  const times = Array.from({ length: processes }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' })),
  );
  return Math.round((times.sort((a, b) => a - b)[Math.floor(processes / 2)] ?? Number.NaN) * 10) / 10;
}
