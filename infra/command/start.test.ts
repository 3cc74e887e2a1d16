import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { startOptions } from './measure/local.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluis-start-'));
const small = fileURLToPath(new URL('../rehearsal/directory/small.jsonl', import.meta.url));

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `npm start` with these options until it ends. */
function start(...options: readonly string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('start.ts', import.meta.url)), ...options]);
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (printed.out += chunk));
  child.stderr.on('data', (chunk) => (printed.err += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, printed, ended };
}

test('is measured with the options of Node that it runs with', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(scripts.start).toContain(`exec node ${startOptions.join(' ')} infra/command/start.ts`);
});

test('starts on free ports, tells where everything is, and ends cleanly on Ctrl-C', async () => {
  const readyFile = join(folder, 'ready.json');
  const { child, printed, ended } = start('--port', '0', '--directory', small, '--ready-file', readyFile);
  await expect.poll(() => existsSync(readyFile), { timeout: 20_000 }).toBe(true);
  const { staff, aws, ...addresses } = JSON.parse(readFileSync(readyFile, 'utf8'));
  expect(Object.keys(addresses)).toEqual(['console', 'pages', 'mail', 'api']);
  for (const address of Object.values<string>(addresses)) {
    expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    expect(printed.out).toContain(address);
  }
  const codes = await (await fetch(`${addresses.mail}codes`)).text();
  for (const { username, totp: key } of staff as { username: string; totp: string }[]) {
    expect(key).toMatch(/^[A-Z2-7]{52}$/);
    expect(codes).toMatch(new RegExp(`${username}</th><td>[a-z]+</td><td><code>\\d{6}</code>`));
  }
  expect(staff.map(({ role }: { role: string }) => role).sort()).toEqual(['agent', 'approver', 'auditor', 'commander', 'operator']);
  expect(printed.out).toContain('small.jsonl: 57 accounts loaded, 3 lines refused');
  expect(printed.out).toContain('line 10: the line is empty');
  const verified = await sluis('audit', 'verify', '--endpoint', aws, '--json');
  expect(verified).toEqual({ status: 0, out: expect.any(String), err: '' });
  expect(printed.out).toContain(`audit verify --endpoint ${aws}\n`);
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, findings: [] });
  const line = '--campaign is none, which is unknown; allowed: the id of a campaign; nothing was erased\n';
  expect(await sluis('erase', '--endpoint', aws, '--campaign', 'none')).toEqual({ status: 2, out: '', err: line });
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(printed.err).toBe('');
});

/** Runs `npm run sluis --` with these options. */
function sluis(...options: readonly string[]): Promise<{ readonly status: unknown; readonly out: string; readonly err: string }> {
  const command = fileURLToPath(new URL('sluis.ts', import.meta.url));
  return new Promise((resolve) =>
    execFile(process.execPath, [command, ...options], (error, out, err) => resolve({ status: error?.code ?? 0, out, err })),
  );
}

const taken = createServer().listen(0, '127.0.0.1');
afterAll(() => void taken.close());
const takenPort = () => String((taken.address() as { port: number }).port);
const garbage = join(folder, 'garbage.jsonl');
writeFileSync(garbage, 'a\nb\n');
writeFileSync(join(folder, 'plain.gz'), '{}\n');

test.each([
  ['a port that is none', () => ['--port', 'many'], /--port.*'many'.*Allowed: a whole number from 0 to 65533/],
  ['a port that is taken', () => ['--port', takenPort()], /--port: \d+ cannot be opened \(.*EADDRINUSE.*allowed:/],
  [
    'a file that is not there',
    () => ['--port', '0', '--directory', join(folder, 'none')],
    /--directory is ".*none", which cannot be read \(ENOENT\); allowed:/,
  ],
  ['a file that is not gzipped', () => ['--port', '0', '--directory', join(folder, 'plain.gz')], /cannot be read \(Z_DATA_ERROR\)/],
  [
    'a file without one usable line',
    () => ['--port', '0', '--directory', garbage],
    /of which no line can be used \(line 1: .*\); allowed:/,
  ],
  ['an option that is none', () => ['--ports', '0'], /unknown option '--ports'; allowed: --directory, --port, --ready-file, --help/],
])('%s is refused with one line and status 2', async (_, options, line) => {
  const { printed, ended } = start(...options());
  expect([await ended, printed.err]).toEqual([2, expect.stringMatching(line)]);
  expect(printed.err.trimEnd().split('\n')).toHaveLength(1);
  expect(printed.out).toBe('');
});
