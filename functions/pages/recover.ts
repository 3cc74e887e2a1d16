import { type AccountRow, accountTransitions, type Language } from '#domain/account.ts';
import { accountLeaseMs, type RecoverableAccount, type RecoveryRow } from '#domain/recovery.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { DirectoryRefusal } from '#shared/aws/directory.ts';
import type { AccountLease } from '#shared/aws/leases.ts';
import { currentAccount } from './accounts.ts';
import type { Dependencies } from './dependencies.ts';

/** Why no password was set: as Cognito says; `busy`, it is being set by somebody; `settled`, the account is no longer out, or not for this proof. */
export type RecoverRefusal = DirectoryRefusal | 'busy' | 'settled';

/**
 * Lets the holder of a proven address back into one account: sets the password, ends all sessions, and only then opens the gate. Whatever
 * stops this half-way leaves the account contained and the proof standing; doing it again does all of it again, with another password
 * where the first was set already and the pool remembers it.
 */
export async function recover(
  dependencies: Dependencies,
  recovery: RecoveryRow,
  sub: string,
  password: string,
): Promise<Result<undefined, RecoverRefusal>> {
  const { recoveries, leases, clock } = dependencies;
  const lease = await leases.take(sub, clock.now() + accountLeaseMs);
  if (lease === undefined) return refused('busy');
  try {
    const account = await currentAccount(dependencies, recovery, sub);
    if (account === undefined) return refused('settled');
    if (!(await recoveries.change(recovery.id, 'choose', { account: sub }))) return refused('settled');
    return await letBackIn(dependencies, account, lease, recovery.language, password);
  } finally {
    await leases.release(lease);
  }
}

async function letBackIn(
  dependencies: Dependencies,
  { sub, username, rows }: RecoverableAccount,
  { fence }: AccountLease,
  language: Language,
  password: string,
): Promise<Result<undefined, DirectoryRefusal>> {
  const { directory, mails, clock } = dependencies;
  const at = clock.now();
  const set = await directory.setPassword(username, password);
  if (!set.ok) return set;
  const signedOut = await directory.signOut(username);
  if (!signedOut.ok) return signedOut;
  await mails.send({ kind: 'recovered', campaignId: rows[0].campaignId, sub, language, atMs: at });
  for (const row of rows) await change(dependencies, row, 'recovering', { fence });
  for (const row of rows) await change(dependencies, row, 'recovered', { recoveredAt: at });
  return ok(undefined);
}

async function change(
  { accounts }: Dependencies,
  row: AccountRow,
  to: 'recovering' | 'recovered',
  sets: Readonly<Record<string, unknown>>,
): Promise<void> {
  const changed = await accounts.change(row.campaignId, row.sub, accountTransitions[to], sets);
  if (!changed.ok) throw new Error(`an account of campaign ${row.campaignId} could not become ${to}: it is ${changed.error.state}`);
}
