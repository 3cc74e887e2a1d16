import { accountTransitions } from '#domain/account/account.ts';
import { doubtfulSince } from '#domain/campaign/factor.ts';
import type { RenewedRow } from '#domain/recovery/recovery.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { DirectoryRefusal } from '#shared/aws/directory/directory.ts';
import type { Located } from '#shared/aws/directory/located.ts';
import type { OwnSession, SignInRefusal } from '#shared/aws/directory/recovery-sign-in.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { reportThrottle, retryThrottled } from './cognito-quota.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Ends a recovery whose password and factors are the holder's: deletes the passkeys that may be an intruder's, ends the session with which that was
 * done, and only then lets the holder in. Doing it again after a crash does the rest.
 * @param rows the account's rows, `recovering` in every campaign that it is out in
 */
export async function finish(
  dependencies: Dependencies,
  located: Located,
  rows: readonly RenewedRow[],
  session: OwnSession,
): Promise<Result<'recovered', DirectoryRefusal>> {
  const removed = await removePasskeys(dependencies, rows, session);
  if (!removed.ok) return removed;
  const ended = await endSession(dependencies, located, session);
  if (!ended.ok) return ended;
  for (const { campaignId, sub, state, passwordAt } of rows) {
    const sets = { recoveredAt: passwordAt };
    const transition = state === 'exempt' ? accountTransitions.renewed : accountTransitions.recovered;
    const changed = await dependencies.accounts.change(campaignId, sub, transition, sets, { trusted: true });
    if (!changed.ok) throw new Error(`an account of campaign ${campaignId} could not become recovered: it is ${changed.error.state}`);
  }
  dependencies.metrics.count('Recovery::Completed');
  return ok('recovered');
}

/** Says that only the helpdesk can go on; the account stays contained. */
export function needsHelp({ logger, metrics }: Dependencies, reason: SignInRefusal) {
  logger.log(messages.recoveryNeedsHelp, { reason });
  metrics.count('Recovery::NeedsHelp');
  return refused('helpdesk' as const);
}

async function removePasskeys(dependencies: Dependencies, rows: readonly RenewedRow[], session: OwnSession) {
  const { ownSessions, epochs, logger, metrics } = dependencies;
  const since = doubtfulSince(rows, await epochs());
  const passkeys = await retryThrottled(dependencies, () => ownSessions.passkeys(session));
  if (!passkeys.ok) return passkeys;
  const doubtful = passkeys.value.filter(({ createdAt }) => createdAt >= since);
  for (const { id } of doubtful) {
    const deleted = await retryThrottled(dependencies, () => ownSessions.deletePasskey(session, id));
    if (!deleted.ok) return deleted;
  }
  if (doubtful.length > 0)
    logger.log(messages.passkeysRemoved, { removed: doubtful.length, kept: passkeys.value.length - doubtful.length });
  metrics.count('Passkey::Removed', doubtful.length);
  return ok(undefined);
}

async function endSession(dependencies: Dependencies, located: Located, { refreshToken }: OwnSession) {
  const { ownSessions, directory } = dependencies;
  if (refreshToken !== undefined) return retryThrottled(dependencies, () => ownSessions.revoke(refreshToken));
  return retryThrottled(dependencies, () => reportThrottle(dependencies, 'UserUpdate', () => directory.signOut(located)));
}
