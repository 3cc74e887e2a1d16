import { type AccountRow, type DirectoryAccount, type Exemption, unreachable } from '../account/account.ts';
import { languageOf } from '../account/language.ts';
import { defaultDormant, rankOf, waveOf } from '../account/notice-order.ts';
import { covers, normalizeIdentifier } from '../account/scope.ts';
import { cohortOf, sweepOrder } from '../account/sweep-plan.ts';
import {
  type CampaignRow,
  type Headcount,
  type ListName,
  listNames,
  type MatchedList,
  maskAddress,
  type SampleAccount,
} from '../campaign/campaign.ts';
import { breachedBy, type ChannelRow, channelOf, compromisedFrom } from '../campaign/channels.ts';
import { gradeOf, identifiersOf, sinceOf } from '../campaign/compromised.ts';
import { isProbe } from '../gate/probe.ts';
import { callsForNext, otherMeans } from '../next-channel/next-channel.ts';
import { type NoticeRow, openUnreached, openWaiting } from '../notice/notice.ts';
import { isTimeZone } from '../pacing/quiet-hours.ts';

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
  /** Environments, organisations, app clients or predicates of a scope, and values of a predicate; the gate reads them all. */
  values: 20,
  /** Entries of the list of privileged accounts. */
  privileged: 5_000,
  /** Domains whose mail the intruder reads. */
  breachedDomains: 1_000,
  /** Organisations with a contact. */
  contacts: 5_000,
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
  /** The normalized entries of the lists that it matches. */
  readonly matched: Readonly<Record<MatchedList, readonly string[]>>;
}

/** A list that is asked whether an entry is on it. */
export type Entries = Pick<ReadonlySet<string>, 'has'>;

/** What is known of an account beside the directory. */
export interface AccountEvidence {
  /** The addresses that we saw it have. */
  readonly channels?: ChannelRow | undefined;
  /** Its row in the campaign that this one widens. */
  readonly widened?: Pick<AccountRow, 'state' | 'exemption'> | undefined;
  /** Normalized entries of the list of privileged accounts. */
  readonly privileged?: Entries;
  /** Normalized entries of the list of accounts that are known to be compromised: since when, where that is known. */
  readonly compromised?: ReadonlyMap<string, number | undefined>;
  /** The same of accounts that are suspected to be. */
  readonly suspected?: ReadonlyMap<string, number | undefined>;
  /** The same of accounts of which no more is known than of everybody. */
  readonly precaution?: ReadonlyMap<string, number | undefined>;
  /** Domains whose mail the intruder reads. @default none */
  readonly breached?: Entries;
  /** Domains of the operator's own addresses, in small letters. @default none */
  readonly staffDomains?: readonly string[];
}

/**
 * What a campaign means for one account of the directory; undefined when it is out of scope, as the probe always is. The same account always gets the same rows,
 * whatever was planned before it.
 * @param list normalized entries of the scope's list
 */
export function planAccount(
  campaign: CampaignRow,
  list: Entries,
  found: DirectoryAccount,
  evidence: AccountEvidence = {},
): PlannedAccount | undefined {
  const matched = matchedBy(list, found, evidence);
  if (isProbe(found) || !covers(campaign.scope, { ...found, listed: matched.scope.length > 0 })) return undefined;
  const judged = judge(campaign, found, evidence, matched);
  const { channel, common, exemption, own } = judged;
  const onRecord = normalizeIdentifier(found.email ?? '');
  return {
    account: {
      ...common,
      state: exemption === undefined ? 'contained' : 'exempt',
      trusted: channel.trusted && judged.obstacle === undefined,
      ...(channel.doubt && { doubt: channel.doubt }),
      ...(found.status === 'FORCE_CHANGE_PASSWORD' && { temporary: true }),
      ...(exemption && { exemption }),
      ...(found.organisation && { organisation: found.organisation }),
      ...(found.environment && { environment: found.environment }),
      ...(own !== undefined && { compromisedSince: own }),
      ...(found.modifiedAt !== undefined && { modifiedAt: found.modifiedAt }),
      ...(onRecord !== '' && (onRecord !== channel.address || !found.emailVerified) && { onRecord }),
      ...otherMeans(campaign, found, judged.since),
      ...judged.swept,
    },
    notice: { ...common, ...noticeOf(campaign, judged) },
    headcount: headcountOf(judged),
    sample: {
      username: found.username,
      address: maskAddress(channel.address ?? ''),
      language: common.language,
      ...(found.organisation && { organisation: found.organisation }),
    },
    matched: { ...matched, exemptions: exemptedBy(campaign, found) },
  };
}

/** Entries of each list that an account meets. */
function matchedBy(list: Entries, found: DirectoryAccount, evidence: AccountEvidence): Record<ListName, string[]> {
  const identifiers = identifiersOf([found.username, found.email], evidence.channels);
  const on = (entries: Entries | undefined) => identifiers.filter((identifier) => entries?.has(identifier));
  const entriesOn = (name: ListName) =>
    name === 'breached'
      ? breachedBy(normalizeIdentifier(found.email ?? ''), evidence.breached)
      : on(name === 'scope' ? list : evidence[name]);
  return Object.fromEntries(listNames.map((name) => [name, entriesOn(name)])) as Record<ListName, string[]>;
}

type Judged = ReturnType<typeof judge>;

/** What a campaign finds of an account in scope: whether it is contained, and whether, when and to what address its notice goes. */
function judge(campaign: CampaignRow, found: DirectoryAccount, evidence: AccountEvidence, matched: Record<ListName, string[]>) {
  const grade = gradeOf(matched);
  const exemption = exemptionOf(campaign, found, evidence);
  const own = sinceOf(matched, evidence);
  const since = compromisedFrom(campaign, { compromisedSince: own, grade });
  const channel = channelOf(found, evidence.channels, since, evidence.breached);
  const usable = { ...found, email: channel.address, emailVerified: channel.trusted || found.emailVerified };
  const obstacle = unreachable(usable) ?? (channel.doubt === 'circular' ? ('circular' as const) : undefined);
  const timeZone = found.attributes.zoneinfo;
  const common = {
    campaignId: campaign.id,
    sub: found.sub,
    username: found.username,
    language: languageOf(found.locale),
    ...(channel.address && { address: channel.address }),
    ...(found.name && { name: found.name }),
    ...(grade !== 'precaution' && { grade }),
    ...(timeZone !== undefined && isTimeZone(timeZone) && { timeZone }),
  };
  const { plannedAt, dormant = defaultDormant } = campaign;
  const facts = { grade, privileged: matched.privileged.length > 0, address: channel.address, modifiedAt: found.modifiedAt, plannedAt };
  const wave = waveOf(facts, dormant, evidence.staffDomains ?? []);
  const silent = obstacle ?? (wave === 'dormant' && dormant.notices === 'none' ? ('dormant' as const) : undefined);
  const swept = exemption === undefined ? sweptAs(campaign, found, matched) : {};
  return { exemption, own, since, channel, obstacle, common, facts, wave, silent, swept };
}

/** The state of an account's first notice. */
function noticeOf({ channels, plannedAt }: CampaignRow, { exemption, silent, wave, facts, common: { sub } }: Judged) {
  if (exemption === undefined && silent === undefined) {
    return { state: 'waiting', open: openWaiting(rankOf(wave, facts), sub) } as const;
  }
  return {
    state: 'suppressed',
    reason: exemption === undefined ? (silent ?? 'exempt') : 'exempt',
    ...(exemption === undefined && channels && callsForNext(silent) && { open: openUnreached(plannedAt, sub) }),
  } as const;
}

/** One account, as the head-count adds it. */
function headcountOf({ exemption, obstacle, silent, wave, swept, channel, common: { language } }: Judged): Headcount {
  const contained = exemption === undefined;
  const sent = contained && silent === undefined;
  return {
    looked: 0,
    inScope: 1,
    exempt: counted(exemption),
    unreachable: counted(contained ? obstacle : undefined),
    dormant: contained && silent === 'dormant' ? 1 : 0,
    waves: counted(sent ? wave : undefined),
    notices: sent ? 1 : 0,
    languages: counted(sent ? language : undefined),
    doubtful: counted(contained && obstacle === undefined ? channel.doubt : undefined),
    swept: counted(swept.sweep && swept.cohort),
  };
}

/** The exemptions that an account meets. */
function exemptedBy({ exemptions }: CampaignRow, { username, email, emailVerified }: DirectoryAccount): readonly string[] {
  // An intruder may have given an account an exempt address; one that nobody proved exempts nobody. For a list, matching more contains more.
  const proven = [username, ...(emailVerified && email !== undefined ? [email] : [])].map(normalizeIdentifier);
  return proven.filter((identifier) => exemptions.includes(identifier));
}

function exemptionOf(campaign: CampaignRow, found: DirectoryAccount, { widened }: AccountEvidence): Exemption | undefined {
  if (exemptedBy(campaign, found).length > 0) return 'listed';
  // Whom the widened campaign let go for what it is about itself is judged anew.
  if (widened !== undefined && widened.exemption !== 'new' && widened.exemption !== 'federated') return 'covered';
  return found.status === 'EXTERNAL_PROVIDER' && campaign.containsFederated !== true ? 'federated' : undefined;
}

function sweptAs(
  { sweep, plannedAt }: CampaignRow,
  { modifiedAt, sub }: DirectoryAccount,
  matched: Readonly<Record<ListName, readonly string[]>>,
): Pick<AccountRow, 'cohort' | 'sweep'> {
  if (sweep === undefined) return {};
  const on = { privileged: matched.privileged.length > 0, compromised: gradeOf(matched) !== 'precaution' };
  const cohort = cohortOf(modifiedAt, on, plannedAt - sweep.activeDays * 86_400_000);
  return { cohort, ...(sweep.primitives[cohort] && { sweep: sweepOrder(cohort, modifiedAt, sub) }) };
}

function counted<K extends string>(key: K | undefined) {
  return (key === undefined ? {} : { [key]: 1 }) as Readonly<Partial<Record<K, number>>>;
}

/** A head-count of no account. */
export const noHeadcount: Headcount = {
  looked: 0,
  inScope: 0,
  exempt: {},
  unreachable: {},
  dormant: 0,
  waves: {},
  notices: 0,
  languages: {},
  doubtful: {},
  swept: {},
};

/** Accounts that a campaign contains: those in scope without the exempt ones. */
export function containedBy({ inScope, exempt }: Headcount): number {
  return inScope - Object.values(exempt).reduce((sum, count) => sum + count, 0);
}

/** The sum of two head-counts. */
export function addHeadcounts(a: Headcount, b: Headcount): Headcount {
  return {
    looked: a.looked + b.looked,
    inScope: a.inScope + b.inScope,
    exempt: addCounts(a.exempt, b.exempt),
    unreachable: addCounts(a.unreachable, b.unreachable),
    dormant: (a.dormant ?? 0) + (b.dormant ?? 0),
    waves: addCounts(a.waves ?? {}, b.waves ?? {}),
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
