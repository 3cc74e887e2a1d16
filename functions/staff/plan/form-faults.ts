import type { Fault } from '#shared/lambda/validate.ts';
import type { FieldFault } from '#shared/web/forms.ts';
import { lineNumber } from './lines.ts';

/** The names of the form's fields, as it shows them. */
const labels: Readonly<Record<string, string>> = {
  title: 'Title',
  environments: 'Environments',
  organisations: 'Organisations',
  clients: 'App clients',
  where: 'Conditions',
  list: 'List',
  exemptions: 'Exemptions',
  compromisedSince: 'Compromised since',
  wantedEpoch: 'Credentials from before this moment are worthless',
  compromised: 'List of accounts that were used',
  privileged: 'List of privileged accounts',
  breachedDomains: 'Domains whose mail the intruder reads',
  channels: 'Next channels',
  smsCeiling: 'All texts, at most',
  smsPrice: 'One part, at most',
  contacts: 'Contacts of organisations',
  sweep: 'Sweep',
  primitive: 'Work',
  activeDays: 'Active days',
  dormantDays: 'Dormant after days',
  dormantNotices: 'When do dormant accounts get their notice?',
  canaryNotices: 'First notices, after which the others wait',
  canaryMinutes: 'Minutes until the others follow',
  reminderDays: 'Days of reminders',
  quietFrom: 'Quiet from',
  quietTo: 'Quiet until',
  widens: 'Widens',
  containsFederated: 'Accounts with a password elsewhere',
};

/** Fields that have another name in the form. */
const renamed: Readonly<Record<string, string>> = {
  'dormant.afterDays': 'dormantDays',
  'dormant.notices': 'dormantNotices',
  'canary.notices': 'canaryNotices',
  'canary.holdMinutes': 'canaryMinutes',
  'quietHours.from': 'quietFrom',
  'quietHours.to': 'quietTo',
  sms: 'smsCeiling',
  'sms.ceilingUsd': 'smsCeiling',
  'sms.usdPerPart': 'smsPrice',
};

/** Fields of which the line is named that is wrong. */
const byLine = ['organisations', 'list', 'exemptions', 'compromised', 'privileged', 'channels', 'contacts', 'breachedDomains'] as const;

/** What was typed, as far as a fault speaks of it. */
type Typed = Readonly<Record<(typeof byLine)[number] | 'reminderDays', string>>;

/** The field of the form that holds what the API calls `scope.list.3`, in the words of the form. */
export function toFieldFault(values: Typed): (fault: Fault) => FieldFault {
  return ({ field, given, allowed }) => {
    const [root] = field.split('.');
    const name = renamed[field] ?? (root === 'reminders' ? 'reminderDays' : field.split('.').findLast((part) => part in labels));
    if (name === undefined) return { field: 'scope', text: 'Choose whom it is about.' };
    const entry = /\.(\d+)/.exec(field)?.[1];
    const typed = byLine.find((each) => each === name);
    const line = typed === undefined || entry === undefined ? '' : `, line ${lineNumber(values[typed], Number(entry))}`;
    const told = field === 'reminders.days' ? JSON.stringify(values.reminderDays.slice(0, 40)) : given;
    return { field: name, text: `${labels[name]}${line}: ${told} is not possible. Allowed: ${allowed}.` };
  };
}
