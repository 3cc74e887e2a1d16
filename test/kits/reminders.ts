import { fileURLToPath } from 'node:url';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import type { StageOptions } from '#infra/rehearsal/stage.ts';
import type { DirectoryUser } from '#simulator/services/cognito/users/directory-file.ts';
import { setStage } from './world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));

/** Accounts of the small directory whose holders can recover with a code alone, each with an address of its own. */
export async function plainUsers(): Promise<readonly DirectoryUser[]> {
  const { users } = await readDirectoryFile(small);
  const addresses = users.map((user) => attribute(user, 'email'));
  const isOnly = (address: string) => addresses.filter((each) => each.toLowerCase() === address.toLowerCase()).length === 1;
  return users.filter(
    (user) =>
      (user.UserStatus ?? 'CONFIRMED') === 'CONFIRMED' &&
      user.Enabled !== false &&
      attribute(user, 'email_verified') === 'true' &&
      /^[\w.-]+@[\w.-]+$/.test(attribute(user, 'email')) &&
      isOnly(attribute(user, 'email')) &&
      user.UserMFASettingList === undefined &&
      user.MFAOptions === undefined,
  );
}

/** An attribute of a user; the empty text where there is none. */
export function attribute({ Attributes = [] }: DirectoryUser, name: string): string {
  return Attributes.find(({ Name }) => Name === name)?.Value ?? '';
}

/** A user with a time zone. */
export function inZone(user: DirectoryUser, zone: string): DirectoryUser {
  return { ...user, Attributes: [...(user.Attributes ?? []), { Name: 'zoneinfo', Value: zone }] };
}

/** A stage that keeps when each reminder and each first notice was accepted, by the account's subject. */
export async function setReminderStage(options: StageOptions) {
  const stage = await setStage({ ratePerSecond: 14, ...options });
  const firsts = new Map<string, number[]>();
  const reminders = new Map<string, number[]>();
  stage.ses.onAccepted(({ tags }) => {
    if (tags.account === undefined) return;
    const kept = tags.mail === undefined ? firsts : reminders;
    kept.set(tags.account, [...(kept.get(tags.account) ?? []), stage.world.clock.now()]);
  });
  const passUntil = async (atMs: number) => stage.pass(atMs - stage.world.clock.now());
  /** Puts the start of a campaign so far back that a day after it comes in a minute: nothing happens on the days between, and they take long. */
  const bring = (day: number): number => {
    const now = stage.world.clock.now();
    const row = stage.rows('campaigns').find(({ pk }) => pk === 'campaign');
    stage.put('campaigns', { ...row, startedAt: now + 60_000 - day * 86_400_000 });
    return now + 60_000;
  };
  const reminderRows = () => stage.rows('notices').filter((row) => row.mail !== undefined);
  const sendTo = (name: string, ...messages: readonly object[]) => {
    const resources = [...stage.simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
    const QueueUrl = resources.find(([id]) => id.startsWith(`${name}queue`))?.[1].ref;
    for (const message of messages)
      stage.simulator.services.sqs.operations.SendMessage?.({ QueueUrl, MessageBody: JSON.stringify(message) });
  };
  return { ...stage, firsts, reminders, passUntil, bring, reminderRows, sendTo };
}

/** What {@link setReminderStage} gives. */
export type ReminderStage = Awaited<ReturnType<typeof setReminderStage>>;
