import type { AlarmRules } from './rule.ts';

/** About strangers who use up what holders and staff need. */
export const floodAlarms = {
  'pages-flood': {
    of: 'once',
    says: 'The pages get 30,000 requests in a minute, a quarter of what the API lets through. A campaign of a million notices brings fewer.',
    look: 'The sampled requests of the firewall of the pages: who calls.',
    todo: 'Lower pagesRequestsPerAddress, or block these callers there. The gate has executions of its own, unless the console says otherwise.',
    who: ['operator'],
    metric: { namespace: 'AWS/ApiGateway', name: 'Count', statistic: 'Sum' },
    at: 30_000,
  },
  'sign-in-flood': {
    of: 'once',
    says: 'Cognito throttles sign-ins: somebody uses up the rate that holders and recoveries need (UserAuthentication). Recoveries go on, slower.',
    look: 'The sign-ins of the product: from where, and for which accounts.',
    todo: 'Put a rate rule that fits its sign-ins on the web ACL of the pool. Have AWS raise the rate UserAuthentication.',
    who: ['operator'],
    metric: { function: 'pages', counts: 'SignIn::Throttled' },
    at: 60,
  },
  'log-in-flood': {
    of: 'once',
    says: 'Somebody tries passwords with names of staff, more than the console lets through. Nobody is locked out: known devices and links for new ones have tries of their own.',
    look: 'The log of staff, and the sampled requests of the firewall of the API.',
    todo: 'Block the caller there. Give a link to whoever has to log in from a new device.',
    who: ['operator'],
    metric: { function: 'staff', counts: 'StaffLogin::Limited' },
    at: 10,
  },
  'decoy-looked-up': {
    of: 'once',
    says: 'A member of the staff looked up an address that is a decoy: nobody who helps a holder has a reason to.',
    look: 'The log of staff has SLU-816 with the id of the command; the audit log says who gave it.',
    todo: 'Disable that log-in until it is clear why.',
    who: ['operator', 'commander'],
    metric: { function: 'staff', counts: 'LookUp::Decoy' },
    at: 1,
  },
  'look-ups-refused': {
    of: 'once',
    says: 'A member of the staff wanted to look up more accounts than one person may in an hour or a day.',
    look: 'The audit log: who looked up how many accounts.',
    todo: 'Ask them. Disable a log-in that is not theirs alone.',
    who: ['commander'],
    metric: { function: 'staff', counts: 'LookUp::Refused' },
    at: 1,
  },
  'code-flood': {
    of: 'once',
    says: 'Few of the mailed codes are typed: somebody asks for codes of others, or the codes’ share of the day is used up. Holders who type the reference of their notice still get a code within seconds.',
    look: 'The section Mail of the page of the campaign says how many codes went out.',
    todo: 'Have the helpdesk ask for the reference. Block the callers at the firewall of the pages.',
    who: ['commander', 'agent', 'operator'],
    metric: { function: 'govern', counts: 'Flood::Seen' },
    at: 1,
  },
} as const satisfies AlarmRules;
