import { AwsError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import { badRequest, bareAddress, suppressionKey } from './addresses.ts';

/** Why an address is on the suppression list. */
export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

interface Suppressed {
  readonly reason: SuppressionReason;
  readonly updatedAtMs: number;
  /** The mail and the feedback that put it there; undefined when somebody did. */
  readonly cause: { readonly messageId: string; readonly feedbackId: string } | undefined;
}

/** The suppression list of the account. */
export class SuppressionList {
  readonly #addresses = new Map<string, Suppressed>();

  /** Puts an address on the list, or renews its entry. */
  add(address: string, entry: Suppressed): void {
    this.#addresses.set(suppressionKey(address), entry);
  }

  /** Why the address is on the list; undefined when it is not. */
  reasonFor(address: string): SuppressionReason | undefined {
    return this.#addresses.size === 0 ? undefined : this.#addresses.get(suppressionKey(address))?.reason;
  }

  /** GetSuppressedDestination. @throws AwsError when the address is not on the list. */
  describe(address: string): Fields {
    const EmailAddress = suppressionKey(bareAddress(address));
    const entry = this.#addresses.get(EmailAddress);
    if (entry === undefined) {
      throw new AwsError('NotFoundException', `Email address ${EmailAddress} does not exist on your suppression list.`, {}, 404);
    }
    const SuppressedDestination: Fields = { EmailAddress, Reason: entry.reason, LastUpdateTime: new Date(entry.updatedAtMs) };
    if (entry.cause !== undefined)
      SuppressedDestination.Attributes = { MessageId: entry.cause.messageId, FeedbackId: entry.cause.feedbackId };
    return { SuppressedDestination };
  }
}

/** @throws AwsError unless the reason is one of the two that SES has. */
export function suppressionReason(value: unknown): SuppressionReason {
  if (value === 'BOUNCE' || value === 'COMPLAINT') return value;
  throw badRequest(
    "1 validation error detected: Value at 'reason' failed to satisfy constraint: Member must satisfy enum value set: [BOUNCE, COMPLAINT]",
  );
}
