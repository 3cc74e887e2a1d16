import { accountTransitions } from '#domain/account/account.ts';
import type { FactorChallenge } from '#domain/campaign/factor.ts';
import { maxFactorTries, type RecoveryRow, type RenewedRow, renewed } from '#domain/recovery/recovery.ts';
import { type Result, refused } from '#domain/result.ts';
import type { DirectoryRefusal } from '#shared/aws/directory/directory.ts';
import type { SignInRefusal } from '#shared/aws/directory/recovery-sign-in.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { retrySignIn, retryThrottled } from './cognito-quota.ts';
import type { Dependencies } from './dependencies.ts';
import { finish, needsHelp } from './finish.ts';
import { type AccountRefusal, withAccount } from './with-account.ts';

/**
 * Why a second factor is not proven. `wrong`: another code is needed. `spent`: that was the last wrong one; the mailbox has to be proven anew. `over`:
 * the sign-in took too long or was used; it begins again with the new password. `locked`: too many wrong ones for the account, over all its recoveries.
 */
export type FactorRefusal = AccountRefusal | DirectoryRefusal | 'locked' | 'wrong' | 'spent' | 'over' | 'helpdesk';

/** Answers Cognito's challenge with the holder's code, and recovers the account once it is right. A factor is never removed here, whoever asks. */
export async function proveFactor(
  dependencies: Dependencies,
  recovery: RecoveryRow,
  challenge: FactorChallenge,
  code: string,
): Promise<Result<'recovered', FactorRefusal>> {
  return withAccount(dependencies, recovery, recovery.account ?? '', async ({ sub, username, rows }) => {
    const marked = renewed(rows);
    if (marked === undefined) return refused('over');
    // Read again now that nobody else is at the account, so that of many codes at once each is counted.
    const current = await dependencies.recoveries.get(recovery.id);
    if (current?.state !== 'proven') return refused('spent');
    if ((await dependencies.factorMisses.lockedUntil(sub, dependencies.clock.now())) !== undefined) return refused('locked');
    const located = await retryThrottled(dependencies, () => dependencies.directory.locate({ sub, username }));
    if (!located.ok) return located;
    const answered = await retrySignIn(dependencies, () => dependencies.recoverySignIn.answer(located.value, challenge, code));
    if (!answered.ok) return refusedAnswer(dependencies, current, marked, answered.error);
    const { session } = answered.value;
    if (session === undefined) return needsHelp(dependencies, 'unknown');
    dependencies.metrics.count('Factor::Proven');
    return finish(dependencies, located.value, marked, session);
  });
}

async function refusedAnswer(
  dependencies: Dependencies,
  recovery: RecoveryRow,
  rows: readonly RenewedRow[],
  refusal: SignInRefusal,
): Promise<Result<never, FactorRefusal>> {
  switch (refusal) {
    case 'code':
      return refused(await countMiss(dependencies, recovery, rows));
    case 'unauthorized':
      return refused('over');
    case 'unknown':
      return needsHelp(dependencies, refusal);
    default:
      return refused(refusal);
  }
}

async function countMiss(
  dependencies: Dependencies,
  { id, factorTries: before = 0 }: RecoveryRow,
  rows: readonly RenewedRow[],
): Promise<'wrong' | 'spent' | 'locked'> {
  const { recoveries, factorMisses, metrics, clock } = dependencies;
  metrics.count('Factor::Refused');
  if (await factorMisses.count(rows[0]?.sub ?? '', clock.now())) {
    await lock(dependencies, id, rows);
    return 'locked';
  }
  const factorTries = before + 1;
  if (factorTries < maxFactorTries && (await recoveries.change(id, 'missFactor', { factorTries }))) return 'wrong';
  await recoveries.change(id, 'exhaust', { factorTries: maxFactorTries });
  return 'spent';
}

/** Tells the holder, in the language on record and not the browser's, and shows the helpdesk and operators, that whoever reads the holder's mail guesses at the second factor. */
async function lock(dependencies: Dependencies, recoveryId: string, rows: readonly RenewedRow[]): Promise<void> {
  const { accounts, priorityMails, clock, logger, metrics } = dependencies;
  const atMs = clock.now();
  for (const { campaignId, sub } of rows) await accounts.change(campaignId, sub, accountTransitions.lockFactor, { factorLockedAt: atMs });
  for (const { campaignId, sub, language } of rows.slice(0, 1))
    await priorityMails.send({ kind: 'guessed', campaignId, sub, recoveryId, language, atMs });
  logger.log(messages.factorLocked);
  metrics.count('Factor::Locked');
}
