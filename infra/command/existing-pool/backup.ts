import { ok, type Result } from '#domain/result.ts';
import { differences } from './differences.ts';
import { badInputIs, type Refusal } from './refusal.ts';
import { type PoolConfiguration, updateRequest } from './settings.ts';
import { withoutGate } from './triggers.ts';

/** Files of this machine. */
export interface Files {
  /** The text of a file; undefined where there is none. @throws Error when it cannot be read */
  read(path: string): string | undefined;
  /** Writes a file whole, for its owner only. @throws Error when it cannot be written */
  write(path: string, text: string): void;
}

/** A pool as it was before the gate was attached. */
export interface Backup {
  readonly userPoolId: string;
  /** ARN of the gate. */
  readonly gate: string;
  readonly configuration: PoolConfiguration;
}

/** Where the backup of a pool is unless somebody says otherwise: in the folder that the command runs in. */
export function defaultBackup(userPoolId: string): string {
  return `sluis-${userPoolId}.json`;
}

/** The backup of a pool; undefined where there is no such file. */
export function readBackup(files: Files, path: string, userPoolId: string): Result<Backup | undefined, Refusal> {
  const allowed = `allowed: a backup of ${userPoolId} that sluis attach wrote`;
  let backup: Partial<Backup> | null;
  try {
    const text = files.read(path);
    if (text === undefined) return ok(undefined);
    backup = JSON.parse(text);
  } catch (error) {
    return badInputIs(`--backup is "${path}", which cannot be read (${(error as Error).message}); ${allowed}`);
  }
  const { gate, configuration } = backup ?? {};
  if (typeof gate !== 'string' || typeof configuration?.pool !== 'object' || typeof configuration.mfa !== 'object') {
    return badInputIs(`--backup is "${path}", which is no backup; ${allowed}`);
  }
  if (backup?.userPoolId !== userPoolId) return badInputIs(`--backup is "${path}", which is of ${backup?.userPoolId}; ${allowed}`);
  return ok({ userPoolId, gate, configuration });
}

/**
 * Writes the backup, unless the file says the same already, the gate aside. A file that says something else is not overwritten: it may hold the
 * only copy of what somebody has lost.
 */
export function keepBackup(files: Files, path: string, backup: Backup): Result<undefined, Refusal> {
  const read = readBackup(files, path, backup.userPoolId);
  if (!read.ok) return read;
  if (read.value !== undefined) {
    const [first] = differences(before(read.value), before(backup));
    if (first === undefined) return ok(undefined);
    return badInputIs(
      `--backup is "${path}", which holds other settings of this pool (${first.setting}, for one); allowed: another file, or that one after it was moved away; nothing was changed`,
    );
  }
  try {
    files.write(path, `${JSON.stringify(fileOf(backup), undefined, 2)}\n`);
    return ok(undefined);
  } catch (error) {
    return badInputIs(
      `--backup is "${path}", which cannot be written (${(error as Error).message}); allowed: a file in a folder that is there; nothing was changed`,
    );
  }
}

/** A pool as it was without the gate. */
export function before({ configuration: { pool, mfa }, gate }: Backup): PoolConfiguration {
  return { pool: { ...pool, LambdaConfig: withoutGate(pool.LambdaConfig, gate) }, mfa };
}

/** How to put back everything that a backup holds, with AWS's own command line. */
export function howToPutBack(path: string, factorsToo: boolean): string {
  const put = (operation: string, part: string) => `aws cognito-idp ${operation} --cli-input-json "$(jq .${part} ${path})"`;
  return [put('update-user-pool', 'restore'), ...(factorsToo ? [put('set-user-pool-mfa-config', 'restoreFactors')] : [])].join(' && ');
}

/** With the requests that put everything back, for whoever has to do that without Sluis. */
function fileOf(backup: Backup) {
  const { pool, mfa } = before(backup);
  return { ...backup, restore: updateRequest(pool, pool.LambdaConfig), restoreFactors: { UserPoolId: backup.userPoolId, ...mfa } };
}
