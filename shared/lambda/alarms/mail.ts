import { type AlarmRules, ageOf } from './rule.ts';

const reputation = (name: string) => ({ namespace: 'AWS/SES', name, statistic: 'Maximum', everyMinutes: 15 }) as const;

const stopped = (what: string, name: string) =>
  ({
    of: 'once',
    says: `AWS refuses ${what} for a reason of ours: all of them wait, and one every ten seconds is tried.`,
    todo: `The section Mail of the campaign's page says what AWS answers and what to do, and so does the log of ${name}.`,
    metric: { function: name, counts: 'Sending::Stopped' },
    at: 1,
  }) as const;

/** About mails: those to holders, and the one that tests the alarms. */
export const mailAlarms = {
  test: {
    of: 'once',
    says: 'This is a test that somebody asked for in the console.',
    todo: 'Nothing: that it came shows that alarms arrive.',
    metric: { function: 'staff', counts: 'Alarm::Tested' },
    at: 1,
  },
  'codes-late': {
    of: 'once',
    says: 'Holders wait over two minutes for a code.',
    todo: 'Look at the mail rate and at the log of send-recovery-mail.',
    metric: ageOf('mail'),
    at: 120,
  },
  'priority-codes-late': {
    of: 'once',
    says: 'Holders who typed their reference wait over half a minute for a code.',
    todo: 'Look at the mail rate and at the log of send-recovery-mail.',
    metric: ageOf('priority-mail'),
    at: 30,
  },
  'events-late': {
    of: 'once',
    says: 'What SES reports is not recorded within ten minutes: a notice in doubt may be sent a second time.',
    todo: 'Look at the log of record-event.',
    metric: ageOf('event'),
    at: 600,
  },
  'notices-refused': {
    of: 'once',
    says: 'SES refuses many notices for reasons of their own, such as addresses: they are settled.',
    todo: 'The log of send-notices gives the reasons. Once they are mended, have them sent again.',
    metric: { function: 'send-notices', counts: 'Notice::Rejected' },
    at: 10,
  },
  'notices-stopped': stopped('notices', 'send-notices'),
  'codes-stopped': stopped('codes', 'send-recovery-mail'),
  'texts-stopped': stopped('text messages', 'next-channel'),
  'notices-paused': {
    of: 'once',
    says: 'The guard paused notices because of bounces or complaints.',
    todo: 'Look at addresses and notice; only a person lets them go on.',
    metric: { function: 'record-event', counts: 'Notice::Paused' },
    at: 1,
  },
  'quota-unknown': {
    of: 'once',
    says: 'Notices stand still because the SES quota cannot be read.',
    todo: 'Look at the log of send-notices.',
    metric: { function: 'govern', counts: 'Limit::Unknown' },
    at: 1,
    times: 3,
  },
  'events-forged': {
    of: 'once',
    says: 'Somebody put a message into the event queue that SNS did not sign. It changed nothing.',
    todo: 'Find out who may send to that queue.',
    metric: { function: 'record-event', counts: 'Event::Forged' },
    at: 1,
  },
  bounces: {
    of: 'once',
    says: 'At 5 % bounces AWS reviews sending, at 10 % it stops it.',
    todo: 'Pause the campaign and look at the addresses.',
    metric: reputation('Reputation.BounceRate'),
    at: 0.03,
  },
  complaints: {
    of: 'once',
    says: 'At 0.1 % complaints AWS reviews sending, at 0.5 % it stops it.',
    todo: 'Pause the campaign and look at the notice.',
    metric: reputation('Reputation.ComplaintRate'),
    at: 0.0005,
  },
} as const satisfies AlarmRules;
