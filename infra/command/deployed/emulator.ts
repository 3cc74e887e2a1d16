import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The emulator's release on the Python Package Index. */
const release = 'ministack==1.5.33';

/** How long it may take to get ready, in ms. */
const readyMs = 60_000;

const local = fileURLToPath(new URL('../../../.local', import.meta.url));

/** An AWS emulator that runs. */
export interface Emulator {
  /** Environment variables that lead the AWS SDK and the CDK's command line there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it, with every function that it runs. */
  stop(): void;
}

/**
 * Installs the emulator in `.local/venv` where it is missing, and starts it on a free port of this machine only. It holds functions to the
 * grants of their roles and everybody to HTTPS, as AWS does. Its log is in the folder that `environment.TMPDIR` names.
 * @throws Error when there is no Python 3.10 or newer, or it does not get ready.
 */
export async function startEmulator(): Promise<Emulator> {
  const python = installEmulator();
  const port = await freePort();
  const TMPDIR = mkdtempSync(join(tmpdir(), 'sluis-emulator-'));
  const certificate = join(TMPDIR, 'ministack-tls/server.crt');
  const environment = {
    TMPDIR,
    AWS_ENDPOINT_URL: `https://localhost:${port}`,
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    NODE_EXTRA_CA_CERTS: certificate,
    AWS_CA_BUNDLE: certificate,
  };
  const settings = {
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    USE_SSL: '1',
    AUTH: 'true',
    MINISTACK_REGION: 'eu-west-1',
    LAMBDA_EXECUTOR: 'local',
    MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
    // Functions run on the first `node` of the path, whatever their runtime says.
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  };
  const log = openSync(join(TMPDIR, 'emulator.log'), 'a');
  const child = spawn(python, ['-m', 'ministack'], {
    env: { ...process.env, ...environment, ...settings },
    stdio: ['ignore', log, log],
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const end = performance.now() + readyMs;
  while (!(await isReady(port, certificate))) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`the emulator did not get ready; see ${TMPDIR}/emulator.log`);
    await sleep(200);
  }
  return { environment, stop };
}

/** Gives the Python that has the emulator. */
function installEmulator(): string {
  const python = join(local, 'venv/bin/python');
  const [name = '', version] = release.split('==');
  const hasIt = `import importlib.metadata as m, sys; sys.exit(m.version('${name}') != '${version}')`;
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', join(local, 'venv')], { stdio: 'inherit' });
  try {
    execFileSync(python, ['-c', hasIt], { stdio: 'ignore' });
  } catch {
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', release], { stdio: 'inherit' });
  }
  return python;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

async function isReady(port: number, certificate: string): Promise<boolean> {
  try {
    const [answer] = await once(get(`https://localhost:${port}/_ministack/ready`, { ca: readFileSync(certificate) }), 'response');
    answer.resume();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}
