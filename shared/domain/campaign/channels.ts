import { type DirectoryAccount, type Doubt, domainOf, isUsableAddress } from '../account/account.ts';
import type { Grade } from '../account/grade.ts';
import { normalizeIdentifier } from '../account/scope.ts';
import type { CampaignRow } from './campaign.ts';

/** For how long an address is remembered after another took its place, and an account after it was last seen, in days. */
export const channelDays = 90;

/** A row is written anew once it is this old, in days, so that the row of an account that is gone ends by itself. */
const renewalDays = 30;

const dayMs = 86_400_000;

/** The verified addresses that we saw an account have. */
export interface ChannelRow {
  readonly sub: string;
  /** Newest first, normalized. */
  readonly addresses: readonly KnownAddress[];
  /** When the row ends, in s since 1970, as DynamoDB wants it. */
  readonly expiresAt: number;
}

/** An address that was on record. */
export interface KnownAddress {
  readonly address: string;
  /** A moment at which it certainly was, in ms since 1970: when it was first seen, or the account's last change before that. */
  readonly since: number;
}

/**
 * The row of an account after a look at it; undefined where nothing has to be written. Addresses that are not verified are passed over:
 * the last verified one stays. Every change of address is kept for {@link channelDays}, so nobody can push an older one out by changing it often.
 */
export function channelAfter(before: ChannelRow | undefined, found: DirectoryAccount, nowMs: number): ChannelRow | undefined {
  const known = before?.addresses ?? [];
  const address = verifiedAddress(found);
  const isNew = address !== undefined && address !== known[0]?.address;
  const isOld = before !== undefined && before.expiresAt * 1_000 < nowMs + (channelDays - renewalDays) * dayMs;
  if (!isNew && !isOld) return undefined;
  const all = isNew ? [{ address, since: Math.min(found.modifiedAt ?? nowMs, nowMs) }, ...known] : known;
  const addresses = all.filter((_, index) => (all[index - 1]?.since ?? nowMs) > nowMs - channelDays * dayMs);
  return { sub: found.sub, addresses, expiresAt: Math.ceil(nowMs / 1_000) + (channelDays * dayMs) / 1_000 };
}

/** What of an account its channel follows from. */
type OnRecord = Pick<DirectoryAccount, 'status' | 'email' | 'emailVerified' | 'modifiedAt'>;

/** Where a code may go. */
export interface Channel {
  /** Normalized. */
  readonly address?: string;
  readonly trusted: boolean;
  readonly doubt?: Doubt;
}

/**
 * The channel of an account that an intruder may have used since a moment. What was on record before is trusted: the present address where
 * nothing of the account was changed since, else the newest one that we saw before. That an address is verified proves nothing, as an
 * intruder verifies an own one.
 * @param since in ms since 1970; undefined where nobody knows, and every verified address is trusted
 * @param breached domains whose mail the intruder reads, in small letters: no address there is trusted
 */
export function channelOf(found: OnRecord, known: ChannelRow | undefined, since: number | undefined, breached?: Domains): Channel {
  const current = found.email === undefined || found.email === '' ? undefined : normalizeIdentifier(found.email);
  const onRecord = current === undefined ? {} : { address: current };
  if (found.status === 'EXTERNAL_PROVIDER') return { ...onRecord, trusted: false, doubt: 'federated' };
  const verified = verifiedAddress(found);
  const unchanged = since === undefined || (found.modifiedAt !== undefined && found.modifiedAt < since);
  const circular = breachedBy(current, breached).length > 0;
  if (unchanged && verified !== undefined && !circular) return { address: verified, trusted: true };
  const older = since === undefined ? undefined : olderAddress(known, since, breached);
  if (older !== undefined) return { address: older, trusted: true };
  if (circular) return { ...onRecord, trusted: false, doubt: 'circular' };
  if (unchanged) return { ...onRecord, trusted: false, ...(current !== undefined && !found.emailVerified && { doubt: 'unverified' }) };
  const changed = known?.addresses.some(({ address }) => address !== current);
  return { ...onRecord, trusted: false, doubt: changed ? 'changed' : found.emailVerified ? 'unproven' : 'unverified' };
}

/**
 * The earliest moment at which an intruder may have used an account, in ms since 1970: of the account or of the campaign. Undefined where nobody knows; 0 for
 * an account that is known to have been used, but not since when.
 */
export function compromisedFrom(
  campaign: Pick<CampaignRow, 'compromisedSince'>,
  { compromisedSince: own, grade = 'precaution' }: { readonly compromisedSince?: number | undefined; readonly grade?: Grade | undefined },
): number | undefined {
  return own ?? campaign.compromisedSince ?? (grade === 'precaution' ? undefined : 0);
}

/** Domains that are asked whether they hold one. */
export type Domains = Pick<ReadonlySet<string>, 'has'>;

/** The domains of a list that an address is in: its own, or one that holds that. */
export function breachedBy(address: string | undefined, breached: Domains | undefined): readonly string[] {
  const labels = domainOf(address ?? '').split('.');
  return labels.map((_, from) => labels.slice(from).join('.')).filter((domain) => breached?.has(domain) === true);
}

/**
 * The newest verified address of an account that was on record before a moment and whose mail the intruder does not read.
 * @param since in ms since 1970; undefined for any moment
 * @param besides one that it must not be, normalized
 */
export function olderAddress(
  known: ChannelRow | undefined,
  since: number | undefined,
  breached?: Domains,
  besides?: string,
): string | undefined {
  const fits = ({ address, since: seen }: KnownAddress) =>
    (since === undefined || seen < since) && address !== besides && breachedBy(address, breached).length === 0;
  return known?.addresses.find(fits)?.address;
}

function verifiedAddress({ email, emailVerified }: OnRecord): string | undefined {
  return email !== undefined && emailVerified && isUsableAddress(email) ? normalizeIdentifier(email) : undefined;
}
