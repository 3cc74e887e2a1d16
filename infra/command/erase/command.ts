import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Command, InvalidArgumentError } from 'commander';
import { makeAdditions } from '#shared/aws/additions.ts';
import { makeCampaigns } from '#shared/aws/campaigns.ts';
import { makeErasure } from '#shared/aws/erasure.ts';
import { makeProposals } from '#shared/aws/proposals.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { realPlatform } from '#shared/platform.ts';
import { badInput } from '../command-line.ts';
import { erase } from './erase.ts';

interface Options {
  readonly campaign: string;
  readonly by: string;
  readonly campaignsTable: string;
  readonly accountsTable: string;
  readonly noticesTable: string;
  readonly codeSecret: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly json?: boolean;
}

/** Adds `erase` to a command line. */
export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .description(
      'Takes the personal data of a campaign that is closed, lifted or cancelled out of the tables. Cannot be undone; can be repeated.',
    )
    .requiredOption('--campaign <id>', 'id of the campaign', plain)
    .requiredOption('--by <name>', 'your staff user name, for the audit log', plain)
    .requiredOption('--campaigns-table <name>', 'output CampaignsTable of the stack sluis-data', plain)
    .requiredOption('--accounts-table <name>', 'output AccountsTable of the stack sluis-data', plain)
    .requiredOption('--notices-table <name>', 'output NoticesTable of the stack sluis-data', plain)
    .requiredOption('--code-secret <arn>', 'output CodeSecret of the stack sluis-data', plain)
    .option('--region <region>', 'where they are (default: what the environment says)')
    .option('--endpoint <url>', 'of simulated AWS, as npm start prints it')
    .option('--json', 'print one JSON document')
    .action(run);
}

async function run({ campaign, by, region, endpoint, json, ...names }: Options): Promise<void> {
  const where = {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && {
      endpoint,
      region: region ?? 'eu-west-1',
      credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    }),
  };
  const { clock } = realPlatform();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(where));
  const tables = { campaigns: names.campaignsTable, accounts: names.accountsTable, notices: names.noticesTable };
  try {
    const secret = await makeSecret(new SecretsManagerClient(where), names.codeSecret, clock)();
    const outcome = await erase(
      {
        campaigns: makeCampaigns(client, tables.campaigns),
        proposals: makeProposals(client, tables.campaigns),
        additions: makeAdditions(client, tables.campaigns),
        erasure: makeErasure(client, tables, secret),
        now: clock.now,
        progress: (done, all) => void process.stderr.write(`${done} of ${all} lanes\n`),
      },
      campaign,
      by,
    );
    if (!outcome.ok) badInput(outcome.error);
    const { rows, lists, erasedAt } = outcome.value;
    const said = `campaign ${campaign}: ${rows} rows of accounts and notices and ${lists} items of lists erased; gone since ${new Date(erasedAt).toISOString()}`;
    process.stdout.write(`${json ? JSON.stringify(outcome.value) : said}\n`);
  } catch (error) {
    const { name, message } = error as Error;
    badInput(`campaign ${campaign} could not be erased to the end (${name}: ${message}); run the same command again to do the rest`);
  }
}

function plain(text: string): string {
  if (/^[\w:/.@+-]{1,256}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: 1 to 256 letters, digits and _ - . : / @ +.');
}
