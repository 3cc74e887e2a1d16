import type { AccountRow } from '../account/account.ts';
import type { EpochRow } from './campaign.ts';

/**
 * What Cognito asks for after the password. `SOFTWARE_TOKEN_MFA`: a code of the authenticator app. `SMS_MFA`, `EMAIL_OTP`: the code that Cognito
 * sent. `MFA_SETUP`: a first authenticator app, as the pool demands a second factor and the account has none.
 */
export const factorNames = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP', 'MFA_SETUP'] as const;

/** A sign-in that waits for a second factor. The browser keeps it, the server does not. */
export interface FactorChallenge {
  readonly name: (typeof factorNames)[number];
  /** Cognito's own name for the sign-in; good for 15 minutes and one right answer. */
  readonly session: string;
  /** For `MFA_SETUP`: the key to put into an authenticator app, in base 32. */
  readonly key?: string;
}

/** How many digits a code of a second factor may have: 6, or 8 in Cognito's mails. */
export const factorCodeLengths = [6, 8] as const;

/**
 * Wrong codes of a second factor that an account bears in {@link factorLockMs}, over all its recoveries: with 6 digits, of which an app takes a few, about
 * one chance in 30,000 a day for somebody who reads the holder's mail.
 */
export const maxFactorMisses = 10;

/** For how long wrong codes of a second factor count, in ms: a day. */
export const factorLockMs = 86_400_000;

/** Until when the second factor of an account is closed, by its wrong codes of the last day (ms since 1970, oldest first); undefined where it is open. */
export function factorLockedUntil(misses: readonly number[]): number | undefined {
  const oldest = misses.at(-maxFactorMisses);
  return oldest === undefined ? undefined : oldest + factorLockMs;
}

/**
 * From when on what somebody added to an account may be an intruder's, in ms since 1970: the earliest *compromised since* of its campaigns, of the
 * account where that is known. Minus infinity where a campaign knows none: then everything is doubtful. Plus infinity where no campaign contains the
 * account any more: two people said that nothing is.
 */
export function doubtfulSince(rows: readonly AccountRow[], epochs: readonly EpochRow[]): number {
  const ofCampaign = new Map(epochs.map(({ campaignId, compromisedSince }) => [campaignId, compromisedSince]));
  const binding = rows.filter(({ campaignId, state }) => state !== 'exempt' && ofCampaign.has(campaignId));
  return Math.min(
    ...binding.map(({ campaignId, compromisedSince }) => compromisedSince ?? ofCampaign.get(campaignId) ?? Number.NEGATIVE_INFINITY),
  );
}
