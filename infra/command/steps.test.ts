import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noSums, runSteps, type Step, toolStep, vitestStep } from './steps.ts';

let printed = '';
let folder = '';

beforeEach(() => {
  printed = '';
  folder = mkdtempSync(join(tmpdir(), 'sluis-steps-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const step = (name: string, sums: Partial<typeof noSums>): Step => ({
  name,
  run: async () => ({ sums: { ...noSums, ...sums }, output: `what ${name} printed` }),
});

test('adds up all lanes, and shows what failed ones printed', async () => {
  expect(await runSteps([step('good', { passed: 3 }), step('bad', { failed: 1, passed: 1 })], [step('half', { skipped: 2 })])).toBe(false);
  expect(printed).toMatch(/\n4 passed, 1 failed, 2 skipped\n$/);
  expect(printed).toContain('✓ good: 3 passed, 0 failed, 0 skipped (');
  expect(printed).toContain('✗ bad: 1 passed, 1 failed, 0 skipped (');
  expect(printed).toContain('what bad printed');
  expect(printed).not.toContain('what good printed');
});

test('is good when nothing failed, and not when nothing was checked', async () => {
  expect(await runSteps([step('good', { passed: 1 })])).toBe(true);
  expect(await runSteps([step('nothing', {})])).toBe(false);
});

test('a tool passes or fails as a whole, by its exit status', async () => {
  expect((await toolStep('works', 'node', '-e', '').run()).sums).toEqual({ passed: 1, failed: 0, skipped: 0 });
  const { sums, output } = await toolStep('breaks', 'node', '-e', 'console.error("why"); process.exit(3)').run();
  expect([sums, output]).toEqual([{ passed: 0, failed: 1, skipped: 0 }, 'why\n']);
});

test('counts every test of vitest, and a file that cannot be loaded as one that failed', async () => {
  writeFileSync(
    join(folder, 'a.test.ts'),
    "test('a', () => {}); test('b', () => { throw new Error('broken b') }); test.skip('c', () => {});",
  );
  writeFileSync(join(folder, 'b.test.ts'), 'nonsense(');
  const { sums, output } = await vitestStep('tests', '--root', folder, '--globals').run();
  expect(sums).toEqual({ passed: 1, failed: 2, skipped: 1 });
  expect(output).toContain('broken b');
});

test('says why a test of vitest was skipped', async () => {
  writeFileSync(
    join(folder, 'a.test.ts'),
    "test('a', () => {}); test('b', ({ skip }) => skip('there is no sea here')); test.skip('c', () => {});",
  );
  await runSteps([vitestStep('tests', '--root', folder, '--globals')]);
  expect(printed).toContain('skipped: b (there is no sea here)');
  expect(printed).toContain('skipped: c (no reason given)');
});

test('says every few seconds how far vitest is', async () => {
  writeFileSync(join(folder, 'a.test.ts'), "test('a', () => {});");
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const running = vitestStep('tests', '--root', folder, '--globals').run();
  await vi.waitUntil(() => vi.advanceTimersByTime(5_000) && printed.includes(' of 1 files'), { timeout: 30_000, interval: 20 });
  await running;
  vi.useRealTimers();
  expect(printed).toMatch(/^ {2}tests: [01] of 1 files, [01] passed, 0 failed, 0 skipped so far$/m);
});

test('vitest without any test has failed', async () => {
  expect((await vitestStep('tests', '--root', folder).run()).sums).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
