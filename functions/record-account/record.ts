import type { DirectoryAccount } from '#domain/account/account.ts';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { gradedRows } from '#domain/campaign/grading.ts';
import { withoutPersonal } from '#domain/plan/erasure.ts';
import { type LateRows, planLateAccount } from '#domain/plan/late-account.ts';
import { readEvidence, readLists } from '#shared/aws/campaign/evidence.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { RetryLater } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';

/** Between two looks for an account that is not listed, in ms: Cognito's listing is eventually consistent. */
const lookAgainMs = 2_000;

/**
 * Writes the rows of an account in every campaign whose epoch holds and that has none for it. None by an epoch that another version wrote and this one does not
 * understand: whom that leaves out would be exempt for good, for whoever does understand it too.
 */
export async function recordAccount(dependencies: Dependencies, sub: string): Promise<void> {
  const { readEpochs, accounts, notices, logger, metrics } = dependencies;
  const epochs = await readEpochs();
  const rows = await accounts.getMany(epochs.map(({ campaignId }) => ({ campaignId, sub })));
  const known = new Set(rows.map(({ campaignId }) => campaignId));
  const missing = epochs.filter(({ campaignId, notUnderstood }) => !known.has(campaignId) && notUnderstood !== true);
  if (missing.length === 0) return;
  const found = await find(dependencies, sub);
  if (found === undefined) {
    logger.log(messages.accountGone);
    return;
  }
  for (const epoch of missing) {
    const late = await rowsIn(dependencies, epoch, found);
    if (late === undefined) continue;
    // The account's row is what says that all is done, so it comes last.
    await notices.add(late.notice);
    if (!(await accounts.add(late.account))) continue;
    const { campaignId, state, exemption } = late.account;
    logger.log(messages.accountRecorded, { campaignId, state, exemption });
    metrics.count('Account::Recorded');
  }
}

async function find({ directory, clock }: Dependencies, sub: string): Promise<DirectoryAccount | undefined> {
  try {
    const found = await directory.find(sub);
    if (found !== undefined) return found;
    await clock.sleep(lookAgainMs);
    return await directory.find(sub);
  } catch (error) {
    if (error instanceof Error && error.name === 'TooManyRequestsException') throw new RetryLater('throttled');
    throw error;
  }
}

async function rowsIn(dependencies: Dependencies, epoch: EpochRow, found: DirectoryAccount): Promise<LateRows | undefined> {
  const campaign = await dependencies.campaigns.get(epoch.campaignId);
  if (campaign === undefined) return undefined;
  const lists = await readLists(dependencies, campaign);
  const evidenceOf = await readEvidence(dependencies, campaign, lists, [found]);
  const { startedAt, migrates = false } = epoch;
  const planned = planLateAccount({ campaign, startedAt, migrates, list: lists.scope, evidence: evidenceOf(found.sub) }, found);
  if (planned === undefined) return undefined;
  const [added, seen] = await Promise.all([dependencies.additions.listsInForce(campaign.id), dependencies.channels.getMany([found.sub])]);
  const rows = gradedRows(campaign, planned, seen.get(found.sub), added, lists.breached);
  return campaign.erasedBy === undefined ? rows : withoutPersonal(rows);
}
