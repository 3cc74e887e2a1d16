import type { AlarmRules } from './rule.ts';

/** About strangers who use up what holders and staff need. */
export const floodAlarms = {
  'pages-flood': {
    of: 'once',
    says: 'The pages get 30,000 requests in a minute, a quarter of what the API lets through: more than a campaign of a million notices brings.',
    todo: 'Look at who calls, in the sampled requests of the firewall, and lower pagesRequestsPerAddress or block them there. The gate has executions of its own, unless the console says otherwise.',
    metric: { namespace: 'AWS/ApiGateway', name: 'Count', statistic: 'Sum' },
    at: 30_000,
  },
  'sign-in-flood': {
    of: 'once',
    says: 'Cognito throttles sign-ins: somebody uses up the rate that holders and recoveries need (UserAuthentication). Recoveries go on, slower.',
    todo: 'Look at who signs in at the product, and put a rate rule on the web ACL of the pool that fits its sign-ins; have AWS raise the rate.',
    metric: { function: 'pages', counts: 'SignIn::Throttled' },
    at: 60,
  },
  'log-in-flood': {
    of: 'once',
    says: 'Somebody tries passwords with names of staff, more than the console lets through. Nobody is locked out: known devices and links for new ones have tries of their own.',
    todo: 'Look at the log of staff, and at who calls. Give a link to whoever has to log in from a new device.',
    metric: { function: 'staff', counts: 'StaffLogin::Limited' },
    at: 10,
  },
  'decoy-looked-up': {
    of: 'once',
    says: 'A member of the staff looked up an address that is a decoy: nobody who helps a holder has a reason to.',
    todo: 'Look in the log of staff for SLU-816, which names the order, and in the audit log for who gave it. Close that log-in until it is clear why.',
    metric: { function: 'staff', counts: 'LookUp::Decoy' },
    at: 1,
  },
  'look-ups-refused': {
    of: 'once',
    says: 'A member of the staff wanted to look up more accounts than one person may in an hour or a day.',
    todo: 'Look in the audit log at who looked up how many, and ask them. A log-in that is not theirs alone is closed.',
    metric: { function: 'staff', counts: 'LookUp::Refused' },
    at: 1,
  },
  'code-flood': {
    of: 'once',
    says: 'Few of the mailed codes are typed: somebody asks for codes of others, or the codes’ share of the day is used up. Holders who type the reference of their notice still get a code within seconds.',
    todo: 'The section Mail of the campaign’s page says how many went out. Have the helpdesk ask for the reference.',
    metric: { function: 'govern', counts: 'Flood::Seen' },
    at: 1,
  },
} as const satisfies AlarmRules;
