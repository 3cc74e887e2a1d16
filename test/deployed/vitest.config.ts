import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/deployed/**/*.journey.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false, bail: 1 },
});
