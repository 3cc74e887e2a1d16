import { writeSync } from 'node:fs';
import type { Reporter, TestModule, TestSpecification } from 'vitest/node';

/** What a run of vitest tells whoever started it, a line of JSON each on file descriptor 3. */
export type Report =
  /** How many test files there are. */
  | { readonly files: number }
  /** What became of one, by its absolute path. A file that cannot be loaded has failed once. */
  | { readonly file: string; readonly passed: number; readonly failed: number; readonly skipped: readonly Skip[] };

/** A test that was left out. */
export interface Skip {
  readonly name: string;
  /** As the test gives it: `skip('…')` within the test. */
  readonly reason: string;
}

/** The reporter that vitest is given. */
export default class implements Reporter {
  onTestRunStart(specifications: readonly TestSpecification[]): void {
    tell({ files: specifications.length });
  }

  onTestModuleEnd(module: TestModule): void {
    const results = [...module.children.allTests()].map((test) => ({ name: test.fullName, result: test.result() }));
    const skipped = results.flatMap(({ name, result }) =>
      result.state === 'passed' || result.state === 'failed'
        ? []
        : [{ name, reason: (result.state === 'skipped' && result.note) || 'no reason given' }],
    );
    const passed = results.filter(({ result }) => result.state === 'passed').length;
    const failed = Math.max(results.length - passed - skipped.length, module.state() === 'failed' ? 1 : 0);
    tell({ file: module.moduleId, passed, failed, skipped });
  }
}

function tell(report: Report): void {
  writeSync(3, `${JSON.stringify(report)}\n`);
}
