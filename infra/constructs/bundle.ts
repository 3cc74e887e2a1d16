import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where a function's entry stands, from the root of the project. */
export function entryOf(name: string): string {
  return `functions/${name}/index.ts`;
}

/**
 * Bundles one function for Lambda's Node 24 and gives the folder that holds its `index.mjs`. The credential providers that Lambda never
 * asks, as it hands credentials over in the environment, stay out: they would be two fifths of the bundle. The runtime has them.
 */
export function bundleFunction(name: string): string {
  const folder = join(root, '.local/bundles', name);
  buildSync({
    absWorkingDir: root,
    entryPoints: [entryOf(name)],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: [
      ...['http', 'ini', 'login', 'process', 'sso', 'web-identity'].map((kind) => `@aws-sdk/credential-provider-${kind}`),
      '@smithy/credential-provider-imds',
    ],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return folder;
}
