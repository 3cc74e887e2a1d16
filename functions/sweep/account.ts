import { type AccountRow, accountTransitions } from '#domain/account/account.ts';
import type { Primitive, SweepRefusal } from '#domain/account/sweep-plan.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { sweepVerdict } from '#domain/campaign/sweep.ts';
import type { AllowanceCategory } from '#domain/pacing/allowance.ts';
import type { Located } from '#shared/aws/directory/located.ts';
import type { SweepAnswer } from '#shared/aws/directory/sweeper.ts';
import type { AccountLease } from '#shared/aws/table/leases.ts';
import type { Dependencies } from './dependencies.ts';
import { randomPassword } from './password.ts';

/** The lease on an account outlasts the invocation by this much, in ms: what was sent just before the end arrives within it. */
const leaseSpareMs = 5_000;

/** What the sweep of one account is done under. */
export interface Task {
  readonly campaign: CampaignRow;
  readonly primitive: Primitive;
  /** Campaigns whose epoch holds. */
  readonly holding: readonly string[];
  /** When Lambda ends this invocation, in ms since 1970. */
  readonly endMs: number;
}

/**
 * How it went. `swept` and `refused` are recorded; `settled`: somebody else was first, or its holder is recovering; `busy`: somebody holds it at this
 * moment; `late`: our time is up; otherwise the category of which Cognito had nothing left.
 */
export type Outcome = 'swept' | 'refused' | 'settled' | 'busy' | 'late' | AllowanceCategory;

/** One try to sweep one account. */
export interface Attempt {
  readonly outcome: Outcome;
  /** Whether Cognito was called. */
  readonly called: boolean;
}

/**
 * Sweeps one account. Nothing of it overlaps a recovery: both hold the account's lease, the rows are read under it, and before each call of
 * Cognito the clock must say that the lease is still ours. Where a call is thrown out of, it may still happen, so the lease is kept until it ends.
 * Doing it again is safe.
 */
export async function sweepAccount(dependencies: Dependencies, task: Task, sub: string): Promise<Attempt> {
  const { leases, accounts } = dependencies;
  const { campaign, primitive, holding, endMs } = task;
  const lease = await leases.take(sub, endMs + leaseSpareMs);
  if (lease === undefined) return { outcome: 'busy', called: false };
  const campaignIds = [...new Set([campaign.id, ...holding])];
  const rows = await accounts.getMany(campaignIds.map((campaignId) => ({ campaignId, sub })));
  const row = rows.find(({ campaignId }) => campaignId === campaign.id);
  const verdict = sweepVerdict(campaign, primitive, rows);
  const attempt = await decide(dependencies, task, lease, row, verdict);
  await leases.release(lease);
  return attempt;
}

async function decide(
  dependencies: Dependencies,
  task: Task,
  lease: AccountLease,
  row: AccountRow | undefined,
  verdict: ReturnType<typeof sweepVerdict>,
): Promise<Attempt> {
  if (row === undefined || verdict === 'nothing') return { outcome: 'settled', called: false };
  if (verdict !== 'go') return { outcome: await refuse(dependencies, row, verdict), called: false };
  if (dependencies.clock.now() >= task.endMs) return { outcome: 'late', called: false };
  const located = await dependencies.sweeper.locate(row);
  // Whoever draws on the category of look-ups makes room too by the sweep's standing back.
  if (!located.ok)
    return { outcome: located.error === 'throttled' ? 'UserUpdate' : await refuse(dependencies, row, located.error), called: false };
  if (task.primitive !== 'sign-out' && !(await setOut(dependencies, row, task.primitive, lease)))
    return { outcome: 'settled', called: false };
  let called = false;
  for (const { category, call } of callsOf(dependencies, task.primitive, located.value)) {
    if (dependencies.clock.now() >= task.endMs) return { outcome: 'late', called };
    called = true;
    const answer = await call();
    if (answer.ok) continue;
    return { outcome: answer.error === 'throttled' ? category : await refuse(dependencies, row, answer.error), called };
  }
  return { outcome: await record(dependencies, row, task.primitive, lease), called };
}

interface Call {
  readonly category: AllowanceCategory;
  call(): Promise<SweepAnswer>;
}

function callsOf({ sweeper, random }: Dependencies, primitive: Primitive, account: Located): readonly Call[] {
  const signOut: Call = { category: 'UserUpdate', call: () => sweeper.signOut(account) };
  switch (primitive) {
    case 'sign-out':
      return [signOut];
    case 'disable':
      return [{ category: 'UserUpdate', call: () => sweeper.disable(account) }];
    case 'random-password':
      return [{ category: 'UserAccountRecovery', call: () => sweeper.setPassword(account, randomPassword(random)) }, signOut];
  }
}

/** Writes down what is about to be done to the account; false where it is contained no more. */
async function setOut({ accounts, clock }: Dependencies, { campaignId, sub }: AccountRow, sweeping: Primitive, { fence }: AccountLease) {
  const changed = await accounts.change(campaignId, sub, accountTransitions.sweeping, { sweeping, sweptAt: clock.now() }, { fence });
  return changed.ok;
}

async function record(
  { accounts, clock }: Dependencies,
  { campaignId, sub }: AccountRow,
  swept: Primitive,
  { fence }: AccountLease,
): Promise<Outcome> {
  const changed = await accounts.change(campaignId, sub, accountTransitions.swept, { swept, sweptAt: clock.now(), fence });
  return changed.ok ? 'swept' : 'settled';
}

async function refuse({ accounts }: Dependencies, { campaignId, sub }: AccountRow, sweepRefused: SweepRefusal): Promise<Outcome> {
  const changed = await accounts.change(campaignId, sub, accountTransitions.sweepRefused, { sweepRefused });
  return changed.ok ? 'refused' : 'settled';
}
