import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How many checks ended in which way. */
export interface Sums {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One part of a test run. */
export interface Step {
  /** What is checked. */
  readonly name: string;
  /** Carries it out. */
  run(): Promise<StepResult>;
}

/** What a step came to. */
export interface StepResult {
  readonly sums: Sums;
  /** What the tool printed. */
  readonly output: string;
  /** Sums of its parts, by name. @default none */
  readonly parts?: Readonly<Record<string, Sums>>;
}

/** Nothing checked. */
export const noSums: Sums = { passed: 0, failed: 0, skipped: 0 };

/** The sum of two. */
export function addSums(a: Sums, b: Sums): Sums {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The line that scripts look for: `N passed, N failed, N skipped`. */
export function formatSums({ passed, failed, skipped }: Sums): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A tool of the project that says by its exit status whether all is well; counts as one check. */
export function toolStep(name: string, command: string, ...options: readonly string[]): Step {
  return {
    name,
    run: async () => {
      const { status, output } = await runTool(command, options);
      return { sums: status === 0 ? { ...noSums, passed: 1 } : { ...noSums, failed: 1 }, output };
    },
  };
}

/** Tests of vitest; counts every test, and a file that cannot be loaded as one that failed. Its parts are the folders at the top. */
export function vitestStep(name: string, ...options: readonly string[]): Step {
  return {
    name,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sluis-test-'));
      const report = join(folder, 'report.json');
      try {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
        const { status, output } = await runTool('vitest', ['run', ...reporters, ...options]);
        const files: readonly TestFile[] = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
        const parts: Record<string, Sums> = {};
        for (const file of files) {
          const part = file.name.startsWith(root) ? (file.name.slice(root.length).split('/')[0] ?? '') : file.name;
          parts[part] = addSums(parts[part] ?? noSums, sumsOfFile(file));
        }
        const sums = Object.values(parts).reduce(addSums, noSums);
        // Vitest also fails for what belongs to no test: an error that nobody caught, or no file at all.
        const withoutPassed = output.split('\n').filter((line) => !/^\s*✓/.test(stripVTControlCharacters(line)));
        return { sums: status !== 0 && sums.failed === 0 ? { ...sums, failed: 1 } : sums, output: withoutPassed.join('\n'), parts };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** As much of vitest's JSON report as is needed. */
interface TestFile {
  /** Absolute path. */
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

function sumsOfFile({ status, assertionResults }: TestFile): Sums {
  const count = (...wanted: readonly string[]) => assertionResults.filter((result) => wanted.includes(result.status)).length;
  const passed = count('passed');
  const failed = count('failed');
  return { passed, failed: status === 'failed' ? Math.max(1, failed) : failed, skipped: assertionResults.length - passed - failed };
}

/**
 * Runs steps, those of one lane after each other and the lanes side by side; prints each when it ends, and what it printed where it failed.
 * Ends with the line of {@link formatSums}.
 * @returns whether nothing failed.
 */
export async function runSteps(...lanes: readonly (readonly Step[])[]): Promise<boolean> {
  const sums = await Promise.all(lanes.map(runLane));
  const sum = sums.reduce(addSums, noSums);
  process.stdout.write(`\n${formatSums(sum)}\n`);
  return sum.failed === 0 && sum.passed > 0;
}

async function runLane(steps: readonly Step[]): Promise<Sums> {
  let sum = noSums;
  for (const { name, run } of steps) {
    const begin = performance.now();
    const { sums, output, parts = {} } = await run();
    sum = addSums(sum, sums);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(`${sums.failed > 0 ? '✗' : '✓'} ${name}: ${formatSums(sums)} (${seconds} s)\n`);
    for (const [part, ofPart] of Object.entries(parts).sort(([a], [b]) => a.localeCompare(b))) {
      process.stdout.write(`    ${part}: ${formatSums(ofPart)}\n`);
    }
    if (sums.failed > 0) process.stdout.write(`${output.trimEnd()}\n`);
  }
  return sum;
}

function runTool(command: string, options: readonly string[]): Promise<{ readonly status: number; readonly output: string }> {
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
