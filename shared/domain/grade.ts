/**
 * What is known of an account, the worst first. `confirmed`: an intruder used it. `suspected`: there are signs of that. `precaution`: its credentials
 * may be known, as those of everybody in scope.
 */
export const grades = ['confirmed', 'suspected', 'precaution'] as const;

/** One of {@link grades}. */
export type Grade = (typeof grades)[number];
