import { accountLeaseMs, type RecoverableAccount, type RecoveryRow } from '#domain/recovery/recovery.ts';
import { type Result, refused } from '#domain/result.ts';
import type { AccountLease } from '#shared/aws/table/leases.ts';
import { currentAccount } from './accounts.ts';
import type { Dependencies } from './dependencies.ts';

/** `busy`: somebody else works on the account. `settled`: it is no longer out, or not for this proof. */
export type AccountRefusal = 'busy' | 'settled';

/** Works on an account as it stands now, and keeps everybody else from it meanwhile, the sweep included. */
export async function withAccount<T, E>(
  dependencies: Dependencies,
  recovery: RecoveryRow,
  sub: string,
  work: (account: RecoverableAccount, lease: AccountLease) => Promise<Result<T, E>>,
): Promise<Result<T, E | AccountRefusal>> {
  const { leases, clock } = dependencies;
  const lease = await leases.take(sub, clock.now() + accountLeaseMs);
  if (lease === undefined) return refused('busy');
  try {
    const account = await currentAccount(dependencies, recovery, sub);
    return account === undefined ? refused('settled') : await work(account, lease);
  } finally {
    await leases.release(lease);
  }
}
