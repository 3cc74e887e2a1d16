import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Two at a time: the campaign's journey mostly waits, as it runs in real time.
  test: { include: ['test/browser/**/*.journey.ts'], testTimeout: 300_000, hookTimeout: 120_000, maxWorkers: 2 },
});
