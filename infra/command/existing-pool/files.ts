import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Files } from './backup.ts';

/** The files of this machine. A file is there whole or not at all. */
export const localFiles: Files = {
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  write: (path, text) => {
    writeFileSync(`${path}.part`, text, { mode: 0o600 });
    renameSync(`${path}.part`, path);
  },
};
