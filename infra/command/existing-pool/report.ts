import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Files } from './backup.ts';
import { countValues, type Difference, sayDifference } from './differences.ts';
import type { PoolConfiguration } from './settings.ts';

/** What the commands on an existing pool work with. */
export interface Tools {
  readonly client: CognitoIdentityProviderClient;
  readonly files: Files;
}

/** What was done to a pool, or would be; what `--json` prints. */
export interface Report {
  readonly userPoolId: string;
  readonly name: string;
  /** ARN of the gate. */
  readonly gate: string;
  readonly dryRun: boolean;
  /** What changed, or would. Empty where all is as it should be already. */
  readonly changes: readonly Difference[];
  /** How many values of the pool stay as they are. */
  readonly kept: number;
  /** The file with the settings from before; null where there is none. */
  readonly backup: string | null;
  /** What somebody else changed since the backup; it stays as it is now. */
  readonly changedSince: readonly Difference[];
}

/** How many values of a configuration these changes do not touch. */
export function countKept(configuration: PoolConfiguration, changes: readonly Difference[]): number {
  return countValues(configuration) - changes.filter(({ before }) => before !== null).length;
}

/** What attaching did, for people. */
export function sayAttached(report: Report): string {
  const { userPoolId, dryRun, changes, backup } = report;
  if (changes.length === 0) return `The gate is attached to ${userPoolId} already; nothing was changed.`;
  return [
    ...sayChanges(report, 'attached to'),
    dryRun
      ? `The gate has to allow this pool to call it: Sluis has to be deployed with --context userPoolId=${userPoolId}, or nobody can sign in.`
      : `The settings from before are in ${backup}; keep it for detach.`,
  ].join('\n');
}

/** What detaching did, for people. */
export function sayDetached(report: Report): string {
  const { userPoolId, dryRun, changes, changedSince } = report;
  const since = changedSince.length === 0 ? [] : ['Changed since the backup, and left as it is:', ...changedSince.map(sayIndented)];
  if (changes.length === 0) return [`The gate is not attached to ${userPoolId}; nothing was changed.`, ...since].join('\n');
  const consequence = `${dryRun ? 'Then' : 'From now on'} nobody is held out of this pool: whoever a campaign contains can sign in with an old password.`;
  return [...sayChanges(report, 'detached from'), ...since, consequence].join('\n');
}

function sayChanges({ userPoolId, name, dryRun, changes, kept }: Report, done: string): readonly string[] {
  return [
    `The gate ${dryRun ? 'would be' : 'is'} ${done} ${userPoolId} (${name})${dryRun ? '; nothing was changed' : ''}.`,
    ...changes.map(sayIndented),
    `The other ${kept} values of the pool ${dryRun ? 'would stay' : 'stayed'} as they are.`,
  ];
}

function sayIndented(difference: Difference): string {
  return `  ${sayDifference(difference)}`;
}
