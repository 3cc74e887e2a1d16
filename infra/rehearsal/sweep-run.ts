import type { Primitive } from '#domain/account/sweep-plan.ts';
import { Random } from '#simulator/random.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import { type Recovery, readMailboxes, recover } from './holder.ts';
import { setStage } from './stage.ts';

/** What a run of the sweep is made of. */
export interface SweepRunOptions {
  /** Accounts in the directory; the sweep is for all of them. */
  readonly accounts: number;
  /** Recoveries that begin in a second on average, as a Poisson process. @default 20 */
  readonly recoveriesPerSecond?: number;
  /** @default sign-out */
  readonly primitive?: Primitive;
  /** @default 1 */
  readonly seed?: number;
  /** Templates that are synthesized already. @default made anew */
  readonly templates?: string;
}

/** How the sweep of a campaign went while holders recovered. */
export interface SweepRun {
  readonly accounts: number;
  /** From the start until the sweep had nothing left, in virtual seconds. */
  readonly seconds: number;
  /** Accounts that the sweep did; the others had recovered before it came. */
  readonly swept: number;
  /** Recoveries that were begun in that time, over the real pages, and went through to the end. */
  readonly recovered: number;
  /** Recoveries that were told to try again, or failed, because Cognito throttled them or the allowance was used up. */
  readonly recoveriesThrottled: number;
  /** Recoveries that met the sweep on their own account, and were told to try again. */
  readonly recoveriesBusy: number;
  /** Calls of the sweep that Cognito throttled. */
  readonly sweepThrottled: number;
  /** Share (0 to 1) of UserUpdate, the category that binds, that the sweep made of what recoveries left of it. */
  readonly leftoverUsedShare: number;
}

/** What every holder chooses; Cognito does not tell. */
const newPassword = 'vier fietsen tegen de wind';

/**
 * Sweeps every account of a campaign on simulated AWS in virtual time, while their holders recover over the real pages. The campaign is closed at
 * once, as its notices use nothing of Cognito: the epoch holds, and the sweep goes on.
 */
export async function runSweep(options: SweepRunOptions): Promise<SweepRun> {
  const { accounts, recoveriesPerSecond = 20, primitive = 'sign-out', seed = 1, templates } = options;
  const random = new Random(seed).fork('holders');
  const users = Array.from({ length: accounts }, (_, index) => userOf(random.uuid(), index));
  const counts: Record<string, number> = {};
  let doneAt: number | undefined;
  const stage = await setStage({
    users,
    seed,
    ratePerSecond: 1_000,
    ...(templates !== undefined && { templates }),
    onLine: (functionId, line) => {
      const { code, reason, ...fields } = JSON.parse(line) as Readonly<Record<string, unknown>>;
      if (functionId.startsWith('sweep') && code === 'SLU-912' && reason === 'done') doneAt ??= stage.world.clock.now();
      for (const [name, by] of Object.entries(fields)) if (name.includes('::')) counts[name] = (counts[name] ?? 0) + Number(by);
    },
  });
  const { world, simulator } = stage;
  const codeFor = readMailboxes(stage);
  const id = await stage.plan({ kind: 'everybody' }, [], { sweep: { mode: 'all', primitive } });
  await stage.start(id);
  await stage.close(id);
  const startedAt = world.clock.now();
  const used = () => simulator.services.cognito.quota('UserUpdate').calls;
  const usedBefore = used();

  const recoveries: Promise<Recovery>[] = [];
  const comeOneByOne = async () => {
    for (const { Attributes } of shuffled(users, random)) {
      await world.clock.sleep((-Math.log(1 - random.next()) * 1_000) / recoveriesPerSecond);
      if (doneAt !== undefined) return;
      const [sub = '', address = ''] = (Attributes ?? []).map(({ Value }) => Value);
      const sourceIp = `10.${recoveries.length >> 16}.${(recoveries.length >> 8) & 255}.${recoveries.length & 255}`;
      recoveries.push(recover(stage, codeFor, { sub, address, sourceIp, newPassword }));
    }
  };
  const arrivals = recoveriesPerSecond > 0 ? comeOneByOne() : Promise.resolve();
  await stage.until(() => doneAt !== undefined, accounts * 1_000 + 600_000, 1_000);
  const seconds = ((doneAt ?? 0) - startedAt) / 1_000;
  const calls = used() - usedBefore;
  await stage.settle(arrivals);
  const ends = await stage.settle(Promise.all(recoveries));
  await stage.pass(60_000);
  simulator.stop();
  const swept = counts['Sweep::Swept'] ?? 0;
  const sweepThrottled = counts['Sweep::Throttled'] ?? 0;
  const ofSweep = swept + sweepThrottled;
  const recoveriesThrottled = counts['Recovery::Throttled'] ?? 0;
  const again = ends.reduce((sum, { tries }) => sum + tries - 1, 0);
  return {
    accounts,
    seconds,
    swept,
    recovered: ends.filter(({ recovered }) => recovered).length,
    recoveriesThrottled,
    recoveriesBusy: again - recoveriesThrottled,
    sweepThrottled,
    leftoverUsedShare: swept / (simulator.services.cognito.quota('UserUpdate').perSecond * seconds - (calls - ofSweep)),
  };
}

function userOf(sub: string, index: number): ImportedUser {
  return {
    Username: sub,
    Attributes: [
      { Name: 'sub', Value: sub },
      { Name: 'email', Value: `holder-${index}@example.nl` },
      { Name: 'email_verified', Value: 'true' },
    ],
  };
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  return all
    .map((each) => ({ each, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ each }) => each);
}
