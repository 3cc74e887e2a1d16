/** What has become of mails, as far as the reputation guard looks at it. */
export interface MailFates {
  /** Mails that SES accepted. */
  readonly sent?: number;
  /** Of them, those that bounced for good. */
  readonly bounced?: number;
  /** Of them, those that were marked as spam. */
  readonly complained?: number;
}

/** From which shares (0 to 1) on the guard pauses notices. */
export interface GuardLimits {
  readonly bounces: number;
  readonly complaints: number;
}

/** Sends from which on shares say something. */
export const representative = 1_000;

/**
 * Whether the guard pauses: before AWS reviews an account, at 5 % bounces or 0.1 % complaints, and long before it stops its sending, at 10 % and 0.5 %
 * (Amazon SES Developer Guide, "Reputation metrics messages").
 */
export function guardVerdict({ sent = 0, bounced = 0, complained = 0 }: MailFates, limits: GuardLimits): keyof GuardLimits | undefined {
  if (sent < representative) return undefined;
  if (bounced / sent >= limits.bounces) return 'bounces';
  return complained / sent >= limits.complaints ? 'complaints' : undefined;
}
