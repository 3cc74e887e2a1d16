import { accountReadings } from './accounts/readings.ts';
import { alarmActs, alarmReadings } from './alarms/acts.ts';
import { campaignActs } from './campaign/acts.ts';
import { campaignReadings } from './campaign/readings.ts';
import { compromisedActs, compromisedReadings } from './compromised/acts.ts';
import { contentsReadings } from './contents/readings.ts';
import { deadLetterActs, deadLetterReadings } from './dead-letters/acts.ts';
import { doorReadings } from './doors/readings.ts';
import { messageReadings } from './messages/readings.ts';
import { notReachedActs, notReachedReadings } from './not-reached/acts.ts';
import { noteActs, noteReadings } from './notes/acts.ts';
import { noticeActs } from './notices/acts.ts';
import { noticeReadings } from './notices/readings.ts';
import type { AnyAct, Operation } from './operation.ts';
import { planAct } from './plan/acts.ts';
import { releaseActs, releaseReadings } from './release/acts.ts';

/** What belongs together in the API description, in the table of roles, and in the documentation. */
export interface Subject {
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** Everything that staff do and look at, by subject: the one list that API, console, command line and documentation are made from. */
export const subjects: Readonly<Record<string, Subject>> = {
  campaign: {
    description: 'Plan a campaign, approve and start it, see its progress.',
    operations: [planAct, ...campaignReadings, ...campaignActs],
  },
  notes: { description: 'What staff write on a campaign for whoever takes over.', operations: [...noteReadings, ...noteActs] },
  notices: { description: 'How the notices of a live campaign go out.', operations: [...noticeReadings, ...noticeActs] },
  release: {
    description: 'Release accounts or lift containment; two people are needed.',
    operations: [...releaseReadings, ...releaseActs],
  },
  compromised: {
    description: 'Accounts that become known to be compromised after the plan.',
    operations: [...compromisedReadings, ...compromisedActs],
  },
  contents: {
    description: 'All that a plan, a proposal or an addition names, and the digest that its release is bound to.',
    operations: [...contentsReadings],
  },
  'not-reached': {
    description: 'Holders whom no mail reaches, and what is done to reach them all the same.',
    operations: [...notReachedReadings, ...notReachedActs],
  },
  accounts: { description: 'Accounts that have not recovered, and the account of somebody who calls.', operations: accountReadings },
  messages: { description: 'What holders are sent.', operations: messageReadings },
  doors: { description: 'Ways to sign in that the settings of the directory show.', operations: doorReadings },
  'dead-letters': {
    description: 'Messages that no function could work through, and how to move them back.',
    operations: [...deadLetterReadings, ...deadLetterActs],
  },
  alarms: { description: 'Who hears the alarms.', operations: [...alarmReadings, ...alarmActs] },
};
/** All of them. */
export const operations: readonly Operation[] = Object.values(subjects).flatMap((subject) => subject.operations);

/** Those that change something. */
export const acts: readonly AnyAct[] = operations.filter((each): each is AnyAct => each.kind === 'act');
