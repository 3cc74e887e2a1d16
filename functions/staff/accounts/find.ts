import type { AccountRow } from '#domain/account/account.ts';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import type { NoticeRow } from '#domain/notice/notice.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { listedPerLookUp, lookUpLimits } from '#domain/staff/look-up.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Accounts } from '#shared/aws/account/accounts.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { noteLookUp } from '../parts/look-ups.ts';

/** An account of a campaign, with the mails to its holder: the first notice, then further ones. */
export interface FoundAccount {
  readonly account: AccountRow;
  readonly mails: readonly NoticeRow[];
}

/** Accounts that are found at most: several may share an address. */
const mostFound = 20;

type Needs = Pick<Dependencies, 'accounts' | 'notices' | 'lookUps' | 'decoys' | 'orders' | 'ids' | 'clock' | 'logger' | 'metrics'>;

/**
 * The accounts of a campaign with an address, or the one with a subject; recovered and exempt ones too. Each look-up counts against what its person may
 * make, is in the audit log before it is answered, and raises an alarm where it is for a decoy.
 */
export async function findAccounts(
  needs: Needs,
  staff: Staff,
  campaignId: string,
  text: string,
): Promise<Result<readonly FoundAccount[], Refusal>> {
  const limited = await takeLookUps(needs, staff, 1);
  if (limited !== undefined) return refused(limited);
  const { accounts, notices, decoys, logger, metrics } = needs;
  const identifier = normalizeIdentifier(text);
  const rows = identifier.includes('@')
    ? (await accounts.byAddress(identifier)).filter((row) => row.campaignId === campaignId)
    : [await accounts.get(campaignId, identifier)].filter((row) => row !== undefined);
  const id = await noteLookUp(needs, staff, { order: 'find-account', campaignId, rows: rows.length, ...(rows[0] && { sub: rows[0].sub }) });
  if (
    decoys.has(identifier) ||
    rows.some(({ address, username }) => decoys.has(address ?? '') || decoys.has(normalizeIdentifier(username)))
  ) {
    logger.log(messages.decoyLookedUp, { campaignId, orderId: id });
    metrics.count('LookUp::Decoy');
  }
  return ok(
    await Promise.all(
      rows.slice(0, mostFound).map(async (account) => ({ account, mails: await notices.ofAccount(campaignId, account.sub) })),
    ),
  );
}

/**
 * Accounts of a campaign that have not recovered: a look-up for each {@link listedPerLookUp} that are asked for, begun ones too, and one entry of the audit
 * log. A decoy among them raises no alarm: it never recovers, so it is in the list of everybody who works with it. Whoever then looks it up raises one.
 */
export async function listStillOut(
  needs: Needs,
  staff: Staff,
  campaignId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Result<Awaited<ReturnType<Accounts['stillOut']>>, Refusal>> {
  const limited = await takeLookUps(needs, staff, Math.ceil(limit / listedPerLookUp));
  if (limited !== undefined) return refused(limited);
  const page = await needs.accounts.stillOut(campaignId, limit, cursor);
  await noteLookUp(needs, staff, { order: 'list-still-out', campaignId, rows: page.rows.length });
  return ok(page);
}

async function takeLookUps({ lookUps, logger, metrics }: Needs, { username }: Staff, count: number): Promise<Refusal | undefined> {
  const waitMs = await lookUps.take(username, count);
  if (waitMs === 0) return undefined;
  logger.log(messages.lookUpRefused);
  metrics.count('LookUp::Refused');
  const { perHour, perDay } = lookUpLimits;
  const many = count === 1 ? '' : `; this list counts as ${count} look-ups`;
  return {
    kind: 'limited',
    retryAfterMs: waitMs,
    text: `${username} has looked up as many accounts as one person may: ${perHour} an hour, ${perDay} a day${many}`,
  };
}
