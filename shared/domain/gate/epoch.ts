import type { EpochRow } from '../campaign/campaign.ts';
import { unknownLifetimes } from '../pool/stale-credentials.ts';

/**
 * The form in which this version writes epochs. A version that gives an epoch a meaning which older readers would miss writes a higher one, so that they
 * contain everybody instead of judging by half of it.
 */
export const epochForm = 1;

/** Later than any recovery: the last instant of a date, in ms since 1970. */
const lastInstant = 8_640_000_000_000_000;

/**
 * An epoch as it was written, by whatever version. What is not understood (a newer form, an unknown kind of scope, a field of another type or missing)
 * binds everybody, federated accounts included, whom no row exempts; where its instants are missing, for good.
 */
export function readEpoch(written: Readonly<Record<string, unknown>>): EpochRow {
  if (isUnderstood(written)) return written as unknown as EpochRow;
  const { campaignId, epoch, startedAt, page, ourClientId, form } = written;
  const instants = isInstant(epoch) && isInstant(startedAt) ? { epoch, startedAt } : { epoch: lastInstant, startedAt: lastInstant };
  return {
    ...(typeof form === 'number' && { form }),
    notUnderstood: true,
    campaignId: typeof campaignId === 'string' ? campaignId : '',
    ...instants,
    scope: { kind: 'everybody' },
    containsFederated: true,
    page: typeof page === 'string' ? page : '',
    lingers: unknownLifetimes,
    ...(typeof ourClientId === 'string' && { ourClientId }),
  };
}

function isUnderstood({ form = 1, notUnderstood, scope, lingers, ...row }: Readonly<Record<string, unknown>>): boolean {
  const texts = [row.campaignId, row.page, row.ourClientId ?? ''].every((value) => typeof value === 'string');
  const flags = [row.containsFederated ?? false, row.migrates ?? false].every((value) => typeof value === 'boolean');
  const instants = [row.epoch, row.startedAt, row.compromisedSince ?? 0, row.containedShare ?? 0].every(isInstant);
  return form === epochForm && notUnderstood === undefined && texts && flags && instants && isScope(scope) && areLifetimes(lingers);
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function areLifetimes(value: unknown): boolean {
  return isRecord(value) && isInstant(value.other) && isRecord(value.byClient) && Object.values(value.byClient).every(isInstant);
}

type Check = (value: unknown) => boolean;

const isTexts: Check = (value) => Array.isArray(value) && value.every((each) => typeof each === 'string');

/** What each kind of scope has beside its kind: exactly that, as something more would change whom it is about. */
const scopes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  everybody: {},
  environment: { environments: isTexts },
  organisation: { organisations: isTexts },
  client: { clients: isTexts },
  attributes: { where: (value) => Array.isArray(value) && value.every(isPredicate) },
  list: { entries: isInstant },
};

const comparisons: readonly unknown[] = ['one-of', 'begins-with', 'ends-with'];

function isScope(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, ...rest } = value;
  const checks = typeof kind === 'string' && Object.hasOwn(scopes, kind) ? scopes[kind] : undefined;
  return checks !== undefined && hasExactly(rest, checks);
}

function isPredicate(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if ('createdBefore' in value) return hasExactly(value, { createdBefore: isInstant });
  return hasExactly(value, { attribute: (name) => typeof name === 'string', is: (how) => comparisons.includes(how), values: isTexts });
}

function hasExactly(value: Readonly<Record<string, unknown>>, checks: Readonly<Record<string, Check>>): boolean {
  const names = Object.keys(checks);
  return Object.keys(value).length === names.length && names.every((name) => checks[name]?.(value[name]) === true);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
