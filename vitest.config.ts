import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{functions,infra,shared,test}/**/*.test.ts'], testTimeout: 30_000 },
});
