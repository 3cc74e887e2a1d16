import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Command, InvalidArgumentError } from 'commander';
import type { LastSeal } from '#domain/seal.ts';
import { makeAuditReader } from '#shared/aws/audit-reader.ts';
import { makeSeals } from '#shared/aws/seals.ts';
import { realPlatform } from '#shared/platform.ts';
import { badInput } from '../command-line.ts';
import { sayVerdict, verifyAudit } from './verify.ts';

interface Options {
  readonly auditTable: string;
  readonly sealsTable: string;
  readonly progressTable: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly seal?: LastSeal;
  readonly key?: string;
  readonly json?: boolean;
}

/** Adds `audit verify` to a command line. */
export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('Looks after the audit log.')
    .command('verify')
    .description('Verifies the audit log. Needs no right but to read three tables.')
    .requiredOption('--audit-table <name>', 'output AuditTable of the stack sluis-data', tableName)
    .requiredOption('--seals-table <name>', 'output SealsTable of the stack sluis-data', tableName)
    .requiredOption('--progress-table <name>', 'output ProgressTable of the stack sluis-data', tableName)
    .option('--region <region>', 'where the tables are (default: what the environment or the profile says)')
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--endpoint <url>', 'of simulated AWS, as npm start prints it', endpoint)
    .option('--seal <number:root>', 'a seal that has to be there: what an earlier verification printed', sealText)
    .option('--key <fingerprint>', 'the key that seals have to be signed with: what an earlier verification printed', fingerprint)
    .option('--json', 'print one JSON document')
    .action(run);
}

async function run({ seal, key, json, ...options }: Options): Promise<void> {
  const client = clientOf(options);
  const tables = { audit: options.auditTable, seals: options.sealsTable, progress: options.progressTable };
  const { clock } = realPlatform();
  const tools = { reader: makeAuditReader(client, tables), seals: makeSeals(client, tables), now: clock.now, sleep: clock.sleep };
  const verdict = await verifyAudit(tools, { ...(seal && { seal }), ...(key && { key }) }).catch((error: unknown) => refuse(error, tables));
  process.stdout.write(`${json ? JSON.stringify(verdict) : sayVerdict(verdict)}\n`);
  process.exitCode = verdict.ok ? 0 : 1;
}

/** Simulated AWS takes any credentials; those of a person have no business there. */
const simulated = { region: 'eu-west-1', credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' } };

function clientOf({ region, profile, endpoint: url }: Pick<Options, 'region' | 'profile' | 'endpoint'>): DynamoDBDocumentClient {
  const where = { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
  return DynamoDBDocumentClient.from(new DynamoDBClient(url === undefined ? where : { ...simulated, ...where, endpoint: url }));
}

/** What AWS refuses is about names, rights or the network: whoever ran the command has to change something. */
function refuse(error: unknown, tables: object): never {
  const { name, message } = error as Error;
  badInput(
    `the tables ${Object.values(tables).join(', ')} cannot be read (${name}: ${message}); allowed: tables that these credentials may read, in their Region`,
  );
}

/** As DynamoDB takes it. */
function tableName(text: string): string {
  if (/^[\w.-]{3,255}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: the name of a table, 3 to 255 letters, digits, _, - and dots.');
}

function endpoint(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new InvalidArgumentError('Allowed: an address such as http://localhost:4103.');
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
