import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { Command } from 'commander';
import { defaultDirectory } from '#infra/rehearsal/directory.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { badInput, runCommandLine, wholeNumber } from './command-line.ts';
import { type Local, startLocal } from './local.ts';
import { mailViewer } from './mail-viewer/mail-viewer.ts';

interface Options {
  readonly directory: string;
  readonly port: number;
  readonly readyFile?: string;
}

/** Where everything is found; what `--ready-file` holds. */
interface Addresses {
  readonly console: string;
  readonly pages: string;
  readonly mail: string;
  /** The API description. */
  readonly api: string;
  /** Simulated DynamoDB and Secrets Manager, for SDK clients and the AWS CLI. */
  readonly aws: string;
  readonly staff: Local['staffUsers'];
}

const allowedDirectory = 'allowed: a file of JSON Lines, one Cognito user a line, gzipped where its name ends in .gz';

const program = new Command('npm start --')
  .description('Runs Sluis on this machine, on simulated AWS, in real time.')
  .option('--directory <file>', 'JSON Lines of Cognito users, gzipped where the name ends in .gz', defaultDirectory())
  .option(
    '--port <number>',
    'port of the console; the pages and the mail viewer get the next two; 0 for free ones',
    wholeNumber(0, 65_533),
    4_100,
  )
  .option('--ready-file <file>', 'where to write the addresses, as JSON, when all is ready')
  .action(start);

/** Ports come first: mails name the address of the pages. */
async function start({ directory, port, readyFile }: Options): Promise<void> {
  if (readyFile !== undefined) putReadyFile(readyFile, undefined);
  const [staff, pages, mail] = await Promise.all([0, 1, 2].map((offset) => open(port === 0 ? 0 : port + offset)));
  const aws = await open(0);
  if (staff === undefined || pages === undefined || mail === undefined) return;
  const local = await startLocal({ directory, pagesOrigin: originOf(pages) }).catch((error: unknown) => refuseDirectory(directory, error));
  if (local.loaded === 0) {
    const [first] = local.refused;
    badInput(
      `--directory is "${directory}", of which no line can be used${first ? ` (line ${first.line}: ${first.reason})` : ''}; ${allowedDirectory}`,
    );
  }
  serve(staff, local.staff);
  serve(pages, local.pages);
  serve(aws, local.aws);
  serve(
    mail,
    mailViewer(
      local.ses,
      local.simulator.services.sms,
      () => {
        const nowMs = local.world.clock.now();
        return local.staffUsers.map(({ username, role, totp: key }) => ({ username, role, code: totp(key, nowMs) }));
      },
      local.simulator.services.sns,
    ),
  );
  const addresses: Addresses = {
    console: `${originOf(staff)}/console`,
    pages: `${originOf(pages)}/`,
    mail: `${originOf(mail)}/`,
    api: `${originOf(staff)}/console/api`,
    aws: originOf(aws),
    staff: local.staffUsers,
  };
  process.stdout.write(greeting(addresses, local, basename(directory)));
  if (readyFile !== undefined) putReadyFile(readyFile, addresses);
  const end = () => {
    local.stop();
    if (readyFile !== undefined) rmSync(readyFile, { force: true });
    process.exit(0);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
}

/** A server on the loopback interface that does not answer yet. */
function open(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) =>
      badInput(`--port: ${port} cannot be opened (${error.message}); allowed: a port with two free ones after it, or 0`),
    );
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function serve(server: Server, listener: RequestListener): void {
  server.on('request', listener);
}

/** Browsers keep cookies that are for secure pages only on `localhost` too. */
function originOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Errors of the file system and of gzip are the file's; all others are ours. */
function refuseDirectory(directory: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^(E[A-Z]+|Z_[A-Z_]+)$/.test(code)) throw error;
  badInput(`--directory is "${directory}", which cannot be read (${code}); ${allowedDirectory}`);
}

/** Whoever waits for the file finds all of it or nothing; an old one is gone before anything starts. */
function putReadyFile(file: string, addresses: Addresses | undefined): void {
  try {
    writeFileSync(`${file}.part`, `${JSON.stringify(addresses ?? {})}\n`);
    rmSync(file, { force: true });
    if (addresses === undefined) rmSync(`${file}.part`);
    else renameSync(`${file}.part`, file);
  } catch (error) {
    badInput(`--ready-file is "${file}", which cannot be written (${(error as Error).message}); allowed: a file in a folder that is there`);
  }
}

function greeting(addresses: Addresses, { loaded, refused, staffUsers, example, stolenPassword }: Local, directory: string): string {
  const who = (role: string) => staffUsers.find((user) => user.role === role)?.username;
  const lines = [
    'Sluis runs on this machine, on simulated AWS; no mail leaves it. Ctrl-C ends it.',
    '',
    `  Console    ${addresses.console}`,
    `  Pages      ${addresses.pages}   (for the account holders)`,
    `  Mail       ${addresses.mail}   (every mail that was sent; under Alarms those that an operator gets)`,
    `  API        ${addresses.api}`,
    `  AWS        ${addresses.aws}   (simulated DynamoDB and Secrets Manager)`,
    `             npm run --silent sluis -- audit verify --endpoint ${addresses.aws}`,
    `             npm run --silent sluis -- erase --endpoint ${addresses.aws} --campaign ID`,
    '',
    ...staffUsers.map(
      ({ username, password, role }, index) => `  ${index === 0 ? 'Log-ins' : '       '}    ${username} / ${password}   (${role})`,
    ),
    `  Codes      ${addresses.mail}codes   (what their authenticator apps show; each counts once)`,
    '',
    `  Directory  ${directory}: ${count(loaded, 'account')} loaded, ${count(refused.length, 'line')} refused`,
    ...refused.slice(0, 3).map(({ line, reason }) => `               line ${line}: ${reason}`),
    ...(refused.length > 3 ? [`               and ${refused.length - 3} more`] : []),
    '',
    `  To try     In the console, plan a campaign for the environment nl as ${who('commander')}, approve it as ${who('approver')}, start it as`,
    `             ${who('commander')}; watch its progress, and the notices under Mail.`,
    `             Then be a holder: on the pages, give ${example ?? 'an address of the directory'}, take the code from Mail, and set a password.`,
    `             Until then every account has the password that was stolen: ${stolenPassword}`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function count(things: number, name: string): string {
  return `${things.toLocaleString('en')} ${name}${things === 1 ? '' : 's'}`;
}

await runCommandLine(program);
