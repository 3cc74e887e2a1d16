import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider';
import { type PoolConfiguration, passingNames, policiesOf } from './settings.ts';

/** A value of a setting; lists count as one value. */
type Value = string | number | boolean | readonly unknown[];

/** A setting that two configurations have otherwise. */
export interface Difference {
  /** Where it is, such as `LambdaConfig.PreAuthentication`. */
  readonly setting: string;
  /** Null where it is not set. */
  readonly before: Value | null;
  /** Null where it is not set. */
  readonly after: Value | null;
}

/** What differs between two configurations of a pool; the same setting said in two ways does not. */
export function differences(before: PoolConfiguration, after: PoolConfiguration): readonly Difference[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((setting) => ({ setting, before: old.get(setting) ?? null, after: now.get(setting) ?? null }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}

/** How many values are set at a pool. */
export function countValues(configuration: PoolConfiguration): number {
  return valuesOf(configuration).size;
}

/** A difference as people read it. */
export function sayDifference({ setting, before, after }: Difference): string {
  return `${setting}: ${sayValue(before)} → ${sayValue(after)}`;
}

function sayValue(value: Value | null): string {
  if (value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Through JSON: dates become texts, as they are in a backup, and what is undefined disappears. */
function valuesOf({ pool, mfa }: PoolConfiguration): ReadonlyMap<string, Value> {
  const { AdminCreateUserConfig, LambdaConfig, ...others } = pool;
  const { UnusedAccountValidityDays: _days, ...adminCreateUser } = AdminCreateUserConfig ?? {};
  const same = { ...others, Policies: policiesOf(pool), AdminCreateUserConfig: adminCreateUser, LambdaConfig: triggersOf(LambdaConfig) };
  const plain = Object.entries(same).filter(([name]) => !passingNames.includes(name));
  return new Map(flat(JSON.parse(JSON.stringify({ ...Object.fromEntries(plain), factors: mfa })), ''));
}

/** The token trigger has two places that say the same. */
function triggersOf({ PreTokenGeneration, PreTokenGenerationConfig, ...others }: LambdaConfigType = {}): LambdaConfigType {
  const LambdaArn = PreTokenGenerationConfig?.LambdaArn ?? PreTokenGeneration;
  const LambdaVersion = PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0';
  return LambdaArn === undefined ? others : { ...others, PreTokenGenerationConfig: { LambdaVersion, LambdaArn } };
}

/** Values by their paths. Empty lists and objects say as much as none. */
function flat(value: unknown, path: string): readonly (readonly [string, Value])[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [[path, canonical(value) as Value]];
  if (typeof value !== 'object') return [[path, value as Value]];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`));
}

/** The order in lists and objects says nothing. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, canonical(inner)]));
}
