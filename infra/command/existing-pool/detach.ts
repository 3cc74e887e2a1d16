import { ok, type Result } from '#domain/result.ts';
import { before, defaultBackup, readBackup } from './backup.ts';
import { differences, sayDifference } from './differences.ts';
import { changeTriggers, readPool } from './pool.ts';
import { badInputIs, cannot, type Refusal } from './refusal.ts';
import { countKept, type Report, type Tools } from './report.ts';
import { withoutGate } from './triggers.ts';

/** What to detach, and from what. */
export interface DetachOptions {
  readonly userPoolId: string;
  /** ARN of the gate. @default the one in the backup */
  readonly gate?: string;
  /** Paths of settings that may be reset, as this version does not know them. @default none */
  readonly despite?: readonly string[];
  /** Only look. @default false */
  readonly dryRun?: boolean;
  /** The file that attaching wrote. @default {@link defaultBackup}, if it is there */
  readonly backup?: string;
}

/**
 * Takes the gate out of a pool's triggers, and keeps every other setting as it is now: as attaching refuses pools that have other functions there,
 * the triggers are then as they were before. Doing it twice changes nothing.
 */
export async function detach({ client, files }: Tools, options: DetachOptions): Promise<Result<Report, Refusal>> {
  const { userPoolId, dryRun = false, backup = defaultBackup(userPoolId) } = options;
  const found = readBackup(files, backup, userPoolId);
  if (!found.ok) return found;
  const kept = found.value;
  if (kept === undefined && options.backup !== undefined) {
    return badInputIs(`--backup is "${backup}", which is not there; allowed: a backup of ${userPoolId} that sluis attach wrote`);
  }
  const gate = options.gate ?? kept?.gate;
  if (gate === undefined) {
    return badInputIs(`--gate is missing, and there is no backup "${backup}" that says it; allowed: the ARN of the gate that is attached`);
  }
  const read = await readPool(client, userPoolId, options.despite);
  if (!read.ok) return read;
  const old = read.value;
  const triggers = withoutGate(old.pool.LambdaConfig, gate);
  const wanted = { ...old, pool: { ...old.pool, LambdaConfig: triggers } };
  const changes = differences(old, wanted);
  const report = {
    userPoolId,
    name: old.pool.Name ?? '',
    gate,
    dryRun,
    changes,
    kept: countKept(old, changes),
    backup: kept === undefined ? null : backup,
    changedSince: kept === undefined ? [] : differences(before({ ...kept, gate }), wanted),
  };
  if (dryRun || changes.length === 0) return ok(report);
  const changed = await changeTriggers(client, old, triggers, options.despite);
  if (!changed.ok) return changed;
  if (changed.value.length > 0) {
    return cannot(
      `the gate is detached from ${userPoolId}, and more became different, which has to be put back by hand: ${changed.value.map(sayDifference).join('; ')}`,
    );
  }
  return ok(report);
}
