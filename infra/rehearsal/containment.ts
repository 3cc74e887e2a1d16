import type { FaultPoint, Faults } from '#simulator/faults.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import { stolenPassword } from './people.ts';
import { type Stage, setStage } from './stage.ts';

/** How a start held against whoever signs in with old credentials. Times in seconds since the start was acknowledged, in virtual time. */
export interface ContainmentRun {
  readonly accounts: number;
  /** Until the last old credential that was accepted; 0 when none was. */
  readonly seconds: number;
  /** Calls of Sluis's functions to Cognito about holders' accounts in the first ten seconds. */
  readonly cognitoCalls: number;
  /** Old credentials accepted later than ten seconds. */
  readonly acceptedAfter: number;
  /** Old credentials refused from the acknowledged start to the end of the run. */
  readonly refusedAfter: number;
  /** Sign-ins and refreshes a second, before and after the start. */
  readonly triesPerSecond: number;
}

/** Settings of a run. */
export interface ContainmentOptions {
  readonly users: readonly ImportedUser[];
  readonly seed: number;
  /** Seconds of load after the start. @default 30 */
  readonly seconds?: number;
}

/** Cognito's published rate of sign-ins and refreshes together (category UserAuthentication), nearly used up. */
const triesPerSecond = 119;

/** What has to have stopped by then, in ms. */
const boundMs = 10_000;

/** Operations that look at a pool: none of them is about an account. */
const aboutPools = /^(Describe|List|Get)UserPool/;

/**
 * Plans a campaign over everybody, starts it while people and intruders sign in at Cognito's published rate with old passwords and old refresh
 * tokens, and looks which of them get tokens.
 */
export async function runContainment({ users, seed, seconds = 30 }: ContainmentOptions): Promise<ContainmentRun> {
  const calls = new CallsOfFunctions();
  const stage = await setStage({ users, seed, faults: calls });
  const { world } = stage;
  const id = await stage.plan({ kind: 'everybody' });
  const load = new OldCredentials(stage, users);
  load.begin();
  await stage.pass(5_000);
  await stage.start(id);
  const acknowledgedAt = world.clock.now();
  calls.count = 0;
  await stage.pass(boundMs);
  const cognitoCalls = calls.count;
  await stage.pass(seconds * 1000 - boundMs);
  load.end();
  await stage.pass(2_000);
  stage.simulator.stop();
  const after = load.outcomes.filter(({ atMs }) => atMs > acknowledgedAt);
  const accepted = after.filter((outcome) => outcome.accepted);
  return {
    accounts: users.length,
    seconds: Math.max(0, ...accepted.map(({ atMs }) => atMs - acknowledgedAt)) / 1000,
    cognitoCalls,
    acceptedAfter: accepted.filter(({ atMs }) => atMs > acknowledgedAt + boundMs).length,
    refusedAfter: after.length - accepted.length,
    triesPerSecond,
  };
}

/** Counts calls of functions to Cognito about accounts, without the watch, which tries the doors with an account of its own; nothing goes wrong. */
class CallsOfFunctions implements Faults {
  count = 0;

  at({ phase, service, operation, caller }: FaultPoint): undefined {
    const ofFunction = caller !== 'client' && !caller.startsWith('watch');
    if (phase === 'after' && service === 'cognito' && ofFunction && !aboutPools.test(operation)) this.count++;
  }
}

/** People and intruders with old passwords and old refresh tokens, at random accounts, evenly spaced. */
class OldCredentials {
  readonly outcomes: { readonly atMs: number; readonly accepted: boolean }[] = [];
  readonly #stage: Stage;
  readonly #names: readonly string[];
  #going = true;

  constructor(stage: Stage, users: readonly ImportedUser[]) {
    this.#stage = stage;
    this.#names = users.filter((user) => user.UserStatus === 'CONFIRMED' && user.Enabled !== false).map((user) => user.Username);
  }

  begin(): void {
    const { clock, random } = this.#stage.world;
    const chance = random.fork('old credentials');
    const next = (index: number) => {
      if (!this.#going) return;
      const name = this.#names[chance.int(this.#names.length)] ?? '';
      void this.#record(index % 2 === 0 ? this.#stage.trySignIn(name, stolenPassword) : this.#refresh(name));
      clock.schedule(1000 / triesPerSecond, 'the next old credential', () => next(index + 1));
    };
    next(0);
  }

  end(): void {
    this.#going = false;
  }

  #refresh(name: string): Promise<unknown> {
    const { simulator, output, world, tryRefresh } = this.#stage;
    const signedInAt = world.clock.now() - 86_400_000;
    return tryRefresh(simulator.services.cognito.openSession(output('AccountsPoolId'), name, output('ProductClientId'), signedInAt));
  }

  async #record(attempt: Promise<unknown>): Promise<void> {
    const accepted = await attempt.then(
      () => true,
      () => false,
    );
    this.outcomes.push({ atMs: this.#stage.world.clock.now(), accepted });
  }
}
