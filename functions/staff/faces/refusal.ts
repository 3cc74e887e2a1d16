import { type Action, rolesFor, type Staff } from '#domain/staff/staff.ts';
import type { Fault } from '#shared/lambda/validate.ts';

/** Why a command was not carried out; the text is one line for the person who gave it. */
export interface Refusal {
  readonly reason: 'forbidden' | 'unknown' | 'conflict' | 'invalid' | 'limited';
  readonly text: string;
  /** What is wrong with a plan, field by field. */
  readonly faults?: readonly Fault[];
}

/** Why somebody's role does not let them do this. */
export function forbidden({ username, roles }: Staff, action: Action): Refusal {
  const given = roles.length === 0 ? 'no role' : roles.join(', ');
  return {
    reason: 'forbidden',
    text: `to ${actionWords[action] ?? `${action} a campaign`} takes the role ${rolesFor[action].join(' or ')}; ${username} has ${given}`,
  };
}

/** What an action is called where its name alone does not say it. */
export const actionWords: Readonly<Partial<Record<Action, string>>> = {
  pauseSweep: 'pause the sweep',
  resumeSweep: 'let the sweep go on',
  propose: 'propose to take containment back',
  confirm: 'confirm a proposal',
  withdraw: 'withdraw a proposal',
  orderMail: 'order about notices',
  helpHolders: 'send a notice again or report calls',
  redrive: 'redrive a dead-letter queue',
  testAlarms: 'test the alarms',
  addCompromised: 'add compromised accounts',
  recordStep: 'say how a step ended',
  downloadSteps: 'download a list of steps',
  seeContents: 'see all that a campaign or a proposal names',
};

/** Says that a name counts as another one, where it is not the same. */
export function sameAs(by: string, { username }: Staff): string {
  return by === username ? '' : `, and ${username} counts as the same person`;
}
