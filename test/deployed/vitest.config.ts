import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Longer than the longest wait of a journey, 240 s: a wait that ends says what it saw last, a test that is ended says nothing.
  test: { include: ['test/deployed/**/*.journey.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false, bail: 1 },
});
