import type { AccountRow } from '#domain/account/account.ts';
import { staleUntil } from '#domain/gate/gate.ts';
import { keptOut, outSince, type RecoverableAccount, type RecoveryRow, recoverable } from '#domain/recovery/recovery.ts';
import { rowsAt } from '#shared/aws/account/recoveries.ts';
import { HttpError } from '#shared/lambda/http-response.ts';
import type { Dependencies } from './dependencies.ts';

/** The accounts at a proven address. */
export interface Accounts {
  /** Those that need a new password, by user name. */
  readonly out: readonly RecoverableAccount[];
  /** The one whose password this recovery set last, once it is let in again. */
  readonly done: AccountRow | undefined;
  /** When that one can be signed in to everywhere, in ms since 1970: until then something from before the start may be open at an app. */
  readonly worksFromMs: number;
}

/**
 * The accounts at the address of a recovery. Only asked for after a right code.
 * @throws HttpError 409 when a campaign that holds one of them began after the address was proven
 */
export async function accountsOf(dependencies: Dependencies, { address, account, provenAt = 0 }: RecoveryRow): Promise<Accounts> {
  const epochs = await dependencies.epochs();
  const rows = await rowsAt(dependencies.accounts, epochs, address, await dependencies.secret(), account);
  const out = recoverable(rows, epochs, address);
  if (out.some((each) => outSince(each, epochs, provenAt))) {
    throw new HttpError(409, 'an account at this address was put out of use after the code was typed; begin again');
  }
  const chosen = rows.filter(({ sub }) => sub === account);
  const done =
    keptOut(chosen, epochs).length > 0
      ? undefined
      : chosen.find(({ state, recoveredAt }) => state === 'recovered' || recoveredAt !== undefined);
  const recovered = new Map(
    chosen.flatMap(({ campaignId, state, recoveredAt = 0 }) => (state === 'recovered' ? [[campaignId, recoveredAt] as const] : [])),
  );
  const binding = epochs.filter(({ campaignId }) => recovered.has(campaignId));
  return { out, done, worksFromMs: staleUntil(binding, Math.max(...recovered.values())) };
}

/** An account as it stands now; undefined when this recovery cannot set its password: it needs none, or this proof does not do for it. */
export async function currentAccount(
  dependencies: Dependencies,
  { address, provenAt = 0 }: RecoveryRow,
  sub: string,
): Promise<RecoverableAccount | undefined> {
  const epochs = await dependencies.epochs();
  const rows = await rowsAt(dependencies.accounts, epochs, address, await dependencies.secret(), sub);
  const account = recoverable(rows, epochs, address).find((each) => each.sub === sub);
  return account !== undefined && outSince(account, epochs, provenAt) ? undefined : account;
}
