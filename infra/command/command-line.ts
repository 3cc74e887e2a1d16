import { type Command, CommanderError, InvalidArgumentError } from 'commander';

/**
 * Runs a command line. Bad input, by the command's own rules or as {@link InvalidArgumentError} from an action, ends the process with
 * status 2 and one line on standard error; asking for help ends it with 0.
 */
export async function runCommandLine(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  const failed = strict(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit(0);
    const allowed = whatIsAllowed(failed.get(error) ?? program, error);
    badInput((error.code === 'commander.help' ? 'the name of a command is missing' : error.message.replace(/^error: /, '')) + allowed);
  }
}

/** A whole number from `low` to `high`, both included, for commander to read an option with. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high) return Number(text);
    throw new InvalidArgumentError(`Allowed: a whole number from ${low} to ${high}.`);
  };
}

/** Has every command throw what is wrong; gives by which command it was thrown. */
function strict(command: Command, failed = new Map<CommanderError, Command>()): ReadonlyMap<CommanderError, Command> {
  command
    .exitOverride((error) => {
      failed.set(error, command);
      throw error;
    })
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined });
  for (const inner of command.commands) strict(inner, failed);
  return failed;
}

function whatIsAllowed(command: Command, error: CommanderError): string {
  const { options, commands } = command;
  if (error.code === 'commander.unknownCommand' || error.code === 'commander.help') {
    return `; allowed: ${commands.map((inner) => inner.name()).join(', ')}`;
  }
  const missing = options.find(({ flags }) => error.code === 'commander.missingMandatoryOptionValue' && error.message.includes(flags));
  if (missing !== undefined) return `; allowed: ${missing.description}`;
  if (error.code !== 'commander.unknownOption') return '';
  return `; allowed: ${[...options.map(({ long }) => long ?? ''), '--help'].join(', ')}`;
}

/** A text without what a terminal could take for a command, and on one line: control characters and those that turn its direction, as JSON escapes them. */
export function visible(text: string): string {
  const escaped = (letter: string) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  return text.replaceAll('\n', '\\n').replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, escaped);
}

/** Ends the process with status 2 and one line on standard error: the field, its value, what is allowed. */
export function badInput(line: string): never {
  process.stderr.write(`${visible(line.replaceAll('\n', ' '))}\n`);
  process.exit(2);
}
