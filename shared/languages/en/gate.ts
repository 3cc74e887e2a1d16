import type { GateTexts } from '../gate.ts';

/** What the gate says in English. */
export const gate: GateTexts = {
  before: 'Please check your username; if it is correct, you must change your password before you can sign in',
  contained: 'You must change your password before you can sign in; {page} tells you how',
  recovering: 'You have not finished recovering your account; please finish at {page} and then sign in',
  lingering: 'Your account is recovered; you can sign in here from {time} UTC',
  unclear: 'You cannot sign in at the moment; please try again in a minute',
};
