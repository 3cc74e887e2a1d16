import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Result, refused } from '#domain/result.ts';
import type { Device } from '#domain/staff/log-in-tries.ts';
import { foldName } from '#domain/staff/person.ts';
import type { ChallengeAnswer, LogIn, LogInRefusal } from '#shared/aws/directory/staff.ts';
import type { ReadSecret } from '#shared/aws/secret.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';

/** Why a log-in did not go on; `tries`: too many went wrong lately, so this one was not made. */
export type GuardedRefusal = LogInRefusal | 'tries';

/** Logging in so that nobody who only knows a name can keep its person out. `device` is what {@link deviceToken} gave for the name, or nothing. */
export interface GuardedLogIn {
  logIn(username: string, password: string, device: string | undefined): Promise<Result<LogIn, GuardedRefusal>>;
  answer(answer: ChallengeAnswer, device: string | undefined): Promise<Result<LogIn, GuardedRefusal>>;
}

/** What a browser shows of a person's device. It opens nothing: it only has tries of its own. It is made anew for everybody by replacing the secret. */
export async function deviceToken(secret: ReadSecret, username: string): Promise<string> {
  return createHmac('sha256', await secret())
    .update(`device ${foldName(username)}`)
    .digest('base64url');
}

/** Log-ins whose tries are counted before Cognito sees them. A code is a try like a password: Cognito counts both. */
export function makeGuardedLogIn(
  dependencies: Pick<Dependencies, 'staffPool' | 'logInTries' | 'deviceSecret' | 'logger' | 'metrics'>,
): GuardedLogIn {
  const { staffPool, logInTries, deviceSecret, logger, metrics } = dependencies;

  const deviceOf = async (username: string, shown: string | undefined): Promise<Device> => {
    const token = Buffer.from(await deviceToken(deviceSecret, username));
    const given = Buffer.from(shown ?? '');
    return given.length === token.length && timingSafeEqual(given, token) ? 'known' : 'unknown';
  };

  const guarded = async (
    username: string,
    shown: string | undefined,
    go: () => Promise<Result<LogIn, LogInRefusal>>,
  ): Promise<Result<LogIn, GuardedRefusal>> => {
    const device = await deviceOf(username, shown);
    if (!(await logInTries.take(username, device))) {
      logger.log(messages.staffTriesUsedUp, { device });
      metrics.count('StaffLogin::Limited');
      return refused('tries');
    }
    const outcome = await go();
    if (outcome.ok && 'access' in outcome.value) await logInTries.forget(username);
    else if (outcome.ok || outcome.error !== 'wrong') await logInTries.giveBack(username, device);
    return outcome;
  };

  return {
    logIn: (username, password, device) => guarded(username, device, () => staffPool.logIn(username, password)),
    answer: (answer, device) => guarded(answer.username, device, () => staffPool.answer(answer)),
  };
}
