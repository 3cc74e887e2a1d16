import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Report, Skip } from './vitest-reporter.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const reporter = join(root, 'infra/command/vitest-reporter.ts');

/** How often a run of tests says how far it is, in ms. */
const progressMs = 5_000;

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
  /** Tests that were left out. @default none */
  readonly skips?: readonly Skip[];
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

/**
 * Tests of vitest; counts every test, and a file that cannot be loaded as one that failed. Its parts are the folders at the top. Says every few seconds how
 * far it is, and why tests were skipped.
 */
export function vitestStep(name: string, ...options: readonly string[]): Step {
  return {
    name,
    run: async () => {
      const parts: Record<string, Sums> = {};
      const skips: Skip[] = [];
      let sums = noSums;
      let done = 0;
      let all = 0;
      const take = (report: Report) => {
        if ('files' in report) {
          all = report.files;
          return;
        }
        const { file, passed, failed, skipped } = report;
        const part = file.startsWith(root) ? (file.slice(root.length).split('/')[0] ?? '') : file;
        const ofFile = { passed, failed, skipped: skipped.length };
        parts[part] = addSums(parts[part] ?? noSums, ofFile);
        sums = addSums(sums, ofFile);
        skips.push(...skipped);
        done++;
      };
      const progress = setInterval(
        () => process.stdout.write(`  ${name}: ${done} of ${all} files, ${formatSums(sums)} so far\n`),
        progressMs,
      );
      const { status, output } = await runTool('vitest', ['run', '--reporter=default', `--reporter=${reporter}`, ...options], take);
      clearInterval(progress);
      // Vitest also fails for what belongs to no test: an error that nobody caught, or no file at all.
      const withoutPassed = output.split('\n').filter((line) => !/^\s*✓/.test(stripVTControlCharacters(line)));
      return { sums: status !== 0 && sums.failed === 0 ? { ...sums, failed: 1 } : sums, output: withoutPassed.join('\n'), parts, skips };
    },
  };
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
    const { sums, output, parts = {}, skips = [] } = await run();
    sum = addSums(sum, sums);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(`${sums.failed > 0 ? '✗' : '✓'} ${name}: ${formatSums(sums)} (${seconds} s)\n`);
    for (const [part, ofPart] of Object.entries(parts).sort(([a], [b]) => a.localeCompare(b))) {
      process.stdout.write(`    ${part}: ${formatSums(ofPart)}\n`);
    }
    for (const skip of skips) process.stdout.write(`    skipped: ${skip.name} (${skip.reason})\n`);
    if (sums.failed > 0) process.stdout.write(`${output.trimEnd()}\n`);
  }
  return sum;
}

/** Runs a tool. @param onReport is given every line of JSON that the tool writes to file descriptor 3 */
function runTool(
  command: string,
  options: readonly string[],
  onReport?: (report: Report) => void,
): Promise<{ readonly status: number; readonly output: string }> {
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe', onReport === undefined ? 'ignore' : 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const reports = child.stdio[3];
    if (onReport !== undefined && reports) createInterface(reports as Readable).on('line', (line) => onReport(JSON.parse(line)));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
