import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/parity/**/*.journey.ts'], testTimeout: 60_000, hookTimeout: 120_000 } });
