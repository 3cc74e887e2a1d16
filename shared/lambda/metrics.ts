import type { Platform } from '#shared/platform.ts';

/** Every metric, named `Thing::Outcome`, with what it counts. CloudWatch namespace `Sluis`. */
export const metricNames = {
  'Gate::Admitted': 'tokens that the gate let through while a campaign was live',
  'Gate::Refused': 'tokens refused because of an epoch',
  'Gate::Blind': 'decisions taken without knowing the epochs: neither table nor copy told',
  'Gate::SecondCopy': 'times that the table of the epochs did not answer and the second copy was used',
  'Gate::Stale': 'times that the second copy did not answer either and a sandbox went on with what it knew last',
  'Gate::RowsUnread': 'tokens refused because the rows of the account could not be read while an epoch held',
  'Gate::Failed': 'decisions that ended in an error of ours instead of an answer',
  'Gate::Unreported': 'accounts that some campaign does not know and that could not be passed on',
  'Account::Recorded': 'account rows written for accounts that a campaign did not know',
  'Epochs::NotUnderstood': 'epochs of a form that is not understood, so that they bind everybody',
  'EpochCopy::Written': 'times that the second copy of the epochs was written',
  'EpochCopy::Shortened': 'times that the epochs did not fit into the second copy, so that it contains more than they do',
  'EpochCopy::Failed': 'times that it could not be brought up to date',
  'Recount::Compared': 'lanes whose counters were compared with their rows',
  'Recount::Unclear': 'lanes that could not be compared: changes were not counted in time, or a row was changed by hand meanwhile',
  'Counter::Mended': 'lanes whose counters did not agree with their rows and were mended',
  'Conservation::Broken': 'times that accounts and notices of a campaign did not add up',
  'Audit::Sealed': 'seals put on the heads of chains of the audit log that grew',
  'Audit::Broken': 'chains of the audit log, or seals, that are not what they were when they were sealed',
  'Row::ChangedByHand': 'changes of campaigns, proposals, accounts, notices and steps that were made past all functions',
  'Account::InScope': 'account rows written by an expansion',
  'Campaign::Erased': 'campaigns whose personal data was erased, as the retention was over',
  'Channel::Looked': 'accounts whose address was looked at in the night',
  'Channel::Written': 'accounts whose address was new to us, or was written again lest it be forgotten',
  'Account::Released': 'accounts that two people let out of a campaign',
  'Account::Graded': 'accounts of which more became known after the plan, in lanes that were gone through',
  'Notice::Sent': 'notices that SES accepted',
  'Notice::Throttled': 'notices that SES throttled; they wait again',
  'Notice::Rejected': 'notices that SES refused for a reason of their own; they are settled',
  'Notice::Refused': 'notices that SES refused for what need not be their own; they wait',
  'Notice::Uncertain': 'notices whose call to SES ended without an answer',
  'Notice::Delivered': 'notices that reached the mailbox',
  'Notice::Bounced': 'notices that bounced',
  'Notice::Complained': 'notices that were marked as spam',
  'Notice::Paused': 'times that the guard paused notices because of bounces or complaints',
  'Sending::Stopped': 'times that AWS refused mails or texts for a reason of ours: once when everything stops, then each try',
  'Reminder::Added': 'reminders added to a campaign, to go out outside quiet hours',
  'Limit::Rate': 'minutes in which the SES rate limited a live campaign',
  'Limit::Throttled': 'minutes in which SES throttled and a live campaign went slower than the rate',
  'Limit::Daily': 'minutes in which the daily quota of SES held a live campaign',
  'Limit::Stopped': 'minutes in which a live campaign waited because SES refuses our mail',
  'Limit::Ceiling': "minutes in which the commander's ceiling limited a live campaign",
  'Limit::Paused': 'minutes in which a person had paused a live campaign',
  'Limit::Guard': 'minutes in which the guard had paused a live campaign',
  'Limit::Canary': 'minutes in which a live campaign waited after its first notices',
  'Limit::Recovery': 'minutes in which the recoveries that Cognito carries limited a live campaign',
  'Limit::Helpdesk': 'minutes in which the calls that the helpdesk takes limited a live campaign',
  'Limit::Unknown': 'minutes in which a live campaign sent nothing because the quota was not known',
  'Domain::Rested': 'times that a recipient domain put mails off and was given a rest',
  'Step::Begun': 'steps written for holders who cannot be reached',
  'Step::Failed': 'steps that came to nothing by themselves: a mail that bounced, or no address, number or contact for it',
  'Step::Texted': 'text messages that AWS took for holders who cannot be reached by mail',
  'Step::ContactMailed': 'mails written to contacts of organisations',
  'Event::Forged': 'messages in the event queue that SNS did not sign for our topic; dropped',
  'CodeMail::Sent': 'mails with a code',
  'CodeMail::Limited': 'codes not sent because the address had its six mails of this hour, or its 24 of this day',
  'CodeMail::Withheld': 'codes not sent because too few of the mailed ones are typed, or because their share of the day is used up',
  'CodeMail::Late': 'codes not sent because they waited for too long behind others, without a reference',
  'CodeMail::NoAccount': 'codes asked for an address that no live campaign knows',
  'RecoveredMail::Sent': 'mails that confirm a recovery',
  'StaffLogin::Limited': 'log-ins that were not tried, as too many with the name went wrong before',
  'GuessedMail::Sent': 'mails that tell a holder that their second factor was guessed at',
  'RecoveryMail::Delivered': 'codes and confirmations that arrived',
  'RecoveryMail::Bounced': 'codes and confirmations that bounced, or that SES dropped because the address had bounced before',
  'RecoveryMail::Complained': 'codes and confirmations that were marked as spam',
  'Code::Accepted': 'right codes',
  'Code::Withheld': 'requests for a code that were told to wait, or to come with a reference',
  'Flood::Seen': 'minutes in which few of the mailed codes were typed: somebody asks for codes of others',
  'Code::Refused': 'wrong, old or expired codes',
  'Recovery::Completed': 'accounts recovered',
  'SignIn::Throttled': 'tries of our own sign-in in a recovery that Cognito throttled; each is made again for some seconds',
  'Recovery::Throttled': 'recoveries that Cognito throttled; the holder can press again',
  'Recovery::Refused': 'new passwords that Cognito or the policy refused',
  'Sweep::Swept': 'accounts that the sweep signed out, gave a random password or disabled',
  'Sweep::Refused': 'accounts for which the sweep can do nothing; their rows say why',
  'Sweep::Throttled': 'calls of the sweep that Cognito throttled; they are made again',
  'Sweep::Failed': 'accounts whose sweep failed for a reason that is not known; they are tried again',
  'Recovery::NeedsHelp':
    'recoveries that only the helpdesk can complete: the account is switched off, or its second factor is not known here',
  'Factor::Asked': 'recoveries that wait for a second factor',
  'Factor::Proven': 'second factors proven or enrolled',
  'Factor::Refused': 'wrong codes of a second factor',
  'Factor::Locked': 'accounts whose second factor is closed for a day, as too many wrong codes were typed',
  'Passkey::Removed': "passkeys deleted, as they may be an intruder's",
  'StaffLogin::Accepted': 'staff log-ins',
  'StaffLogin::Refused': 'staff log-ins refused',
  'LookUp::Refused': 'look-ups of accounts by staff, beyond what one person may make',
  'LookUp::Decoy': 'look-ups of a decoy by staff',
  'SelfService::Open': 'minutes of a campaign in which self-service at the directory was not shut',
  'Gate::Detached': 'triggers of the directory that did not lead to the gate in a minute of a campaign',
  'Probe::Admitted': 'ways in by which the invented account got a token though it is contained',
  'Probe::Refused': 'ways in at which the gate refused the invented account',
  'Probe::Challenged': 'ways in that asked the invented account for more',
  'Probe::Failed': 'ways in that the invented account could not try',
  'Watch::Failed': 'parts of a minute of the watch that failed',
  'Message::Failed': 'tries of messages that failed, and further tries that were put off for reasons that should pass',
  'Alarm::Tested': 'tests of the alarms that somebody asked for',
  'Token::Accepted': 'tokens that resource servers may take',
  'Token::Refused': 'tokens from before an epoch or a recovery, refused for resource servers',
  'Token::Invalid': 'tokens that did not verify',
} as const;

/** One of {@link metricNames}. */
export type MetricName = keyof typeof metricNames;

/** Counts outcomes. */
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
