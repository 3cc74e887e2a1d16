import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Command, InvalidArgumentError } from 'commander';
import type { LastSeal } from '#domain/audit/seal.ts';
import { makeAuditReader } from '#shared/aws/audit/audit-reader.ts';
import { makeSeals } from '#shared/aws/audit/seals.ts';
import { realPlatform } from '#shared/platform.ts';
import { badInput } from '../command-line.ts';
import { addConnectionOptions, type ConnectionOptions, clientSettings, tableName } from '../connection.ts';
import { findTables } from '../find-resources.ts';
import { sayVerdict, verifyAudit } from './verify.ts';

interface Options extends ConnectionOptions {
  readonly auditTable?: string;
  readonly sealsTable?: string;
  readonly progressTable?: string;
  readonly seal?: LastSeal;
  readonly key?: string;
  readonly json?: boolean;
}

/** Adds `audit verify` to a command line. */
export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('Looks after the audit log.');
  addConnectionOptions(audit.command('verify'))
    .description('Verifies the audit log. Needs no right but to list the tables and to read three of them.')
    .option('--audit-table <name>', 'output AuditTable of the stack sluis-data (default: found by its name)', tableName)
    .option('--seals-table <name>', 'output SealsTable of the stack sluis-data (default: found by its name)', tableName)
    .option('--progress-table <name>', 'output ProgressTable of the stack sluis-data (default: found by its name)', tableName)
    .option('--seal <number:root>', 'a seal that has to be there: what an earlier verification printed', sealText)
    .option('--key <fingerprint>', 'the key that seals have to be signed with: what an earlier verification printed', fingerprint)
    .option('--json', 'print one JSON document')
    .action(run);
}

async function run({ seal, key, json, ...options }: Options): Promise<void> {
  const { auditTable, sealsTable, progressTable } = options;
  const bare = new DynamoDBClient(clientSettings(options));
  const given = { audit: auditTable, seals: sealsTable, progress: progressTable };
  const found = await findTables(bare, given).catch((error: unknown) => refuse(error, 'the tables cannot be listed'));
  if (!found.ok) badInput(found.error);
  const tables = found.value;
  const client = DynamoDBDocumentClient.from(bare);
  const { clock } = realPlatform();
  const tools = { reader: makeAuditReader(client, tables), seals: makeSeals(client, tables), now: clock.now, sleep: clock.sleep };
  const verdict = await verifyAudit(tools, { ...(seal && { seal }), ...(key && { key }) }).catch((error: unknown) =>
    refuse(error, `the tables ${Object.values(tables).join(', ')} cannot be read`),
  );
  process.stdout.write(`${json ? JSON.stringify(verdict) : sayVerdict(verdict)}\n`);
  process.exitCode = verdict.ok ? 0 : 1;
}

/** What AWS refuses is about names, rights or the network: whoever ran the command has to change something. */
function refuse(error: unknown, what: string): never {
  const { name, message } = error as Error;
  badInput(`${what} (${name}: ${message}); allowed: tables that these credentials may list and read, in their Region`);
}

function sealText(text: string): LastSeal {
  const [, number, root] = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number !== undefined && root !== undefined) return { number: Number(number), root };
  throw new InvalidArgumentError('Allowed: the number of a seal, a colon, and its root of 64 hexadecimal digits.');
}

function fingerprint(text: string): string {
  if (/^[0-9a-f]{32}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: 32 hexadecimal digits.');
}
