import { ok, type Result } from '#domain/result.ts';
import { defaultBackup, howToPutBack, keepBackup } from './backup.ts';
import { differences, sayDifference } from './differences.ts';
import { changeTriggers, readPool } from './pool.ts';
import { badInputIs, cannot, type Refusal } from './refusal.ts';
import { countKept, type Report, type Tools } from './report.ts';
import { takenBesides, withGate } from './triggers.ts';

/** What to attach, and to what. */
export interface AttachOptions {
  readonly userPoolId: string;
  /** ARN of the gate, as the stacks put it out. */
  readonly gate: string;
  /** Paths of settings that may be reset, as this version does not know them. @default none */
  readonly despite?: readonly string[];
  /** Only look. @default false */
  readonly dryRun?: boolean;
  /** File for the settings from before. @default {@link defaultBackup} */
  readonly backup?: string;
}

/**
 * Makes Cognito ask the gate before every sign-in and every token of a pool, and keeps every other setting. With no campaign the gate lets
 * everybody through. Doing it twice changes nothing.
 */
export async function attach({ client, files }: Tools, options: AttachOptions): Promise<Result<Report, Refusal>> {
  const { userPoolId, gate, dryRun = false, backup = defaultBackup(userPoolId) } = options;
  const read = await readPool(client, userPoolId, options.despite);
  if (!read.ok) return read;
  const old = read.value;
  const [place, placeOfPool] = [placeOf(gate), placeOf(old.pool.Arn ?? '')];
  if (place !== placeOfPool) {
    return badInputIs(`--gate is "${gate}", in ${place}; allowed: the gate that is deployed where the pool is, in ${placeOfPool}`);
  }
  const taken = takenBesides(old.pool.LambdaConfig, gate);
  if (taken.length > 0) {
    const which = taken.map(({ trigger, by }) => `${trigger} (${by})`).join(', ');
    return cannot(
      `the pool ${userPoolId} has functions of its own where the gate has to stand: ${which}; the gate calls no other function, so these have to go first: move what they do, or detach them if they are an older gate; nothing was changed`,
    );
  }
  const triggers = withGate(old.pool.LambdaConfig, gate);
  const changes = differences(old, { ...old, pool: { ...old.pool, LambdaConfig: triggers } });
  const report = { userPoolId, name: old.pool.Name ?? '', gate, dryRun, changes, kept: countKept(old, changes), changedSince: [] };
  if (dryRun || changes.length === 0) return ok({ ...report, backup: null });
  const kept = keepBackup(files, backup, { userPoolId, gate, configuration: old });
  if (!kept.ok) return kept;
  const changed = await changeTriggers(client, old, triggers, options.despite);
  if (!changed.ok) return changed;
  if (changed.value.length > 0) {
    const factorsToo = changed.value.some(({ setting }) => setting.startsWith('factors.'));
    return cannot(
      `the gate is attached to ${userPoolId}, and more became different: ${changed.value.map(sayDifference).join('; ')}; to put everything back as it was: ${howToPutBack(backup, factorsToo)}`,
    );
  }
  return ok({ ...report, backup });
}

/** Region and account in an ARN. */
function placeOf(arn: string): string {
  const [, , , region, account] = arn.split(':');
  return `${region} of account ${account}`;
}
