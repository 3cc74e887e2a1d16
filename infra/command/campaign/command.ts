import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type CommandOption, commandOf, type OperationCommand } from '#functions/staff/faces/command-line.ts';
import { operations } from '#functions/staff/operations.ts';
import { badInput, visible } from '../command-line.ts';
import { call } from './call.ts';
import { defaultProfile, profileName, readProfile } from './profile.ts';
import { asJson, say } from './say.ts';
import { addWatch } from './watch.ts';

/** Adds `campaign` with a command for each operation of the staff's API. */
export function addCampaignCommands(program: Command): void {
  const campaign = program.command('campaign').description('Works on campaigns over the API of what is deployed. Log in first: `log-in`.');
  for (const operation of operations) addOperation(campaign, commandOf(operation));
  addWatch(campaign);
}

function addOperation(campaign: Command, operation: OperationCommand): void {
  const command = campaign.command(operation.name).description(operation.description);
  for (const parameter of operation.parameters) command.argument(`<${parameter}>`);
  for (const option of operation.options) command.addOption(optionOf(option));
  if (operation.isAct) {
    command
      .option('--body <file>', 'the whole request as JSON, as the API takes it, instead of options; - for standard input')
      .option('--idempotency-key <key>', 'sent again with the same key, it is done once');
  }
  command
    .option('--profile <name>', 'which log-in', profileName, defaultProfile)
    .option('--json', 'print one JSON document')
    .action((...given: unknown[]) => run(operation, given));
}

function optionOf({ name, takesValue, description }: CommandOption): Option {
  return new Option(takesValue ? `--${name} <value>` : `--${name}`, description);
}

async function run(operation: OperationCommand, given: readonly unknown[]): Promise<void> {
  const parameters = given.slice(0, operation.parameters.length).map(String);
  const options = given[operation.parameters.length] as Readonly<Record<string, string | boolean | undefined>>;
  const texts = Object.fromEntries(
    operation.options.flatMap((option) => {
      const value = options[camel(option.name)];
      return value === undefined ? [] : [[option.name, textOf(option, value)] as const];
    }),
  );
  const request = operation.request(parameters, texts, bodyOf(options.body, texts));
  if (!request.ok) badInput(request.error.join('; '));
  const profile = readProfile(String(options.profile));
  const answer = await call(profile, request.value, options.idempotencyKey as string | undefined);
  if (answer.ok) process.stdout.write(options.json ? asJson(answer.value) : say(answer.value));
  else process.stderr.write(`${visible(answer.detail.replaceAll('\n', ' '))}\n`);
  // 2 for what must be asked in another way, 1 for what is not possible now.
  process.exitCode = answer.ok ? 0 : [400, 404, 413, 415].includes(answer.status) ? 2 : 1;
}

function textOf({ name, takesFile }: CommandOption, value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : '';
  return takesFile && value.startsWith('@') ? read(`--${name}`, value.slice(1)) : value;
}

function bodyOf(file: string | boolean | undefined, texts: Readonly<Record<string, string>>): unknown {
  if (typeof file !== 'string') return undefined;
  if (Object.keys(texts).length > 0) badInput(`--body is given beside --${Object.keys(texts)[0]}; allowed: one of them`);
  const text = read('--body', file);
  try {
    return JSON.parse(text);
  } catch (error) {
    badInput(`--body is ${file}, which is no JSON (${(error as Error).message}); allowed: a JSON document`);
  }
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    badInput(
      `${option} is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}); allowed: a file that can be read, or -`,
    );
  }
}

function camel(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
