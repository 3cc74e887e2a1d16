import type { Person } from './person.ts';

/** What a member of the staff may be; each is a group of the staff's user pool. */
export const roles = ['commander', 'approver', 'agent', 'auditor', 'operator'] as const;

/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** A member of the staff who has proven who they are. */
export interface Staff extends Person {
  /** Never given to another person while the campaigns are kept. */
  readonly username: string;
  readonly roles: readonly Role[];
}

/** What staff can do: to a campaign, or, for `redrive` and `testAlarms`, to a dead-letter queue or the alarms. `read` is everything that changes nothing. */
export type Action =
  | 'read'
  | 'plan'
  | 'approve'
  | 'start'
  | 'close'
  | 'cancel'
  | 'pauseSweep'
  | 'resumeSweep'
  | 'propose'
  | 'confirm'
  | 'withdraw'
  | 'orderMail'
  | 'helpHolders'
  | 'redrive'
  | 'testAlarms'
  | 'addCompromised'
  | 'recordStep'
  | 'downloadSteps'
  | 'inviteDevice'
  | 'seeContents';

/** Which roles may do what. That an approver did not plan the campaign is a guard of the transition itself. */
export const rolesFor: Readonly<Record<Action, readonly Role[]>> = {
  read: roles,
  plan: ['commander'],
  approve: ['approver'],
  start: ['commander'],
  close: ['commander'],
  cancel: ['commander'],
  pauseSweep: ['commander'],
  resumeSweep: ['commander'],
  propose: ['commander'],
  confirm: ['approver'],
  withdraw: ['commander', 'approver'],
  orderMail: ['commander'],
  helpHolders: ['commander', 'agent'],
  redrive: ['operator'],
  testAlarms: ['commander', 'operator'],
  addCompromised: ['commander'],
  recordStep: ['commander', 'agent'],
  downloadSteps: ['commander', 'agent'],
  inviteDevice: ['operator'],
  seeContents: ['commander', 'approver', 'auditor'],
};

/** Whether somebody's role lets them do this. */
export function may(staff: Staff, action: Action): boolean {
  return rolesFor[action].some((role) => staff.roles.includes(role));
}

/** The member of the staff that verified claims of Cognito speak of; groups come as an array in a token and as text from API Gateway. */
export function staffFromClaims(claims: Readonly<Record<string, unknown>>): Staff | undefined {
  const username = claims['cognito:username'] ?? claims.username;
  if (typeof username !== 'string' || username === '') return undefined;
  const groups = claims['cognito:groups'] ?? [];
  const names = Array.isArray(groups) ? groups : String(groups).split(/[[\],\s]+/);
  const { email, sub } = claims;
  return {
    username,
    ...(typeof email === 'string' && { email }),
    ...(typeof sub === 'string' && { sub }),
    roles: roles.filter((role) => names.includes(role)),
  };
}
