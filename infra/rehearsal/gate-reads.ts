import type { FaultPoint, Faults } from '#simulator/faults.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import { stolenPassword } from './people.ts';
import { type Stage, setStage } from './stage.ts';

/** What the gate reads. */
export interface GateReads {
  /** Reads of one sandbox in five seconds while no campaign is live, with a sign-in every second. */
  readonly readsPerSandboxIn5sIdle: number;
  /** Reads of account rows for one sign-in with a password, while a campaign is live; both triggers together. */
  readonly readsPerSignInLive: number;
  /** Reads of account rows for one sign-in that is refused. */
  readonly readsPerRefusalLive: number;
  /** What the gate adds to a sign-in while a campaign is live, in ms of virtual time: its two invocations with their calls. */
  readonly addedMsLive: number;
}

/** Seconds of sign-ins, one a second, one after the other: one sandbox answers them all. */
const seconds = 60;

/** Measures what the gate reads, on a directory of which one account is exempt from the campaign and signs in all the time. */
export async function measureGateReads(users: readonly ImportedUser[], seed: number): Promise<GateReads> {
  const reads = new ReadsOfGate();
  const stage = await setStage({ users, seed, faults: reads });
  const names = users.filter((user) => user.UserStatus === 'CONFIRMED' && user.Enabled !== false && !user.UserMFASettingList?.length);
  const [exempt, contained] = names.map(({ Username }) => Username);
  if (exempt === undefined || contained === undefined) throw new Error('the directory has no two accounts that can sign in');

  const idle = await signIns(stage, reads, exempt);
  const id = await stage.plan({ kind: 'everybody' }, [exempt]);
  await stage.start(id);
  await stage.pass(20_000);
  const live = await signIns(stage, reads, exempt);
  const refused = await signIns(stage, reads, contained);
  stage.simulator.stop();
  return {
    readsPerSandboxIn5sIdle: (idle.Query + idle.BatchGetItem) / (seconds / 5),
    readsPerSignInLive: live.BatchGetItem / seconds,
    readsPerRefusalLive: refused.BatchGetItem / seconds,
    addedMsLive: (live.milliseconds - idle.milliseconds) / seconds,
  };
}

async function signIns(stage: Stage, reads: ReadsOfGate, username: string) {
  const before = { ...reads.counts };
  let milliseconds = 0;
  for (let second = 0; second < seconds; second++) {
    const begin = stage.world.clock.now();
    await stage.signIn(username, stolenPassword).catch(() => undefined);
    const took = stage.world.clock.now() - begin;
    milliseconds += took;
    await stage.pass(1000 - took);
  }
  const since = (operation: keyof ReadsOfGate['counts']) => reads.counts[operation] - before[operation];
  return { Query: since('Query'), BatchGetItem: since('BatchGetItem'), milliseconds };
}

/** Counts the gate's calls to DynamoDB; nothing goes wrong. */
class ReadsOfGate implements Faults {
  readonly counts = { Query: 0, BatchGetItem: 0 };

  at({ phase, service, operation, caller }: FaultPoint): undefined {
    if (phase !== 'after' || service !== 'dynamodb' || !caller.startsWith('gate')) return;
    if (operation === 'Query' || operation === 'BatchGetItem') this.counts[operation]++;
  }
}
