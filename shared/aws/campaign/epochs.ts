import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { type CampaignRow, type CampaignState, campaignTransitions, type EpochRow } from '#domain/campaign/campaign.ts';
import { epochForm, readEpoch } from '#domain/gate/epoch.ts';
import type { KnownEpochs } from '#domain/gate/epoch-copy.ts';
import { containedBy } from '#domain/plan/plan.ts';
import { proposalTransitions } from '#domain/plan/proposal.ts';
import type { StaleCredentialLifetimes } from '#domain/pool/stale-credentials.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { dynamodb } from '../calls/clients.ts';
import { keepFor } from '../keep-for.ts';
import { namesOf, onTable } from '../table/on-table.ts';
import { queryAll } from '../table/query-all.ts';
import { isTransactionConditionFailure, isTransactionConflict, type NotPossible, transitionUpdate } from '../table/transition.ts';
import type { Campaigns } from './campaigns.ts';
import { campaigns } from './campaigns.ts';
import { proposalKey } from './proposals.ts';

/** How long a sandbox uses what it read of the epochs, in ms: half of the ten seconds within which a start must hold. */
export const epochCacheMs = 5_000;

/** Every epoch that holds, page after page. One that is not understood binds everybody: see {@link readEpoch}. */
export async function readEpochs(client: DynamoDBDocumentClient, table: string): Promise<readonly EpochRow[]> {
  const items = await queryAll<Record<string, unknown>>(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': 'epochs' },
    ConsistentRead: true,
  });
  return items.map(({ pk: _, sk, ...row }) => readEpoch({ ...row, campaignId: sk }));
}

/** Where starts and lifts are counted: beside the epochs, in a partition that readers of epochs do not read. */
const versionKey = { pk: 'version', sk: 'epochs' };

/** The epochs and their version. The version is read first, so the epochs are at least as new as it says. */
export async function readKnownEpochs(client: DynamoDBDocumentClient, table: string, clock: Clock): Promise<KnownEpochs> {
  const asOf = clock.now();
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: versionKey, ConsistentRead: true }));
  const version = (Item?.version as number | undefined) ?? 0;
  return { version, asOf, epochs: await readEpochs(client, table) };
}

/** How often a change of the epochs is tried that another one got in the way of. */
const changeTries = 10;

/**
 * Changes the epochs and counts that, in one transaction. Two changes at the same time count in the same item, so one of them is tried again.
 * @returns whether its conditions held
 */
async function changeEpochs(
  client: DynamoDBDocumentClient,
  epochsTable: string,
  changes: NonNullable<TransactWriteCommandInput['TransactItems']>,
): Promise<boolean> {
  const count = {
    TableName: epochsTable,
    Key: versionKey,
    UpdateExpression: 'ADD #version :one',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':one': 1 },
  };
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...changes, { Update: count }] }));
      return true;
    } catch (error) {
      if (isTransactionConflict(error) && attempt < changeTries) continue;
      if (!isTransactionConditionFailure(error)) throw error;
      return false;
    }
  }
}

/** What a start is carried out with. */
export interface Start {
  readonly startedBy: string;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** Address of the holders' pages. */
  readonly page: string;
  /** What the directory's clients may still hold. */
  readonly lingers: StaleCredentialLifetimes;
  /** Whether a trigger moves accounts into the directory. @default no */
  readonly migrates?: boolean;
  /** When the last older token ends, in ms since 1970. */
  readonly lastOldTokenAt: number;
  /** Id of Sluis's own confidential client. @default there is none */
  readonly ourClientId?: string;
}

/**
 * Starts a campaign: one transaction makes it live and writes the epoch that the gate reads. One that widens another starts only while the epoch of that
 * one holds, as it leaves to that one whom that one has.
 */
export type StartCampaign = (id: string, start: Start) => Promise<Result<CampaignRow, NotPossible<CampaignState, CampaignRow>>>;

/** Starts campaigns of the tables of these names. */
export function makeStartCampaign(
  client: DynamoDBDocumentClient,
  campaigns: Campaigns,
  tables: { readonly campaigns: string; readonly epochs: string },
): StartCampaign {
  const widening = (widened: string, by: string) => [
    { ConditionCheck: { TableName: tables.epochs, Key: { pk: 'epochs', sk: widened }, ConditionExpression: 'attribute_exists(pk)' } },
    { Put: { TableName: tables.epochs, Item: { ...widenedKey(widened), by } } },
  ];
  return async (id, { startedBy, startedAt, lastOldTokenAt, ...gate }) => {
    const before = await campaigns.get(id);
    if (before === undefined) return refused({ state: undefined, row: undefined });
    const transition = campaignTransitions.start;
    const epoch = before.wantedEpoch ?? startedAt;
    const sets = { startedBy, startedAt, epoch, lastOldTokenAt };
    const federated = before.containsFederated ? { containsFederated: true } : {};
    const since = before.compromisedSince === undefined ? {} : { compromisedSince: before.compromisedSince };
    const widened = before.widens === undefined ? [] : widening(before.widens, id);
    const share = containedShareOf(before);
    const row: EpochRow = {
      form: epochForm,
      campaignId: id,
      epoch,
      startedAt,
      scope: before.scope,
      ...share,
      ...federated,
      ...since,
      ...gate,
    };
    const started = await changeEpochs(client, tables.epochs, [
      { Update: transitionUpdate({ table: tables.campaigns, key: { pk: 'campaign', sk: id }, transition, sets }) },
      { Put: { TableName: tables.epochs, Item: { pk: 'epochs', sk: id, ...row }, ConditionExpression: 'attribute_not_exists(pk)' } },
      ...widened,
    ]);
    if (started) return ok({ ...before, ...sets, state: transition.to });
    const now = await campaigns.get(id);
    return refused({ state: now?.state, row: now });
  };
}

/** How much of the directory a campaign contains, by its head-count; of one over some clients no account is contained as such. */
function containedShareOf({ scope, headcount }: CampaignRow): Pick<EpochRow, 'containedShare'> {
  if (headcount === undefined || headcount.looked === 0 || scope.kind === 'client') return {};
  return { containedShare: containedBy(headcount) / headcount.looked };
}

/** Where it stands which campaign began last to widen this one: a lift at the same moment sees by it that its look at the campaigns is too old. */
function widenedKey(id: string) {
  return { pk: 'widened', sk: id };
}

/** The campaigns whose epochs hold and that leave to this one whom it has: lifting it would let those out of all of them. */
export function widenersOf(campaigns: readonly CampaignRow[], id: string): readonly CampaignRow[] {
  return campaigns.filter(({ widens, state }) => widens === id && campaignTransitions.lift.from.some((open) => open === state));
}

/**
 * Takes an epoch back: one transaction confirms the proposal, makes the campaign lifted, and deletes the row that the gate reads. Not while another
 * campaign widens it ({@link widenersOf}).
 */
export type LiftCampaign = (id: string, proposalId: string, confirmation: Confirmation) => Promise<boolean>;

/** Who confirms something, and when. */
export interface Confirmation {
  readonly confirmedBy: string;
  /** In ms since 1970. */
  readonly confirmedAt: number;
  /** Digest of what they confirm. */
  readonly confirmedDigest: string;
  /** What makes them one person, as `personOf` gives it. */
  readonly person: readonly string[];
}

/** Lifts campaigns of the tables of these names; false where the proposal or the campaign does not allow it (any more). */
export function makeLiftCampaign(
  client: DynamoDBDocumentClient,
  campaigns: Campaigns,
  tables: { readonly campaigns: string; readonly epochs: string },
): LiftCampaign {
  return async (id, proposalId, { person, ...sets }) => {
    const table = tables.campaigns;
    const confirm = proposalTransitions.confirm;
    const lift = campaignTransitions.lift;
    const { Item: begun } = await client.send(new GetCommand({ TableName: tables.epochs, Key: widenedKey(id), ConsistentRead: true }));
    if (widenersOf(await campaigns.list(), id).length > 0) return false;
    const noneSince =
      begun === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: '#by = :by', ExpressionAttributeNames: { '#by': 'by' }, ExpressionAttributeValues: { ':by': begun.by } };
    return changeEpochs(client, tables.epochs, [
      {
        Update: transitionUpdate({
          table,
          key: proposalKey(id, proposalId),
          transition: confirm,
          sets: { ...sets },
          guards: { person },
        }),
      },
      {
        Update: transitionUpdate({
          table,
          key: { pk: 'campaign', sk: id },
          transition: lift,
          sets: { liftedBy: sets.confirmedBy, liftedAt: sets.confirmedAt },
        }),
      },
      { Delete: { TableName: tables.epochs, Key: { pk: 'epochs', sk: id }, ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName: tables.epochs, Key: widenedKey(id), ...noneSince } },
    ]);
  };
}

/** Makes every epoch name Sluis's own client of this moment, for one that was replaced since the start; gives how many named another one. */
export type NameOurClient = (epochs: readonly EpochRow[], ourClientId: string) => Promise<number>;

/** Names it in the table of this name. */
export function makeNameOurClient(client: DynamoDBDocumentClient, table: string): NameOurClient {
  return async (epochs, ourClientId) => {
    const others = epochs.filter((epoch) => epoch.ourClientId !== ourClientId);
    for (const { campaignId } of others) {
      const update = {
        TableName: table,
        Key: { pk: 'epochs', sk: campaignId },
        UpdateExpression: 'SET ourClientId = :ourClientId',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':ourClientId': ourClientId },
      };
      await changeEpochs(client, table, [{ Update: update }]);
    }
    return others.length;
  };
}

/** Reads the epochs of the deployment. */
export const epochs: Part<() => ReturnType<typeof readEpochs>> = (sandbox) =>
  onTable(sandbox, 'epochs', (client, table) => () => readEpochs(client, table));

/** The same, read once in {@link epochCacheMs} at most. */
export const keptEpochs: Part<() => ReturnType<typeof readEpochs>> = ({ use, platform }) =>
  keepFor(epochCacheMs, platform.clock, use(epochs));

/** Reads the epochs of the deployment with what the second copy needs of them. */
export const knownEpochs: Part<() => Promise<KnownEpochs>> = (sandbox) =>
  onTable(sandbox, 'epochs', (client, table, clock) => () => readKnownEpochs(client, table, clock));

/** Starts campaigns of the deployment. */
export const startCampaign: Part<StartCampaign> = (sandbox) =>
  makeStartCampaign(sandbox.use(dynamodb), sandbox.use(campaigns), namesOf(sandbox, 'campaigns', 'epochs'));

/** Lifts campaigns of the deployment. */
export const liftCampaign: Part<LiftCampaign> = (sandbox) =>
  makeLiftCampaign(sandbox.use(dynamodb), sandbox.use(campaigns), namesOf(sandbox, 'campaigns', 'epochs'));

/** Names our client in the epochs of the deployment. */
export const nameOurClient: Part<NameOurClient> = (sandbox) => onTable(sandbox, 'epochs', makeNameOurClient);
