import { Command } from 'commander';
import { runCommandLine } from './command-line.ts';
import { measureFunctions } from './measure/functions.ts';
import type { Measurement } from './measure/measurement.ts';

/** Every figure that the project claims, by the name of its command. */
const measurements: Readonly<Record<string, Measurement>> = { functions: measureFunctions };

const program = new Command('npm run measure --').description('Measures what the project claims.');
for (const [name, { description, run }] of Object.entries(measurements)) {
  program
    .command(name)
    .description(description)
    .option('--json', 'print one JSON document')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const { report, table } = await run();
      if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
      else process.stdout.write(`${formatTable(table)}\n`);
    });
}
await runCommandLine(program);

/** Rows of cells as text; the first row is the heading, and columns of numbers stand on the right. */
function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const right = (rows.at(-1) ?? []).map((cell) => typeof cell === 'number');
  return texts
    .map((row) =>
      row
        .map((text, column) => (right[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
