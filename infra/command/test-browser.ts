import { runSteps, vitestStep } from '#infra/command/steps.ts';

/** `npm run test:browser`: the journeys of `test/browser` in a real browser; needs Chromium. */
process.exitCode = (await runSteps([vitestStep('browser', '--config', 'test/browser/vitest.config.ts')])) ? 0 : 1;
