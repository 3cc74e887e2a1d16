import { runSteps, toolStep, vitestStep } from '#infra/command/steps.ts';

/** `npm test`: everything that needs nothing but this machine. The quick tools run beside the tests, which take longest. */
const good = await runSteps(
  [toolStep('format and lint', 'biome', 'ci'), toolStep('types', 'tsc'), toolStep('dead code', 'knip', '--no-progress')],
  [vitestStep('tests')],
);
process.exitCode = good ? 0 : 1;
