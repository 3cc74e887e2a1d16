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

/** What staff may see or do on a page that is no act of its own: `seeContents` is all that a plan or a proposal names, `inviteDevice` the log-in link of a colleague. */
export type Action = 'seeContents' | 'inviteDevice';

/** Which roles may do what. What an act takes stands in its own declaration. */
export const rolesFor: Readonly<Record<Action, readonly Role[]>> = {
  seeContents: ['commander', 'approver', 'auditor'],
  inviteDevice: ['operator'],
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
