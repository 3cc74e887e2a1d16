import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { runCommandLine } from './command-line.ts';
import { measureAlarms } from './measure/alarms.ts';
import { measureCampaign } from './measure/campaign.ts';
import { measureContainment } from './measure/containment.ts';
import { measureFlood } from './measure/flood.ts';
import { measureFunctions } from './measure/functions.ts';
import { measureLocal } from './measure/local.ts';
import { type Measurement, manyAccounts } from './measure/measurement.ts';
import { measureNotices } from './measure/notices.ts';
import { measureSize } from './measure/size.ts';

/** Every figure that the project claims, by the name of its command. */
const measurements: Readonly<Record<string, Measurement>> = {
  functions: measureFunctions,
  size: measureSize,
  local: measureLocal,
  campaign: measureCampaign,
  containment: measureContainment,
  notices: measureNotices,
  flood: measureFlood,
  alarms: measureAlarms,
};

const program = new Command('npm run measure --').description('Measures what the project claims.');
for (const [name, { description, nodeOptions = manyAccounts, addOptions = same, run }] of Object.entries(measurements)) {
  addOptions(program.command(name))
    .description(description)
    .option('--json', 'print one JSON document')
    .action(async ({ json = false, ...options }: { readonly json?: boolean }) => {
      if (!nodeOptions.every((option) => process.execArgv.includes(option))) return runAgain(nodeOptions);
      const { report, table } = await run(options);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${formatTable(table)}\n`);
    });
}
await runCommandLine(program);

/** Runs this command again in a process of its own, with options of Node. */
function runAgain(nodeOptions: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [...nodeOptions, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

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

function same(command: Command): Command {
  return command;
}
