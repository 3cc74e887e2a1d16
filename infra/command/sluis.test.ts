import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sluis-pool-'));
const gate = 'arn:aws:lambda:eu-west-1:123456789012:function:gate';
const pool = {
  Id: 'eu-west-1_A',
  Name: 'accounts',
  Arn: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A',
  LambdaConfig: {},
};

/** What the command asked of Cognito. */
const asked: string[] = [];
const cognito = createServer((request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  asked.push(operation);
  response.end(JSON.stringify(operation === 'DescribeUserPool' ? { UserPool: pool } : { MfaConfiguration: 'OFF' }));
});
beforeAll(() => new Promise<void>((resolve) => cognito.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  cognito.close();
  rmSync(folder, { recursive: true });
});

/** Runs `npm run sluis --` with these options until it ends. */
function sluis(...options: readonly string[]) {
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${(cognito.address() as { port: number }).port}`;
  const env = { ...process.env, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const child = spawn(process.execPath, [fileURLToPath(new URL('sluis.ts', import.meta.url)), ...options], { env, cwd: folder });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (printed.out += chunk));
  child.stderr.on('data', (chunk) => (printed.err += chunk));
  return new Promise<{ out: string; err: string; status: number | null }>((resolve) =>
    child.on('close', (status) => resolve({ ...printed, status })),
  );
}

test('a dry run prints one JSON document, asks two questions, and changes nothing', async () => {
  asked.length = 0;
  const { out, err, status } = await sluis('attach', '--user-pool-id', pool.Id, '--gate', gate, '--dry-run', '--json');
  expect([status, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({
    userPoolId: pool.Id,
    name: 'accounts',
    gate,
    dryRun: true,
    backup: null,
    changes: { length: 4 },
  });
  expect([asked, readdirSync(folder)]).toEqual([['DescribeUserPool', 'GetUserPoolMfaConfig'], []]);
});

test('without --json people read it', async () => {
  const { out, status } = await sluis('attach', '--user-pool-id', pool.Id, '--gate', gate, '--dry-run');
  expect(status).toBe(0);
  expect(out).toContain('The gate would be attached to eu-west-1_A (accounts); nothing was changed.');
  expect(out).toContain(`  LambdaConfig.PreAuthentication: none → ${gate}\n`);
  expect((await sluis('detach', '--user-pool-id', pool.Id, '--gate', gate)).out).toBe(
    'The gate is not attached to eu-west-1_A; nothing was changed.\n',
  );
});

const to = ['--user-pool-id', pool.Id];
const auditVerify = ['audit', 'verify', '--audit-table', 'audit', '--seals-table', 'seals', '--progress-table', 'progress'];
test.each([
  ['no command', [], /the name of a command is missing; allowed: attach, detach, audit/],
  ['a command that is none', ['catch'], /unknown command 'catch'; allowed: attach, detach, audit/],
  ['no pool', ['attach', '--gate', gate], /required option '--user-pool-id <id>' not specified; allowed: id of the user pool/],
  ['a pool that cannot be one', ['attach', '--user-pool-id', 'pool', '--gate', gate], /'pool' is invalid\. Allowed: the id of a user pool/],
  ['no gate', ['attach', ...to], /required option '--gate <arn>' not specified; allowed: ARN of the gate/],
  ['a gate that is no function', ['attach', ...to, '--gate', 'gate'], /'gate' is invalid\. Allowed: the ARN of a function/],
  ['a gate elsewhere', ['attach', ...to, '--gate', gate.replace('eu-west-1', 'us-east-1')], /--gate is ".*", in us-east-1 .*; allowed:/],
  ['no backup to go by', ['detach', ...to], /--gate is missing, and there is no backup "sluis-eu-west-1_A\.json"/],
  ['a backup that is a folder', ['detach', ...to, '--backup', '.'], /--backup is "\.", which cannot be read \(EISDIR/],
  ['no table where none can be listed', ['audit', 'verify'], /the tables cannot be listed \(.*\); allowed: tables that these credentials/],
  ['no campaign', ['erase'], /required option '--campaign <id>' not specified; allowed: id of the campaign/],
  ['an erase where nothing can be listed', ['erase', '--campaign', 'a'], /tables and secret cannot be listed \(.*\); allowed: credentials/],
  ['a table that cannot be one', ['audit', 'verify', '--audit-table', 'a b'], /'a b' is invalid\. Allowed: the name of a table/],
  ['a seal that cannot be one', [...auditVerify, '--seal', '7'], /'7' is invalid\. Allowed: the number of a seal, a colon, and its root/],
  ['a key that cannot be one', [...auditVerify, '--key', 'x'], /'x' is invalid\. Allowed: 32 hexadecimal digits/],
  ['an endpoint that is none', [...auditVerify, '--endpoint', 'here'], /'here' is invalid\. Allowed: an address such as/],
  ['a table that is not there', auditVerify, /the tables audit, seals, progress cannot be read \(.*\); allowed: tables that these/],
  [
    'an option that is none',
    ['attach', ...to, '--gate', gate, '--pool', 'a'],
    /unknown option '--pool'; allowed: --user-pool-id, --region, /,
  ],
])('%s is refused with one line and status 2', async (_, options, line) => {
  const { out, err, status } = await sluis(...options);
  expect([status, out, err]).toEqual([2, '', expect.stringMatching(line)]);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});
