import type { FactorChallenge } from '#domain/factor.ts';
import { maxFactorTries, type RecoveryRow, renewed } from '#domain/recovery.ts';
import { type Result, refused } from '#domain/result.ts';
import type { DirectoryRefusal } from '#shared/aws/directory.ts';
import type { SignInRefusal } from '#shared/aws/recovery-sign-in.ts';
import type { Dependencies } from './dependencies.ts';
import { finish, needsHelp } from './finish.ts';
import { patiently } from './in-turn.ts';
import { type AccountRefusal, withAccount } from './with-account.ts';

/**
 * Why a second factor is not proven. `wrong`: another code is needed. `spent`: that was the last wrong one; the mailbox has to be proven anew. `over`:
 * the sign-in took too long or was used; it begins again with the new password.
 */
export type FactorRefusal = AccountRefusal | DirectoryRefusal | 'wrong' | 'spent' | 'over' | 'helpdesk';

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
    const located = await patiently(dependencies, () => dependencies.directory.locate({ sub, username }));
    if (!located.ok) return located;
    const answered = await patiently(dependencies, () => dependencies.recoverySignIn.answer(located.value, challenge, code));
    if (!answered.ok) return refusedAnswer(dependencies, current, answered.error);
    const { session } = answered.value;
    if (session === undefined) return needsHelp(dependencies, 'unknown');
    dependencies.metrics.count('Factor::Proven');
    return finish(dependencies, located.value, marked, session);
  });
}

async function refusedAnswer(
  dependencies: Dependencies,
  recovery: RecoveryRow,
  refusal: SignInRefusal,
): Promise<Result<never, FactorRefusal>> {
  switch (refusal) {
    case 'code':
      return refused(await countMiss(dependencies, recovery));
    case 'unauthorized':
      return refused('over');
    case 'unknown':
      return needsHelp(dependencies, refusal);
    default:
      return refused(refusal);
  }
}

async function countMiss({ recoveries, metrics }: Dependencies, { id, factorTries: before = 0 }: RecoveryRow): Promise<'wrong' | 'spent'> {
  metrics.count('Factor::Refused');
  const factorTries = before + 1;
  if (factorTries < maxFactorTries && (await recoveries.change(id, 'missFactor', { factorTries }))) return 'wrong';
  await recoveries.change(id, 'spend', { factorTries: maxFactorTries });
  return 'spent';
}
