import { readFileSync } from 'node:fs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Command, InvalidArgumentError } from 'commander';
import type { Result } from '#domain/result.ts';
import { addAuditCommand } from './audit/command.ts';
import { addCampaignCommands } from './campaign/command.ts';
import { addLogIn } from './campaign/log-in.ts';
import { addCompletion } from './completion.ts';
import { addEraseCommand } from './erase/command.ts';
import { type AttachOptions, attach } from './existing-pool/attach.ts';
import { type DetachOptions, detach } from './existing-pool/detach.ts';
import { localFiles } from './existing-pool/files.ts';
import type { Refusal } from './existing-pool/refusal.ts';
import { type Report, sayAttached, sayDetached, type Tools } from './existing-pool/report.ts';

interface PoolOptions {
  readonly userPoolId: string;
  readonly region?: string;
  readonly json?: boolean;
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };

const gateOption = ['--gate <arn>', 'ARN of the gate: output GateToAttach of the stack sluis-directory'] as const;

/** The whole command line of `sluis`. */
export function makeProgram(): Command {
  const program = new Command('npm run sluis --').description('Works on AWS with what is deployed.').version(version);

  onPool(program, 'attach', 'Attaches the gate to a user pool that exists, and keeps every other setting.')
    .requiredOption(...gateOption, gateArn)
    .option('--backup <file>', 'where the settings from before go (default: sluis-<user pool id>.json)')
    .action((options: AttachOptions & PoolOptions) => run(attach, options, sayAttached));

  onPool(program, 'detach', 'Takes the gate out of a user pool, and keeps every other setting.')
    .option(...gateOption, gateArn)
    .option('--backup <file>', 'what attach wrote; says the gate (default: sluis-<user pool id>.json, if it is there)')
    .action((options: DetachOptions & PoolOptions) => run(detach, options, sayDetached));

  addAuditCommand(program);
  addEraseCommand(program);
  addLogIn(program);
  addCampaignCommands(program);
  addCompletion(program);
  return program;
}

/** A command that works on a user pool. */
function onPool(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .requiredOption('--user-pool-id <id>', 'id of the user pool', userPoolId)
    .option('--region <region>', 'where it is (default: what its id begins with)')
    .option('--despite <setting...>', 'risk settings that this version does not know, by the names that a refusal gave')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--json', 'print one JSON document');
}

async function run<O extends PoolOptions>(
  command: (tools: Tools, options: O) => Promise<Result<Report, Refusal>>,
  options: O,
  say: (report: Report) => string,
): Promise<void> {
  const client = new CognitoIdentityProviderClient({ region: options.region ?? options.userPoolId.replace(/_.*/, '') });
  const done = await command({ client, files: localFiles }, options);
  if (done.ok) process.stdout.write(`${options.json ? JSON.stringify(done.value) : say(done.value)}\n`);
  else process.stderr.write(`${done.error.line.replaceAll('\n', ' ')}\n`);
  process.exitCode = done.ok ? 0 : done.error.status;
}

/** As the API takes it (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html). */
function userPoolId(text: string): string {
  if (/^[\w-]{1,45}_[0-9a-zA-Z]{1,54}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: the id of a user pool, such as eu-west-1_aBc123.');
}

function gateArn(text: string): string {
  if (/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: the ARN of a function, such as arn:aws:lambda:eu-west-1:123456789012:function:gate.');
}
