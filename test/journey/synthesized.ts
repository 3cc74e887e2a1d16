import type { TestProject } from 'vitest/node';
import { synthesize } from '#infra/rehearsal/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the templates of the stacks, for tests that put Sluis on the simulator. */
    readonly templates: string;
  }
}

/** Synthesizes the stacks once for all test files. */
export function setup(project: TestProject): void {
  project.provide('templates', synthesize({ pagesOrigin: 'https://pages.example' }));
}
