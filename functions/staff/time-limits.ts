/** How long a call may take at most that a person waits for beside others, in ms; the function ends after 29 s. */
export const timeLimits = {
  /** Writing the second copy of the epochs, which a start waits for. */
  epochCopy: 2_000,
  /** One call for the directory's settings, which a start waits for. */
  pool: 2_000,
  /** One call of SES about how it is set up; a start waits for a few of them. */
  mailSetup: 3_000,
  /** Reading who hears the alarms; every page that shows it waits. */
  subscribers: 2_000,
} as const;
