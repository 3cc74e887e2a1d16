/** How long a call of SNS may take, in ms: every page that shows it waits. */
export const subscribersLimitMs = 2_000;

/** How long one call of SES may take, in ms: a start waits for them. */
export const mailSetupLimitMs = 3_000;
