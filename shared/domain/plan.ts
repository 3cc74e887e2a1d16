import { type AccountRow, type DirectoryAccount, type Exemption, languageOf, unreachable } from './account.ts';
import { type CampaignRow, type Headcount, maskAddress, type SampleAccount } from './campaign.ts';
import { type NoticeRow, openWaiting } from './notice.ts';
import { isProbe } from './probe.ts';
import { covers, normalizeIdentifier } from './scope.ts';

/** A listing is cut into shards by the first hex digit of the subject. */
export const shardPrefixes: readonly string[] = [...'0123456789abcdef'];

/** Accounts in a plan's sample. */
export const sampleSize = 10;

/** Limits of a plan. */
export const planLimits = {
  /** Entries of an uploaded list. */
  listEntries: 50_000,
  /** Exempted user names and addresses; they stand on the campaign's row, which holds 400 KB. */
  exemptions: 1_000,
  /** Environments of a scope. */
  environments: 20,
  /** Characters of a title. */
  titleLength: 100,
  /** Characters of one list entry or exemption (a user name or an address). */
  entryLength: 254,
} as const;

/** The rows that an account in scope gets, and what it adds to the plan. */
export interface PlannedAccount {
  readonly account: AccountRow;
  readonly notice: NoticeRow;
  readonly headcount: Headcount;
  readonly sample: SampleAccount;
  /** The normalized entries of the uploaded list that it matches. */
  readonly matched: readonly string[];
}

/** What a campaign means for one account of the directory; undefined when it is out of scope. The probe is in every scope. */
export function planAccount(campaign: CampaignRow, list: ReadonlySet<string>, found: DirectoryAccount): PlannedAccount | undefined {
  const identifiers = [found.username, found.email ?? ''].filter((text) => text !== '').map(normalizeIdentifier);
  const matched = identifiers.filter((identifier) => list.has(identifier));
  const probe = isProbe(found);
  if (!probe && !covers(campaign.scope, { ...found, listed: matched.length > 0 })) return undefined;
  // An intruder may have given an account an exempt address; one that nobody proved exempts nobody. For a list, matching more contains more.
  const proven = found.emailVerified ? identifiers : identifiers.slice(0, 1);
  const listed = proven.some((identifier) => campaign.exemptions.includes(identifier));
  const exemption: Exemption | undefined = probe
    ? undefined
    : listed
      ? 'listed'
      : found.status === 'EXTERNAL_PROVIDER'
        ? 'federated'
        : undefined;
  const obstacle = unreachable(found);
  const address = found.email === undefined || found.email === '' ? undefined : normalizeIdentifier(found.email);
  const language = languageOf(found.locale);
  const common = {
    campaignId: campaign.id,
    sub: found.sub,
    language,
    ...(address && { address }),
    ...(found.name && { name: found.name }),
  };
  const sent = exemption === undefined && obstacle === undefined;
  return {
    account: {
      ...common,
      username: found.username,
      state: exemption === undefined ? 'contained' : 'exempt',
      trusted: obstacle === undefined,
      ...(exemption && { exemption }),
      ...(found.organisation && { organisation: found.organisation }),
    },
    notice: {
      ...common,
      username: found.username,
      ...(sent
        ? { state: 'waiting', open: openWaiting(1, found.sub) }
        : { state: 'suppressed', reason: exemption === undefined ? (obstacle ?? 'exempt') : 'exempt' }),
    },
    headcount: {
      looked: 0,
      inScope: 1,
      exempt: exemption === undefined ? {} : { [exemption]: 1 },
      unreachable: exemption === undefined && obstacle !== undefined ? { [obstacle]: 1 } : {},
      notices: sent ? 1 : 0,
      languages: sent ? { [language]: 1 } : {},
      doubtful: {},
      swept: {},
    },
    sample: {
      username: found.username,
      address: maskAddress(address ?? ''),
      language,
      ...(found.organisation && { organisation: found.organisation }),
    },
    matched,
  };
}

/** Nobody. */
export const noHeadcount: Headcount = {
  looked: 0,
  inScope: 0,
  exempt: {},
  unreachable: {},
  notices: 0,
  languages: {},
  doubtful: {},
  swept: {},
};

/** The sum of two head-counts. */
export function addHeadcounts(a: Headcount, b: Headcount): Headcount {
  return {
    looked: a.looked + b.looked,
    inScope: a.inScope + b.inScope,
    exempt: addCounts(a.exempt, b.exempt),
    unreachable: addCounts(a.unreachable, b.unreachable),
    notices: a.notices + b.notices,
    languages: addCounts(a.languages, b.languages),
    doubtful: addCounts(a.doubtful, b.doubtful),
    swept: addCounts(a.swept, b.swept),
  };
}

function addCounts(a: Readonly<Partial<Record<string, number>>>, b: Readonly<Partial<Record<string, number>>>): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [name, count] of [...Object.entries(a), ...Object.entries(b)]) sum[name] = (sum[name] ?? 0) + (count ?? 0);
  return sum;
}
