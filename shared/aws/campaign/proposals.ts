import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type ProposalRow, type ProposalState, proposalTransitions } from '#domain/plan/proposal.ts';
import type { Result } from '#domain/result.ts';
import type { Part } from '#shared/wiring.ts';
import { plain, putNewEntries, readEntries } from '../table/entries.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { queryPrefix } from '../table/query-all.ts';
import { applyTransition, type NotPossible } from '../table/transition.ts';

/** The proposals of the campaigns, with the lists of those that release one. */
export interface Proposals {
  /**
   * Writes a new proposal, then its list: normalized entries, where its scope is one. Writing the same again changes nothing; false where another
   * one stands under its id, and nothing is then written.
   */
  add(row: ProposalRow, list: readonly string[]): Promise<boolean>;
  get(campaignId: string, id: string): Promise<ProposalRow | undefined>;
  /** Those of a campaign, newest first. */
  list(campaignId: string): Promise<readonly ProposalRow[]>;
  /** The entries of a proposal's list. */
  entries(campaignId: string, id: string): Promise<ReadonlySet<string>>;
  change(
    campaignId: string,
    id: string,
    name: keyof typeof proposalTransitions,
    sets: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<Result<ProposalRow, NotPossible<ProposalState, ProposalRow>>>;
}

/** Key of a proposal in the table of the campaigns. */
export function proposalKey(campaignId: string, id: string): { readonly pk: string; readonly sk: string } {
  return { pk: campaignId, sk: `proposal#${id}` };
}

/** Proposals in the campaigns' table of this name. */
export function makeProposals(client: DynamoDBDocumentClient, table: string): Proposals {
  const listPrefix = (id: string) => `release#${id}#`;
  const get = async (campaignId: string, id: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: proposalKey(campaignId, id), ConsistentRead: true }));
    return Item as ProposalRow | undefined;
  };

  return {
    add: async (row, list) => {
      const isNew = await putIfAbsent(client, table, { ...proposalKey(row.campaignId, row.id), ...row });
      if (!isNew && (await get(row.campaignId, row.id))?.digest !== row.digest) return false;
      await putNewEntries(client, table, { pk: row.campaignId, prefix: listPrefix(row.id) }, list.map(plain));
      return true;
    },
    get,
    list: (campaignId) => queryPrefix<ProposalRow>(client, table, campaignId, 'proposal#', { ScanIndexForward: false }),
    entries: (campaignId, id) => readEntries(client, table, { pk: campaignId, prefix: listPrefix(id) }),
    change: (campaignId, id, name, sets, guards = {}) =>
      applyTransition<ProposalState, ProposalRow>(client, {
        table,
        key: proposalKey(campaignId, id),
        transition: proposalTransitions[name],
        sets,
        guards,
      }),
  };
}

/** The proposals, kept beside their campaigns. */
export const proposals: Part<Proposals> = (sandbox) => onTable(sandbox, 'campaigns', makeProposals);
