import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, startFront } from '#infra/command/deployed/front.ts';

/** What is installed from the Python Package Index: the emulator, and what it checks signatures of tokens with. */
const packages = ['ministack==1.5.33', 'cryptography==46.0.3'];

/** How long it may take to get ready, in ms. */
const readyMs = 60_000;

const venv = fileURLToPath(new URL('../../../.local/venv', import.meta.url));

/** An AWS emulator that runs. */
export interface Emulator {
  /** Environment variables that lead the AWS SDK and the CDK's command line there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of its own, which holds its log. */
  readonly folder: string;
  /** Ends it, with every function that it runs. */
  stop(): void;
}

/**
 * Installs the emulator in `.local/venv` where it is missing, and starts it for this machine only. It holds every function to the grants of its
 * role, as AWS does.
 * @throws Error when there is no Python 3.10 or newer, or it does not get ready.
 */
export async function startEmulator(): Promise<Emulator> {
  const python = install();
  const folder = mkdtempSync(join(tmpdir(), 'sluis-emulator-'));
  const behind = await freePort();
  const front = await startFront(behind);
  const environment = {
    AWS_ENDPOINT_URL: `http://localhost:${front.port}`,
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const settings = {
    // Where it tells others to find it, as in the addresses of queues.
    GATEWAY_PORT: String(front.port),
    AUTH: 'true',
    IOT_MTLS_ENABLED: '0',
    MINISTACK_REGION: 'eu-west-1',
    LAMBDA_EXECUTOR: 'local',
    MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
    TMPDIR: folder,
    // Functions run on the first `node` of the path, whatever their runtime says.
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  };
  const log = openSync(join(folder, 'emulator.log'), 'a');
  // A process group of its own, so that the functions that it runs end with it.
  const child = spawn(python, ['-m', 'hypercorn', 'ministack.app:app', '--bind', `127.0.0.1:${behind}`, '--keep-alive', '75'], {
    env: { ...process.env, ...environment, ...settings },
    stdio: ['ignore', log, log],
    detached: true,
  });
  const stop = () => {
    front.close();
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const end = performance.now() + readyMs;
  while (!(await isReady(front.port))) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`the emulator did not get ready; see ${folder}/emulator.log`);
    await sleep(200);
  }
  return { environment, folder, stop };
}

/** Gives the Python that has the emulator. */
function install(): string {
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const hasAll = `import importlib.metadata as m; assert all(m.version(n) == v for n, v in (p.split('==') for p in '${packages.join(' ')}'.split()))`;
  try {
    execFileSync(python, ['-c', hasAll], { stdio: 'ignore' });
  } catch {
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], { stdio: 'inherit' });
  }
  return python;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/_ministack/ready`)).ok;
  } catch {
    return false;
  }
}
