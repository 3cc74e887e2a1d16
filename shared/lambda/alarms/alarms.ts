import { directoryAlarms } from './directory.ts';
import { floodAlarms } from './floods.ts';
import { mailAlarms } from './mail.ts';
import { alarmsOfEach } from './of-each.ts';
import { recordAlarms } from './records.ts';

/**
 * Every alarm, by its name. The alarms themselves, the list in the console and `docs/runbook.md` are made from this. CloudWatch's name of an alarm
 * is `sluis-<name>`, or `sluis-<what it is of>-<name>`.
 */
export const alarms = { ...directoryAlarms, ...floodAlarms, ...mailAlarms, ...recordAlarms, ...alarmsOfEach } as const;

/** One of {@link alarms}. */
export type AlarmName = keyof typeof alarms;

/** The name that an alarm has in CloudWatch and in the mail that it sends; `subject` names what it is of. */
export function alarmNameOf(name: AlarmName, subject?: string): string {
  return subject === undefined ? `sluis-${name}` : `sluis-${subject}-${name}`;
}
