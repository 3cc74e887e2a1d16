import type { AlarmRules } from './rule.ts';

/** About rows, their counters and the audit log. */
export const recordAlarms = {
  'counter-mended': {
    of: 'once',
    says: 'Counters of a campaign did not agree with its rows and were mended.',
    todo: 'The audit log says which: find out who changed what.',
    metric: { function: 'recount', counts: 'Counter::Mended' },
    at: 1,
  },
  'recount-unclear': {
    of: 'once',
    says: 'Counters cannot be compared with their rows, minute after minute: changes are not counted in time.',
    todo: 'Look at the log of count-progress.',
    metric: { function: 'recount', counts: 'Recount::Unclear' },
    at: 1,
    times: 10,
  },
  'conservation-broken': {
    of: 'once',
    says: 'Accounts and notices of a campaign do not add up: somebody may not be told.',
    todo: 'The log of recount says in which lane.',
    metric: { function: 'recount', counts: 'Conservation::Broken' },
    at: 1,
  },
  'changed-by-hand': {
    of: 'once',
    says: 'A campaign, a proposal, an account or a step was changed past all functions.',
    todo: 'The audit log says which: find out by whom.',
    metric: { function: 'record-audit', counts: 'Row::ChangedByHand' },
    at: 1,
  },
  'notice-changed-by-hand': {
    of: 'once',
    says: 'A notice was changed past all functions.',
    todo: 'The log of count-progress says in which campaign and lane: find out by whom, in CloudTrail where data events are on.',
    metric: { function: 'count-progress', counts: 'Row::ChangedByHand' },
    at: 1,
  },
  'audit-broken': {
    of: 'once',
    says: 'A chain of the audit log, or its seals, are not what they were when they were sealed: somebody changed or cut them.',
    todo: 'Run `sluis audit verify`, keep the tables as they are, and find out who wrote to them.',
    metric: { function: 'seal-audit', counts: 'Audit::Broken' },
    at: 1,
  },
} as const satisfies AlarmRules;
