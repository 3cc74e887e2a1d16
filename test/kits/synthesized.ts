import type { TestProject } from 'vitest/node';
import { simulatedSender } from '#infra/rehearsal/on-simulator.ts';
import { synthesize } from '#infra/rehearsal/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the templates of the stacks, for tests that put Sluis on the simulator. */
    readonly templates: string;
  }
}

/** Synthesizes the stacks once for all test files. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('templates', await synthesize({ pagesOrigin: 'https://pages.example', ...simulatedSender }));
}
