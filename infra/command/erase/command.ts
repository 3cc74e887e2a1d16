import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Command, InvalidArgumentError } from 'commander';
import { ok, type Result } from '#domain/result.ts';
import { type EraseTools, eraseCampaign, makeEraseTools } from '#shared/aws/campaign/erase-campaign.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { realPlatform } from '#shared/platform.ts';
import { badInput } from '../command-line.ts';
import { addConnectionOptions, type ConnectionOptions, clientSettings, tableName } from '../connection.ts';
import { findCodeSecret, findTables } from '../find-resources.ts';

interface Options extends ConnectionOptions {
  readonly campaign: string;
  readonly by: string;
  readonly campaignsTable?: string;
  readonly accountsTable?: string;
  readonly noticesTable?: string;
  readonly codeSecret?: string;
  readonly json?: boolean;
}

/** Adds `erase` to a command line. */
export function addEraseCommand(program: Command): void {
  addConnectionOptions(program.command('erase'))
    .description(
      'Takes the personal data of a campaign that is closed, lifted or cancelled out of the tables. Cannot be undone; can be repeated.',
    )
    .requiredOption('--campaign <id>', 'id of the campaign', plain)
    .option('--by <name>', 'your staff user name, for the audit log', plain, 'operator')
    .option('--campaigns-table <name>', 'output CampaignsTable of the stack sluis-data (default: found by its name)', tableName)
    .option('--accounts-table <name>', 'output AccountsTable of the stack sluis-data (default: found by its name)', tableName)
    .option('--notices-table <name>', 'output NoticesTable of the stack sluis-data (default: found by its name)', tableName)
    .option('--code-secret <arn>', 'output CodeSecret of the stack sluis-data (default: found by its name)', plain)
    .option('--json', 'print one JSON document')
    .action(run);
}

async function run({ campaign, by, json, ...options }: Options): Promise<void> {
  const tools = await findTools(options).catch((error: unknown) =>
    badInput(`tables and secret cannot be listed (${said(error)}); allowed: credentials that may list them, or all options that name them`),
  );
  if (!tools.ok) badInput(tools.error);
  try {
    const progress = (done: number, all: number) => void process.stderr.write(`${done} of ${all} lanes\n`);
    const outcome = await eraseCampaign(tools.value, campaign, by, { progress });
    if (!outcome.ok) badInput(`--campaign is ${campaign}, ${outcome.error}; nothing was erased`);
    const { rows, lists, erasedAt } = outcome.value;
    const gone = erasedAt === undefined ? 'not all is gone' : `gone since ${new Date(erasedAt).toISOString()}`;
    const text = `campaign ${campaign}: ${rows} rows of accounts and notices and ${lists} items of lists erased; ${gone}`;
    process.stdout.write(`${json ? JSON.stringify(outcome.value) : text}\n`);
  } catch (error) {
    badInput(`campaign ${campaign} could not be erased to the end (${said(error)}); run the same command again to do the rest`);
  }
}

async function findTools(options: Omit<Options, 'campaign' | 'by'>): Promise<Result<EraseTools, string>> {
  const settings = clientSettings(options);
  const [client, secrets] = [new DynamoDBClient(settings), new SecretsManagerClient(settings)];
  const { campaignsTable, accountsTable, noticesTable, codeSecret } = options;
  const tables = await findTables(client, { campaigns: campaignsTable, accounts: accountsTable, notices: noticesTable });
  if (!tables.ok) return tables;
  const secret = await findCodeSecret(secrets, codeSecret);
  if (!secret.ok) return secret;
  const { clock } = realPlatform();
  return ok(makeEraseTools(DynamoDBDocumentClient.from(client), tables.value, makeSecret(secrets, secret.value, clock), clock));
}

function said(error: unknown): string {
  const { name, message } = error as Error;
  return `${name}: ${message}`;
}

function plain(text: string): string {
  if (/^[\w:/.@+-]{1,256}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: 1 to 256 letters, digits and _ - . : / @ +.');
}
