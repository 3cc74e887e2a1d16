import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '#infra/command/deployed/emulator.ts';
import { runSteps, toolStep, vitestStep } from '#infra/command/steps.ts';
import { askedByEmulator, leftOutOfEmulator } from '#infra/constructs/emulator.ts';

/**
 * `npm run test:deployed`: deploys every stack with the CDK's own command line to an AWS emulator that others wrote, and goes the shortest
 * true way through it over HTTP. Uses the emulator at `AWS_ENDPOINT_URL` where that is set, else one of its own; needs Python 3.10 or newer then.
 */
const running: Emulator | undefined = process.env.AWS_ENDPOINT_URL ? undefined : await startEmulator();
try {
  Object.assign(process.env, running?.environment);
  process.stdout.write(`left out, as the emulator lacks it: ${leftOutOfEmulator.join(', ')}\n`);
  const besides = Object.values(askedByEmulator).map(({ action, everywhere }) => action + (everywhere ? ' on every resource' : ''));
  process.stdout.write(`granted besides, as the emulator asks for it: ${besides.join(', ')}\n`);
  const folder = running?.folder ?? mkdtempSync(join(tmpdir(), 'sluis-deployed-'));
  process.env.SLUIS_OUTPUTS = join(folder, 'outputs.json');
  const region = process.env.AWS_REGION ?? 'eu-west-1';
  const cdk = (name: string, ...options: readonly string[]) =>
    toolStep(
      name,
      'cdk',
      ...options,
      '--output',
      join(folder, 'cdk.out'),
      '--context',
      'emulator=yes',
      '--context',
      'whenDeleted=destroy',
      '--context',
      'senderDomain=accounts.example',
    );
  const good = await runSteps([
    cdk('bootstrap', 'bootstrap', `aws://000000000000/${region}`, '--context', 'bundle=no'),
    cdk('deploy', 'deploy', '--all', '--method', 'direct', '--require-approval', 'never', '--outputs-file', process.env.SLUIS_OUTPUTS),
    vitestStep('journey', '--config', 'test/deployed/vitest.config.ts'),
    vitestStep('parity', '--config', 'test/parity/vitest.config.ts'),
  ]);
  if (good) rmSync(folder, { recursive: true, force: true });
  else process.stdout.write(`see ${folder}\n`);
  process.exitCode = good ? 0 : 1;
} finally {
  running?.stop();
}
