import { createHash } from 'node:crypto';
import type { CampaignRow, ListName } from '../campaign/campaign.ts';
import type { Contact } from '../next-channel/next-channel.ts';
import type { AdditionRow } from './addition.ts';
import type { ProposalRow } from './proposal.ts';

/** One entry of a list that two people have to see before they release something. */
export interface ContentRow {
  /** The list it stands on, or what it is. */
  readonly what: ListName | 'exemption' | 'contact' | 'release';
  /** User name, address, domain, environment or organisation. */
  readonly entry: string;
  /** Since when an account was used, in ms since 1970; the address of a contact, with its language. */
  readonly detail?: number | string;
}

/** All that two people have to see before they release something. */
export interface Contents {
  /** Everything beside the rows: fields of the plan, proposal or addition. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Every entry, sorted, so that the order it came in does not matter. */
  readonly rows: readonly ContentRow[];
  /** SHA-256 over both in hexadecimal: 256 bits, so nobody finds other contents with the same. */
  readonly digest: string;
}

/** What is named, by list: since when, where that is said, in ms since 1970. */
export type NamedLists = Readonly<Partial<Record<ListName, ReadonlyMap<string, number | undefined>>>>;

/**
 * What a planner decides of a campaign, and all that an approver is bound to. When it was planned and what the directory said then is left out: the same
 * plan sent again stays the same.
 */
export const plannedFields = [
  'id',
  'kind',
  'title',
  'scope',
  'exemptions',
  'widens',
  'compromisedSince',
  'containsFederated',
  'dormant',
  'canary',
  'channels',
  'sms',
  'contacts',
  'reminders',
  'quietHours',
  'sweep',
  'lists',
  'wantedEpoch',
  'plannedBy',
] as const satisfies readonly (keyof CampaignRow)[];

/** What a plan says and names. */
export function planContents(row: CampaignRow, lists: NamedLists, contacts: readonly Contact[]): Contents {
  return contentsOf(pick(row, plannedFields), [
    ...row.exemptions.map((entry): ContentRow => ({ what: 'exemption', entry })),
    ...rowsOf(lists),
    ...contacts.map(
      ({ organisation, address, language }): ContentRow => ({
        what: 'contact',
        entry: organisation,
        detail: language === undefined ? address : `${address} (${language})`,
      }),
    ),
  ]);
}

/** What a proposal says and names. @param list the entries of its list, where it has one */
export function proposalContents(row: ProposalRow, list: Iterable<string>): Contents {
  const { scope } = row;
  const named = scope?.kind === 'environment' ? scope.environments : scope?.kind === 'organisation' ? scope.organisations : list;
  const rows = [...named].map((entry): ContentRow => ({ what: 'release', entry }));
  return contentsOf(pick(row, ['id', 'campaignId', 'kind', 'scope', 'reason', 'proposedBy']), rows);
}

/** What an addition of compromised accounts says and names. */
export function additionContents(row: AdditionRow, lists: NamedLists): Contents {
  return contentsOf(pick(row, ['id', 'campaignId', 'by']), rowsOf(lists));
}

function rowsOf(lists: NamedLists): readonly ContentRow[] {
  return Object.entries(lists).flatMap(([what, entries]) =>
    [...entries].map(([entry, since]): ContentRow => ({ what: what as ListName, entry, ...(since !== undefined && { detail: since }) })),
  );
}

function contentsOf(facts: Contents['facts'], given: readonly ContentRow[]): Contents {
  const rows = given
    .map((row) => [canonical(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  const digest = createHash('sha256').update(canonical({ facts, rows })).digest('hex');
  return { facts, rows, digest };
}

function pick<T extends object>(row: T, fields: readonly (keyof T)[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** JSON that is the same for the same content: names in order, nothing undefined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .join()}}`;
}
