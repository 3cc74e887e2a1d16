/**
 * Tries to log in as one member of the staff. After five wrong passwords, whoever typed them, Cognito refuses the right one too, for a second and twice as long
 * after each further one, up to 15 minutes; it forgets them after 15 minutes without any
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior). So a try is counted before it reaches
 * Cognito: strangers have fewer than lock anybody out, and devices that the person has logged in from have tries of their own.
 */

/** Whether somebody shows a device that this person logged in from, or was given a link for. */
export type Device = 'known' | 'unknown';

/**
 * Wrong tries that get through. By name and by address a stranger has four together, fewer than Cognito's five; with the person's own five more
 * Cognito locks for 2^(9 - 5) = 16 seconds at most.
 */
export const mostTries: Readonly<Record<Device, number>> = { unknown: 2, known: 5 };

/** After so long without a try that got through, all of them are there again, in ms: a minute more than Cognito takes to forget. */
export const quietMs = 16 * 60_000;
