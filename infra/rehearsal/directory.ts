import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import type { Random } from '#simulator/random.ts';
import { type DirectoryUser, isRefused, type RefusedLine, readDirectory } from '#simulator/services/cognito/users/directory-file.ts';

/** What a directory file held. */
export interface DirectoryFile {
  readonly users: readonly DirectoryUser[];
  readonly refused: readonly RefusedLine[];
}

/** The directory beside the project where there is one, else the small one that comes with it. */
export function defaultDirectory(): string {
  const beside = fileURLToPath(new URL('../../../shared/data/accounts-nl.jsonl.gz', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('directory/small.jsonl', import.meta.url));
}

/**
 * Reads a directory file: JSON Lines, gzipped where its name ends in `.gz`.
 * @throws Error of the file system when it cannot be read
 */
export async function readDirectoryFile(file: string): Promise<DirectoryFile> {
  const bytes = createReadStream(file);
  const plain = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  bytes.on('error', (error) => plain.destroy(error));
  const users: DirectoryUser[] = [];
  const refused: RefusedLine[] = [];
  for await (const entry of readDirectory(createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY }))) {
    if (isRefused(entry)) refused.push(entry);
    else users.push(entry);
  }
  return { users, refused };
}

/** `count` accounts made of these, each with a subject and user name of its own: a large directory as messy as the real one. */
export function multiplyUsers(users: readonly DirectoryUser[], count: number, random: Random): readonly DirectoryUser[] {
  return Array.from({ length: count }, (_, index) => {
    const user = users[index % users.length] as DirectoryUser;
    const sub = random.uuid();
    const attributes = user.Attributes.map((each) => (each.Name === 'sub' ? { Name: 'sub', Value: sub } : each));
    return { ...user, Username: sub, Attributes: attributes };
  });
}
