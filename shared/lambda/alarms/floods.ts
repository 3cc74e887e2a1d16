import type { AlarmRules } from './rule.ts';

/** About strangers who use up what holders and staff need. */
export const floodAlarms = {
  'log-in-flood': {
    of: 'once',
    says: 'Somebody tries passwords with names of staff, more than the console lets through. Nobody is locked out: known devices and links for new ones have tries of their own.',
    todo: 'Look at the log of staff, and at who calls. Give a link to whoever has to log in from a new device.',
    metric: { function: 'staff', counts: 'StaffLogin::Limited' },
    at: 10,
  },
} as const satisfies AlarmRules;
