import { type PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { ceilingUnits, isPhoneNumber, type TextBudget, textSize, toUsd, worstPrice } from '#domain/campaign/text-spend.ts';
import { isAnswer } from '#domain/notice/mail-outcome.ts';
import type { Clock } from '#shared/platform.ts';
import type { Allowance } from './allowance.ts';
import type { TextSpend } from './text-spend.ts';

/**
 * What became of a text. `throttled`: not sent, try again in a few seconds; `over-ceiling`: not sent, and none will be until the campaign's ceiling
 * is raised; `rejected`: never to this number, `reason` names AWS's refusal or is `number`; `refused`: AWS takes no text of ours, for a reason that is not
 * the number or not known; `unanswered`: nobody knows.
 */
export type TextOutcome =
  | { readonly kind: 'sent'; readonly id: string }
  | { readonly kind: 'over-ceiling' | 'unanswered' | 'throttled' }
  | { readonly kind: 'rejected' | 'refused'; readonly reason: string };

/** Sends the text messages of a campaign. One call is one attempt: AWS has no idempotency token, so the SDK must not retry. */
export interface Texts {
  /** Sends a text to a number (E.164), when it is its turn. What it may cost is spent whatever becomes of it, once it had its turn. */
  send(to: string, text: string): Promise<TextOutcome>;
}

/** Settings of text messages. */
export interface TextsOptions {
  /** Sender ID, phone number or pool of AWS End User Messaging SMS that they come from: its ARN or id. */
  readonly originationIdentity: string;
  readonly campaignId: string;
  readonly budget: TextBudget;
  readonly spend: Pick<TextSpend, 'take' | 'giveBack'>;
  /** Of message parts a second, which the origination identity has (https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-mps.html). */
  readonly allowance: Allowance<'TextParts'>;
  readonly clock: Clock;
}

/** Text messages through AWS End User Messaging SMS. */
export function makeTexts(client: PinpointSMSVoiceV2Client, options: TextsOptions): Texts {
  const { originationIdentity, campaignId, budget, spend, allowance, clock } = options;
  return {
    send: async (to, text) => {
      if (!isPhoneNumber(to)) return { kind: 'rejected', reason: 'number' };
      const { parts } = textSize(text);
      const price = worstPrice(parts, budget);
      const waitMs = await allowance.take('TextParts', 'text', parts);
      if (waitMs === undefined) return { kind: 'throttled' };
      if (!(await spend.take(campaignId, price, ceilingUnits(budget)))) return { kind: 'over-ceiling' };
      await clock.sleep(waitMs);
      try {
        const { MessageId } = await client.send(
          new SendTextMessageCommand({
            DestinationPhoneNumber: to,
            OriginationIdentity: originationIdentity,
            MessageBody: text,
            MessageType: 'TRANSACTIONAL',
            MaxPrice: toUsd(price).toFixed(5),
          }),
        );
        return { kind: 'sent', id: MessageId ?? '' };
      } catch (error) {
        const outcome = outcomeOfError(error);
        if (outcome.kind === 'refused') await spend.giveBack(campaignId, price);
        if (outcome.kind === 'throttled') await allowance.push('TextParts');
        return outcome;
      }
    },
  };
}

/** Refusals whose reason is the number, or its country: the others are written to all the same. */
const ofNumber: ReadonlySet<string> = new Set([
  'COUNTRY_CODE_MISMATCH',
  'COUNTRY_NOT_ENABLED',
  'DESTINATION_COUNTRY_BLOCKED',
  'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
  'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
  'DESTINATION_PHONE_NUMBER_OPTED_OUT',
  'INTERNATIONAL_SENDING_NOT_SUPPORTED',
  'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY',
  'PRICE_OVER_THRESHOLD',
  'SENDER_ID_NOT_SUPPORTED',
  'SENDER_ID_REQUIRES_REGISTRATION',
]);

/** Errors of SendTextMessage: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
function outcomeOfError(error: unknown): TextOutcome {
  if (!(error instanceof Error) || !isAnswer(error)) return { kind: 'unanswered' };
  const reason = 'Reason' in error && typeof error.Reason === 'string' ? error.Reason : error.name;
  if (error.name === 'ThrottlingException') return { kind: 'throttled' };
  return { kind: ofNumber.has(reason) ? 'rejected' : 'refused', reason };
}
