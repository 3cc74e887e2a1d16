import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { badInput } from '../command-line.ts';
import { call } from './call.ts';
import { clock, defaultProfile, forgetProfile, profileFile, profileName, writeProfile } from './profile.ts';

interface Options {
  readonly profile: string;
  readonly url: string;
  readonly username?: string;
}

/** Adds `log-in` and `log-out` to a command line. */
export function addLogIn(program: Command): void {
  program
    .command('log-in')
    .description(
      'Logs in as a member of the staff, for the commands of `campaign`. Asks for password and code, or reads them as two lines of standard input.',
    )
    .requiredOption(
      '--url <address>',
      'address of the console: output ConsoleUrl of the stack sluis-staff, or what `npm start` prints',
      consoleUrl,
    )
    .option('--username <name>', 'your user name (default: it is asked for)')
    .option('--profile <name>', 'under which name the log-in is kept', profileName, defaultProfile)
    .action(logIn);
  program
    .command('log-out')
    .description('Forgets a log-in.')
    .option('--profile <name>', 'under which name it is kept', profileName, defaultProfile)
    .action(({ profile }: Pick<Options, 'profile'>) => {
      forgetProfile(profile);
      process.stdout.write(`The log-in of profile ${profile} is forgotten.\n`);
    });
}

async function logIn({ profile, url, username: given }: Options): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY });
  const asked = lines[Symbol.asyncIterator]();
  const ask = async (what: string, hide = false): Promise<string> => {
    process.stderr.write(`${what}: `);
    const shown = hide ? hideTyping() : () => undefined;
    const { value = '' } = await asked.next();
    shown();
    return value.trim();
  };
  const username = given ?? (await ask('User name'));
  const password = await ask('Password', true);
  const code = await ask('Code of the authenticator app (empty without one)');
  lines.close();
  const body = { username, password, ...(code !== '' && { code }) };
  const answer = await call({ url }, { method: 'POST', path: '/api/log-in', body });
  if (!answer.ok) badInput(answer.detail);
  const { token } = answer.value as { readonly token: string };
  const expiresAt = expiryOf(token);
  writeProfile(profile, { url, username, token, expiresAt });
  process.stdout.write(`Logged in as ${username} until ${clock(expiresAt)}; kept in ${profileFile(profile)}.\n`);
}

/** Takes the echo of a terminal away; gives what brings it back. */
function hideTyping(): () => void {
  const { write } = process.stderr;
  if (!process.stdin.isTTY) return () => undefined;
  process.stderr.write = () => true;
  return () => {
    process.stderr.write = write;
    process.stderr.write('\n');
  };
}

/** When a token ends, in ms since 1970; it is the server's to judge, here only said. */
function expiryOf(token: string): number {
  const { exp = 0 } = JSON.parse(Buffer.from(token.split('.')[1] ?? 'e30', 'base64url').toString()) as { readonly exp?: number };
  return exp * 1000;
}

/** Passwords and tokens go there, so anything but this machine is asked over TLS. */
function consoleUrl(text: string): string {
  const url = URL.parse(text);
  const isHere = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || isHere))
    badInput(`--url is ${text}; allowed: an address such as https://console.example.org`);
  // The console stands below the API's origin: what somebody copies from the address bar leads there too.
  return `${url.origin}${url.pathname.replace(/\/console(\/.*)?$/, '').replace(/\/$/, '')}`;
}
