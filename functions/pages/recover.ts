import { accountTransitions } from '#domain/account/account.ts';
import type { FactorChallenge } from '#domain/campaign/factor.ts';
import { questionsEndAt, type RecoverableAccount, type RecoveryRow, type RenewedRow, renewed } from '#domain/recovery/recovery.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { DirectoryRefusal } from '#shared/aws/directory/directory.ts';
import type { Located } from '#shared/aws/directory/located.ts';
import type { SignInRefusal } from '#shared/aws/directory/recovery-sign-in.ts';
import type { AccountLease } from '#shared/aws/table/leases.ts';
import { reportThrottle, reserveQuota, retrySignIn, retryThrottled } from './cognito-quota.ts';
import type { Dependencies } from './dependencies.ts';
import { finish, needsHelp } from './finish.ts';
import { type AccountRefusal, withAccount } from './with-account.ts';

/** Why a recovery got no further: as Cognito says; `helpdesk`, the account is switched off or asks for what the pages cannot ask;
 * `early`, somebody else could still replace the password. */
export type RecoverRefusal = DirectoryRefusal | AccountRefusal | 'helpdesk' | 'early';

/** What setting a password comes to: the account is recovered, or its second factor is still to be proven. */
export type Recovered = 'recovered' | FactorChallenge;

/**
 * Lets the holder of a proven address back into one account: sets the password, ends all sessions, opens the gate for Sluis's own client alone, and
 * signs in with the new password. Where Cognito asks for a second factor the holder proves it first; else the account is recovered.
 * Whatever stops this half-way leaves the account contained and the proof standing; doing it again completes it.
 */
export async function recover(
  dependencies: Dependencies,
  recovery: RecoveryRow,
  sub: string,
  password: string,
): Promise<Result<Recovered, RecoverRefusal>> {
  return withAccount(dependencies, recovery, sub, async (account, lease) => {
    if (dependencies.clock.now() < questionsEndAt(account, await dependencies.epochs())) return refused('early');
    if (!(await dependencies.recoveries.change(recovery.id, 'choose', { account: sub }))) return refused('settled');
    const renewal = await renew(dependencies, account, lease, recovery, password);
    return renewal.ok ? signIn(dependencies, renewal.value, password) : renewal;
  });
}

/** What {@link renew} leaves behind. */
interface Renewal {
  readonly located: Located;
  readonly rows: readonly RenewedRow[];
  /** Whether the password was set just now; else an earlier try set it, or it is another one. */
  readonly fresh: boolean;
}

/**
 * Sets the password, ends all sessions, and then marks the account as `recovering`. A password that was used before may be the one that an earlier
 * try set: where the account is `recovering` already, the sign-in tells.
 */
async function renew(
  dependencies: Dependencies,
  { sub, username, rows }: RecoverableAccount,
  { fence }: AccountLease,
  { id: recoveryId, language }: RecoveryRow,
  password: string,
): Promise<Result<Renewal, DirectoryRefusal>> {
  const { directory, priorityMails, clock } = dependencies;
  const switchedOff = rows.some(({ swept, sweeping }) => (swept ?? sweeping) === 'disable');
  const turn = await reserveQuota(dependencies, [
    ['UserUpdate', switchedOff ? 2 : 1],
    ['UserAccountRecovery', 1],
  ]);
  if (!turn) return refused('throttled');
  const found = await retryThrottled(dependencies, () => directory.locate({ sub, username }));
  if (!found.ok) return found;
  const located = found.value;
  const at = clock.now();
  const set = await reportThrottle(dependencies, 'UserAccountRecovery', () => directory.setPassword(located, password));
  const before = renewed(rows);
  if (!set.ok && !(set.error === 'password' && before !== undefined)) return set;
  const update = (call: () => Promise<Result<undefined, DirectoryRefusal>>) =>
    retryThrottled(dependencies, () => reportThrottle(dependencies, 'UserUpdate', call));
  const signedOut = await update(() => directory.signOut(located));
  if (!signedOut.ok) return signedOut;
  const enabled = switchedOff ? await update(() => directory.enable(located)) : signedOut;
  if (!enabled.ok) return enabled;
  // Before the states change: a crash in between then tells the holder too early rather than never.
  if (set.ok) await priorityMails.send({ kind: 'recovered', campaignId: rows[0].campaignId, sub, recoveryId, language, atMs: at });
  const marked: RenewedRow[] = [];
  for (const row of set.ok ? rows.map((each) => ({ ...each, passwordAt: at })) : (before ?? [])) {
    marked.push(await markRecovering(dependencies, row, fence));
  }
  return ok({ located, rows: marked, fresh: set.ok });
}

async function markRecovering({ accounts }: Dependencies, row: RenewedRow, fence: number): Promise<RenewedRow> {
  const { campaignId, sub, passwordAt } = row;
  const transition = row.state === 'exempt' ? accountTransitions.renewing : accountTransitions.recovering;
  const changed = await accounts.change(campaignId, sub, transition, { fence, passwordAt }, { trusted: true });
  if (!changed.ok) throw new Error(`an account of campaign ${campaignId} could not become recovering: it is ${changed.error.state}`);
  return row;
}

async function signIn(
  dependencies: Dependencies,
  { located, rows, fresh }: Renewal,
  password: string,
): Promise<Result<Recovered, RecoverRefusal>> {
  const { recoverySignIn, metrics } = dependencies;
  const signedIn = await retrySignIn(dependencies, () => recoverySignIn.begin(located, password));
  if (!signedIn.ok) return refusedSignIn(dependencies, signedIn.error, fresh);
  const { challenge, session } = signedIn.value;
  if (challenge === undefined) return finish(dependencies, located, rows, session);
  metrics.count('Factor::Asked');
  return ok(challenge);
}

function refusedSignIn(dependencies: Dependencies, refusal: SignInRefusal, fresh: boolean) {
  if (refusal === 'throttled' || refusal === 'limited' || refusal === 'gone') return refused(refusal);
  if (refusal === 'unauthorized' && !fresh) return refused('password' as const);
  return needsHelp(dependencies, refusal);
}
