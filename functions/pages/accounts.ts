import type { AccountRow } from '#domain/account.ts';
import type { EpochRow } from '#domain/campaign.ts';
import { type RecoverableAccount, type RecoveryRow, recoverable } from '#domain/recovery.ts';
import type { Dependencies } from './dependencies.ts';

/** The accounts at a proven address. */
export interface Accounts {
  /** Those that need a new password, by user name. */
  readonly out: readonly RecoverableAccount[];
  /** The one whose password this recovery set last, once it is let in again. */
  readonly done: AccountRow | undefined;
}

/** The accounts at the address of a recovery. Only asked for after a right code. The index may be a second behind, so `done` is read anew. */
export async function accountsOf(dependencies: Dependencies, { address, account }: RecoveryRow): Promise<Accounts> {
  const [rows, epochs] = await Promise.all([dependencies.accounts.byAddress(address), dependencies.epochs()]);
  const chosen = account === undefined ? [] : await rowsOf(dependencies, account, epochs);
  const done = recoverable(chosen, epochs).length > 0 ? undefined : chosen.find(({ state }) => state === 'recovered');
  return { out: recoverable(rows, epochs).filter(({ sub }) => sub !== done?.sub), done };
}

/** An account as it stands now; undefined when it needs no new password. */
export async function currentAccount(dependencies: Dependencies, sub: string): Promise<RecoverableAccount | undefined> {
  const epochs = await dependencies.epochs();
  return recoverable(await rowsOf(dependencies, sub, epochs), epochs)[0];
}

function rowsOf({ accounts }: Dependencies, sub: string, epochs: readonly EpochRow[]): Promise<readonly AccountRow[]> {
  return accounts.getMany(epochs.map(({ campaignId }) => ({ campaignId, sub })));
}
