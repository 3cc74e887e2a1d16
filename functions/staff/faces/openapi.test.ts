import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { describeApi, describeOnce } from './openapi.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluis-openapi-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the description of the API has neither an error nor a warning by the rules that others wrote', async () => {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(describeApi()));
  const redocly = fileURLToPath(new URL('../../../node_modules/.bin/redocly', import.meta.url));
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = await promisify(execFile)(redocly, ['lint', '--format=json', file], { env, cwd: folder }).catch((error) => error);
  expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 }, problems: [] });
});

test('however often strangers ask for it, the description is made once', () => {
  const describe = describeOnce();
  expect(describe()).toBe(describe());
});
