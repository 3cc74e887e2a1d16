import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunction } from '#infra/constructs/bundle.ts';
import { codeLines } from './code-lines.ts';
import type { Measurement } from './measurement.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Tests and what only tests use. */
const ofTests = /\.(test|journey)\.ts$|(^|\/)[\w-]*\.?testing\.ts$|-stage\.ts$|^test\/|\/vitest\.config\.ts$/;

/** One room of the project: a function, or a folder of `shared` or `infra`. */
interface Size {
  readonly room: string;
  readonly files: number;
  /** As {@link codeLines} counts them, without tests and test kits. */
  readonly lines: number;
  /** Files of its largest folder, tests aside. */
  readonly inLargestFolder: number;
  /** Of a function: size of its bundle. */
  readonly bundleBytes?: number;
}

/** Counts the code of every room, and bundles every function. */
export const measureSize: Measurement = {
  description:
    'lines of code by room, without comments, imports, blank lines, brackets alone and tests; files of its largest folder; bundle size',
  run: async () => {
    const paths = globSync(
      ['functions', 'shared', 'infra'].map((top) => `${top}/**/*.ts`),
      { cwd: root },
    ).filter((path) => !ofTests.test(path));
    const rooms = [...Map.groupBy(paths.sort(), roomOf)].map(([room, files]) => sizeOf(room, files));
    const deployed = paths.filter((path) => !path.startsWith('infra/'));
    const sizes = [...rooms, sizeOf('functions and shared', deployed), sizeOf('everything', paths)];
    const rows = sizes.map(({ room, files, lines, inLargestFolder, bundleBytes = 0 }) => [
      room,
      files,
      lines,
      inLargestFolder,
      bundleBytes,
    ]);
    return {
      report: { rooms: sizes },
      table: [['room', 'files', 'lines of code', 'files in its largest folder', 'bundle, bytes'], ...rows],
    };
  },
};

/** `functions/gate`, `shared/aws`, or `shared` for a file that lies there itself. */
function roomOf(path: string): string {
  return dirname(path).split('/').slice(0, 2).join('/');
}

function sizeOf(room: string, files: readonly string[]): Size {
  const folders = [...Map.groupBy(files, (path) => dirname(path)).values()];
  const bundled = room.startsWith('functions/') && {
    bundleBytes: statSync(join(bundleFunction(room.slice('functions/'.length)), 'index.mjs')).size,
  };
  return {
    room,
    files: files.length,
    lines: files.reduce((sum, path) => sum + codeLines(readFileSync(join(root, path), 'utf8')), 0),
    inLargestFolder: Math.max(...folders.map((folder) => folder.length)),
    ...bundled,
  };
}
