import { type Limit, limits } from '#domain/pacing/limits.ts';
import type { Platform } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';

/** A metric of ours. */
export interface MetricRecord {
  /** The functions that count it: CloudWatch keeps one value for each. `consumers`: every function that a queue wakes. */
  readonly by: readonly string[] | 'consumers';
  /** What it counts. */
  readonly counts: string;
}

/**
 * Every metric, named `Thing::Outcome`, under the title of the dashboard's graph that shows it; those of the limits of pacing beside these, see
 * {@link limitMetric}. CloudWatch namespace `Sluis`.
 */
export const metricGraphs = {
  'Completion: accounts': {
    'Completion::InScope': {
      by: ['govern'],
      counts: 'accounts of live campaigns that were contained, recovered ones included, once a minute',
    },
    'Completion::Recovered': { by: ['govern'], counts: 'accounts of live campaigns that are recovered, once a minute' },
  },
  'Gate: decisions': {
    'Gate::Admitted': { by: ['gate', 'check'], counts: 'tokens that the gate let through while a campaign was live' },
    'Gate::Refused': { by: ['gate', 'check'], counts: 'tokens refused because of an epoch' },
    'Gate::Failed': { by: ['gate'], counts: 'decisions that ended in an error of ours instead of an answer' },
  },
  'Gate: what did not answer': {
    'Gate::Blind': { by: ['gate'], counts: 'decisions taken without knowing the epochs: neither table nor copy told' },
    'Gate::SecondCopy': { by: ['gate'], counts: 'times that the table of the epochs did not answer and the second copy was used' },
    'Gate::Stale': {
      by: ['gate'],
      counts: 'times that the second copy did not answer either and a sandbox went on with what it knew last',
    },
    'Gate::RowsUnread': { by: ['gate'], counts: 'tokens refused because the rows of the account could not be read while an epoch held' },
    'Gate::Unreported': { by: ['gate'], counts: 'accounts that some campaign does not know and that could not be passed on' },
  },
  'Epochs: copies and forms': {
    'Epochs::NotUnderstood': { by: ['gate', 'watch'], counts: 'epochs of a form that is not understood, so that they bind everybody' },
    'EpochCopy::Written': { by: ['watch', 'staff'], counts: 'times that the second copy of the epochs was written' },
    'EpochCopy::Shortened': {
      by: ['watch', 'staff'],
      counts: 'times that the epochs did not fit into the second copy, so that it contains more than they do',
    },
    'EpochCopy::Failed': { by: ['staff'], counts: 'times that it could not be brought up to date' },
  },
  'Tokens of resource servers': {
    'Token::Accepted': { by: ['authorizer', 'check'], counts: 'tokens that resource servers may take' },
    'Token::Refused': { by: ['authorizer', 'check'], counts: 'tokens from before an epoch or a recovery, refused for resource servers' },
    'Token::Invalid': { by: ['authorizer'], counts: 'tokens that did not verify' },
  },
  'Accounts: planned, recorded, released': {
    'Account::InScope': { by: ['expand-scope'], counts: 'account rows written by an expansion' },
    'Account::Recorded': { by: ['record-account'], counts: 'account rows written for accounts that a campaign did not know' },
    'Account::Graded': {
      by: ['grade-accounts'],
      counts: 'accounts of which more became known after the plan, in lanes that were gone through',
    },
    'Account::Released': { by: ['release-accounts'], counts: 'accounts that two people let out of a campaign' },
    'Channel::Looked': { by: ['snapshot-channels'], counts: 'accounts whose address was looked at in the night' },
    'Channel::Written': {
      by: ['snapshot-channels'],
      counts: 'accounts whose address was new to us, or was written again lest it be forgotten',
    },
    'Campaign::Erased': { by: ['erase-campaigns'], counts: 'campaigns whose personal data was erased, as the retention was over' },
  },
  'Notices: sent': {
    'Notice::Sent': { by: ['send-notices'], counts: 'notices that SES accepted' },
    'Notice::Throttled': { by: ['send-notices'], counts: 'notices that SES throttled; they wait again' },
    'Notice::Rejected': { by: ['send-notices'], counts: 'notices that SES refused for a reason of their own; they are settled' },
    'Notice::Refused': { by: ['send-notices'], counts: 'notices that SES refused for what need not be their own; they wait' },
    'Notice::Uncertain': { by: ['send-notices'], counts: 'notices whose call to SES ended without an answer' },
    'Reminder::Added': { by: ['plan-reminders'], counts: 'reminders added to a campaign, to go out outside quiet hours' },
  },
  'Notices: fate': {
    'Notice::Delivered': { by: ['record-event'], counts: 'notices that reached the mailbox' },
    'Notice::Bounced': { by: ['record-event'], counts: 'notices that bounced' },
    'Notice::Complained': { by: ['record-event'], counts: 'notices that were marked as spam' },
    'Notice::Paused': { by: ['record-event'], counts: 'times that the guard paused notices because of bounces or complaints' },
    'Domain::Rested': { by: ['record-event'], counts: 'times that a recipient domain put mails off and was given a rest' },
    'Event::Forged': { by: ['record-event'], counts: 'messages in the event queue that SNS did not sign for our topic; dropped' },
  },
  'Sending stopped by AWS': {
    'Sending::Stopped': {
      by: ['send-notices', 'send-recovery-mail', 'next-channel'],
      counts: 'times that AWS refused mails or texts for a reason of ours: once when everything stops, then each try',
    },
  },
  'Next channels: steps': {
    'Step::Begun': { by: ['next-channel'], counts: 'steps written for holders who cannot be reached' },
    'Step::Failed': {
      by: ['next-channel'],
      counts: 'steps that came to nothing by themselves: a mail that bounced, or no address, number or contact for it',
    },
    'Step::Texted': { by: ['next-channel'], counts: 'text messages that AWS took for holders who cannot be reached by mail' },
    'Step::ContactMailed': { by: ['next-channel'], counts: 'mails written to contacts of organisations' },
  },
  'Recovery: mails': {
    'CodeMail::Sent': { by: ['send-recovery-mail'], counts: 'mails with a code' },
    'CodeMail::Limited': {
      by: ['send-recovery-mail'],
      counts: 'codes not sent because the address had its six at once, or its one of this hour',
    },
    'CodeMail::Withheld': {
      by: ['send-recovery-mail'],
      counts: 'codes not sent because too few of the mailed ones are typed, or because their share of the day is used up',
    },
    'CodeMail::Late': {
      by: ['send-recovery-mail'],
      counts: 'codes not sent because they waited for too long behind others, without a reference',
    },
    'CodeMail::NoAccount': { by: ['send-recovery-mail'], counts: 'codes asked for an address that no live campaign knows' },
    'RecoveredMail::Sent': { by: ['send-recovery-mail'], counts: 'mails that confirm a recovery' },
    'GuessedMail::Sent': { by: ['send-recovery-mail'], counts: 'mails that tell a holder that their second factor was guessed at' },
    'RecoveryMail::Delivered': { by: ['record-event'], counts: 'codes and confirmations that arrived' },
    'RecoveryMail::Bounced': {
      by: ['record-event'],
      counts: 'codes and confirmations that bounced, or that SES dropped because the address had bounced before',
    },
    'RecoveryMail::Complained': { by: ['record-event'], counts: 'codes and confirmations that were marked as spam' },
  },
  'Recovery: codes': {
    'Code::Accepted': { by: ['pages'], counts: 'right codes' },
    'Code::Refused': { by: ['pages'], counts: 'wrong, old or expired codes' },
    'Code::Withheld': { by: ['pages'], counts: 'requests for a code that were told to wait, or to come with a reference' },
    'Flood::Seen': { by: ['govern'], counts: 'minutes in which few of the mailed codes were typed: somebody asks for codes of others' },
  },
  'Recovery: accounts': {
    'Recovery::Completed': { by: ['pages'], counts: 'accounts recovered' },
    'Recovery::Throttled': { by: ['pages'], counts: 'recoveries that Cognito throttled; the holder can press again' },
    'Recovery::Refused': { by: ['pages'], counts: 'new passwords that Cognito or the policy refused' },
    'Recovery::NeedsHelp': {
      by: ['pages'],
      counts: 'recoveries that only the helpdesk can complete: the account is switched off, or its second factor is not known here',
    },
    'SignIn::Throttled': {
      by: ['pages'],
      counts: 'tries of our own sign-in in a recovery that Cognito throttled; each is made again for some seconds',
    },
  },
  'Recovery: second factors': {
    'Factor::Asked': { by: ['pages'], counts: 'recoveries that wait for a second factor' },
    'Factor::Proven': { by: ['pages'], counts: 'second factors proven or enrolled' },
    'Factor::Refused': { by: ['pages'], counts: 'wrong codes of a second factor' },
    'Factor::Locked': { by: ['pages'], counts: 'accounts whose second factor is closed for a day, as too many wrong codes were typed' },
    'Passkey::Removed': { by: ['pages'], counts: "passkeys deleted, as they may be an intruder's" },
  },
  'Directory: probe and ways in': {
    'Probe::Refused': { by: ['watch'], counts: 'ways in at which the gate refused the invented account' },
    'Probe::Challenged': { by: ['watch'], counts: 'ways in that asked the invented account for more' },
    'Probe::Admitted': { by: ['watch'], counts: 'ways in by which the invented account got a token though it is contained' },
    'Probe::Failed': { by: ['watch'], counts: 'ways in that the invented account could not try' },
    'Gate::Detached': { by: ['watch'], counts: 'triggers of the directory that did not lead to the gate in a minute of a campaign' },
    'SelfService::Open': { by: ['watch'], counts: 'minutes of a campaign in which self-service at the directory was not shut' },
    'Watch::Failed': { by: ['watch'], counts: 'parts of a minute of the watch that failed' },
  },
  Sweep: {
    'Sweep::Swept': { by: ['sweep'], counts: 'accounts that the sweep signed out, gave a random password or disabled' },
    'Sweep::Refused': { by: ['sweep'], counts: 'accounts for which the sweep can do nothing; their rows say why' },
    'Sweep::Throttled': { by: ['sweep'], counts: 'calls of the sweep that Cognito throttled; they are made again' },
    'Sweep::Failed': { by: ['sweep'], counts: 'accounts whose sweep failed for a reason that is not known; they are tried again' },
  },
  'Progress: recount': {
    'Recount::Compared': { by: ['recount'], counts: 'lanes whose counters were compared with their rows' },
    'Recount::Unclear': {
      by: ['recount'],
      counts: 'lanes that could not be compared: changes were not counted in time, or a row was changed by hand meanwhile',
    },
    'Counter::Mended': { by: ['recount'], counts: 'lanes whose counters did not agree with their rows and were mended' },
    'Conservation::Broken': { by: ['recount'], counts: 'times that accounts and notices of a campaign did not add up' },
    'Row::ChangedByHand': {
      by: ['record-audit', 'count-progress'],
      counts: 'changes of campaigns, proposals, accounts, notices and steps that were made past all functions',
    },
  },
  'Audit: seals': {
    'Audit::Sealed': { by: ['seal-audit'], counts: 'seals put on the heads of chains of the audit log that grew' },
    'Audit::Broken': { by: ['seal-audit'], counts: 'chains of the audit log, or seals, that are not what they were when they were sealed' },
  },
  'Staff: log-ins and look-ups': {
    'StaffLogin::Accepted': { by: ['staff'], counts: 'staff log-ins' },
    'StaffLogin::Refused': { by: ['staff'], counts: 'staff log-ins refused' },
    'StaffLogin::Limited': { by: ['staff'], counts: 'log-ins that were not tried, as too many with the name went wrong before' },
    'LookUp::Refused': { by: ['staff'], counts: 'look-ups of accounts by staff, beyond what one person may make' },
    'LookUp::Decoy': { by: ['staff'], counts: 'look-ups of a decoy by staff' },
    'Alarm::Tested': { by: ['staff'], counts: 'tests of the alarms that somebody asked for' },
  },
  'Queues: tries that failed': {
    'Message::Failed': {
      by: 'consumers',
      counts: 'tries of messages that failed, and further tries that were put off for reasons that should pass',
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MetricRecord>>>>;

type Graphs = typeof metricGraphs;

/** Name of a metric. */
export type MetricName = { [Title in keyof Graphs]: keyof Graphs[Title] }[keyof Graphs] | ReturnType<typeof limitMetric>;

/** The metric that counts the minutes in which this limit held a live campaign. */
export function limitMetric(limit: Limit): `Limit::${Capitalize<Limit>}` {
  return `Limit::${limit.charAt(0).toUpperCase()}${limit.slice(1)}` as `Limit::${Capitalize<Limit>}`;
}

/** Every graph with the metrics that it shows, by name. */
export function allMetricGraphs(): Readonly<Record<string, Readonly<Record<string, MetricRecord>>>> {
  const ofLimits = Object.entries(limits).map(([name, { counts }]) => [limitMetric(name as Limit), { by: ['govern'], counts }]);
  return { ...metricGraphs, 'Notices: what limits them': Object.fromEntries(ofLimits) };
}

/** Writes metrics. */
export interface Metrics {
  /** Adds `by` (≥ 0) to a metric; nothing is written for 0. */
  count(name: MetricName, by?: number): void;
}

/** Metrics of one function, written in CloudWatch's Embedded Metric Format: one log line a count, no call to CloudWatch. */
export function makeMetrics(platform: Platform, functionName: string): Metrics {
  return {
    count: (name, by = 1) => {
      if (by === 0) return;
      const definition = { Namespace: 'Sluis', Dimensions: [['function']], Metrics: [{ Name: name, Unit: 'Count' }] };
      platform.log(
        JSON.stringify({ _aws: { Timestamp: platform.clock.now(), CloudWatchMetrics: [definition] }, function: functionName, [name]: by }),
      );
    },
  };
}

/** The metrics of the function. */
export const metrics: Part<Metrics> = ({ platform, name }) => makeMetrics(platform, name);
