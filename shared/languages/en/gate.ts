import type { GateTexts } from '../gate.ts';

/** What the gate says in English. */
export const gate: GateTexts = {
  before: 'Please check your user name; if it is right, your password must be changed before you can sign in',
  contained: 'Your password must be changed before you can sign in; {page} tells you how',
  recovering: 'Your recovery is not complete; please finish it at {page} and then sign in',
  lingering: 'Your account is recovered; you can sign in here from {time} UTC on',
  unclear: 'Signing in is not possible at this moment; please try again in a minute',
};
