import { readFileSync } from 'node:fs';
import { Annotations, App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { keptForGate, leastUnreserved, reservedFor } from '#infra/constructs/concurrency.ts';
import { leaveOutOfEmulator } from '#infra/constructs/emulator.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import { type Parameters, readParameters } from '#infra/parameters.ts';
import { DataStack } from '#infra/stacks/data.ts';
import { DirectoryStack } from '#infra/stacks/directory.ts';
import { FollowUpStack } from '#infra/stacks/follow-up.ts';
import { GateStack } from '#infra/stacks/gate.ts';
import { ObservabilityStack } from '#infra/stacks/observability.ts';
import { PagesStack } from '#infra/stacks/pages.ts';
import { PipelineStack } from '#infra/stacks/pipeline.ts';
import { RecordsStack } from '#infra/stacks/records.ts';
import { StaffStack } from '#infra/stacks/staff.ts';
import { TokensStack } from '#infra/stacks/tokens.ts';
import { WatchStack } from '#infra/stacks/watch.ts';

/** How to synthesize. */
export interface AppOptions {
  /** Parameters by name, as `infra/parameters.ts` lists them; those of the CDK's command line go first. @default their defaults */
  readonly context?: Readonly<Record<string, string>>;
  /** Where to write the templates. @default `cdk.out` under the CDK's command line, else a temporary folder */
  readonly outdir?: string;
  /** Adds checks that can refuse the templates, beside the CDK's own. They take seconds, and do not hold for an emulator. @default none, nor the CDK's */
  readonly checks?: (app: App) => void;
}

/**
 * Synthesizes every stack. Needs no AWS account. With the parameter `bundle=no` it takes no sources and about a second.
 * @throws Error with one line for every parameter that is wrong.
 */
export function makeApp({ context = {}, outdir, checks }: AppOptions = {}): CloudAssembly {
  const settings = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  const app = new App({
    context: { ...settings.context, ...context },
    analyticsReporting: false,
    builtinCloudFormationValidation: checks !== undefined,
    ...(outdir === undefined ? {} : { outdir }),
  });
  const parameters = readParameters(app.node.getAllContext());
  const data = new DataStack(app, 'sluis-data', parameters);
  const gate = new GateStack(app, 'sluis-gate', data, parameters);
  const directory = new DirectoryStack(app, 'sluis-directory', gate, parameters);
  const pages = new PagesStack(app, 'sluis-pages', data, directory, parameters);
  new WatchStack(app, 'sluis-watch', { data, gate, directory, parameters });
  new TokensStack(app, 'sluis-tokens', data, directory, parameters);
  const pipeline = new PipelineStack(app, 'sluis-pipeline', { data, directory, pages, parameters });
  new FollowUpStack(app, 'sluis-follow-up', data, pages, parameters);
  new RecordsStack(app, 'sluis-records', data, parameters);
  new StaffStack(app, 'sluis-staff', { data, gate, directory, pages, pipeline, parameters });
  new ObservabilityStack(app, 'sluis-observability', { data, gate, pipeline, parameters });
  checkConcurrency(app, parameters);
  if (parameters.emulator) leaveOutOfEmulator(app);
  else if (checks !== undefined) {
    checks(app);
    if (parameters.alarmAddress === '') warnOfSilence(data);
  }
  return app.synth();
}

/**
 * Where executions are kept for the gate, all functions together fit into what the account has, and what AWS wants to be left is left.
 * @throws Error of one line
 */
function checkConcurrency(app: App, parameters: Parameters): void {
  if (keptForGate(parameters) === 0) return;
  const functions = app.node.findAll().filter((each) => each instanceof SluisFunction);
  const atOnce = functions.map(({ node, wakers }) => reservedFor(node.id, parameters) ?? wakers.reduce((sum, most) => sum + most, 0));
  const needed = atOnce.reduce((sum, most) => sum + most, leastUnreserved);
  const { lambdaConcurrency, gateReservedConcurrency, senders } = parameters;
  if (needed <= lambdaConcurrency) return;
  throw new Error(
    `parameter lambdaConcurrency is "${lambdaConcurrency}", allowed: ${needed} and above with gateReservedConcurrency ${gateReservedConcurrency} and senders ${senders}, or below 1000, where nothing is kept for the gate`,
  );
}

/** Alarms that nobody is subscribed to are seen by whoever looks at CloudWatch, and by nobody else. */
function warnOfSilence({ operators }: DataStack): void {
  Annotations.of(operators).addWarningV2('sluis:alarmAddress', 'nobody hears the alarms: give the parameter alarmAddress');
}

if (import.meta.main) {
  const { addChecks } = await import('#infra/checks.ts');
  makeApp({ context: { region: process.env.CDK_DEFAULT_REGION ?? '' }, checks: addChecks });
}
