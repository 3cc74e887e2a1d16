import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{functions,infra,shared,test}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/kits/synthesized.ts'],
    // No test leaves anything behind for the next file, so a process runs one after another.
    isolate: false,
    maxWorkers: '100%',
    // Node runs the sources as they are: they need no transforming, and nothing is mocked by its module.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
});
