/**
 * What is known of an account, the worst first. `confirmed`: an intruder used it. `suspected`: there are signs of that. `precaution`: its credentials
 * may be known, as those of everybody in scope.
 */
export const grades = ['confirmed', 'suspected', 'precaution'] as const;

/** One of {@link grades}. */
export type Grade = (typeof grades)[number];

/** Whether a grade is worse than another. */
export function isWorse(grade: Grade, than: Grade): boolean {
  return grades.indexOf(grade) < grades.indexOf(than);
}
