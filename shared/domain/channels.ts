import { type DirectoryAccount, type Doubt, isUsableAddress } from './account.ts';
import { normalizeIdentifier } from './scope.ts';

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
 */
export function channelOf(found: OnRecord, known: ChannelRow | undefined, since: number | undefined): Channel {
  const current = found.email === undefined || found.email === '' ? undefined : normalizeIdentifier(found.email);
  const onRecord = current === undefined ? {} : { address: current };
  if (found.status === 'EXTERNAL_PROVIDER') return { ...onRecord, trusted: false, doubt: 'federated' };
  const verified = verifiedAddress(found);
  const unchanged = since === undefined || (found.modifiedAt !== undefined && found.modifiedAt < since);
  if (unchanged && verified !== undefined) return { address: verified, trusted: true };
  const older = known?.addresses.find((each) => since !== undefined && each.since < since);
  if (older !== undefined) return { address: older.address, trusted: true };
  if (unchanged) return { ...onRecord, trusted: false, ...(current !== undefined && !found.emailVerified && { doubt: 'unverified' }) };
  const changed = known?.addresses.some(({ address }) => address !== current);
  return { ...onRecord, trusted: false, doubt: changed ? 'changed' : found.emailVerified ? 'unproven' : 'unverified' };
}

function verifiedAddress({ email, emailVerified }: OnRecord): string | undefined {
  return email !== undefined && emailVerified && isUsableAddress(email) ? normalizeIdentifier(email) : undefined;
}
