import { AwsError, supportsOnly } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';
import { QuotaGuard } from './ses/quota.ts';

/** Settings of simulated AWS End User Messaging SMS. */
export interface SmsOptions {
  /** Message parts a second of the one sender. @default 10, a round figure: AWS's differ by sender and country */
  readonly partsPerSecond?: number;
  /** US dollars that a part to a number costs. @default 0.1, a round figure: AWS's differ by country */
  readonly usdPerPart?: (to: string) => number;
  /** US dollars that may be spent in all, as AWS's monthly limit. @default 1,000; new accounts have 1 */
  readonly spendLimitUsd?: number;
  /** Numbers that opted out. @default none */
  readonly optedOut?: readonly string[];
}

/** A text message that was accepted. */
export interface SimulatedText {
  readonly messageId: string;
  readonly to: string;
  /** Sender ID, phone number or pool. */
  readonly from: string;
  readonly body: string;
  readonly parts: number;
  /** What it cost, in US dollars. */
  readonly usd: number;
  readonly acceptedAtMs: number;
}

/** SendTextMessage of the API `pinpoint-sms-voice-v2`, with its rate, prices and limits. Senders need not be made; texts have no events. */
export interface SimulatedSms extends Service {
  /** Accepted texts, oldest first. */
  readonly texts: readonly SimulatedText[];
}

const parameters = new Set(['DestinationPhoneNumber', 'OriginationIdentity', 'MessageBody', 'MessageType', 'MaxPrice']);

/** AWS End User Messaging SMS as far as {@link SimulatedSms} goes. */
export function simulateSms(world: World, options: SmsOptions = {}): SimulatedSms {
  const { partsPerSecond = 10, usdPerPart = () => 0.1, spendLimitUsd = 1_000, optedOut = [] } = options;
  const random = world.random.fork('sms');
  const rate = new QuotaGuard(world.clock, { maxSendRate: partsPerSecond, max24HourSend: -1 }, 1);
  const texts: SimulatedText[] = [];
  let spent = 0;
  return {
    name: 'sms',
    texts,
    operations: {
      SendTextMessage(input) {
        supportsOnly('sms', 'SendTextMessage', input, parameters);
        const to = matching(input, 'DestinationPhoneNumber', /^\+?[1-9][0-9]{1,18}$/);
        const from = matching(input, 'OriginationIdentity', /^[A-Za-z0-9_:/+-]{1,256}$/);
        const body = matching(input, 'MessageBody', /^(?!\s*$).{1,1600}$/s);
        const maxPrice =
          input.MaxPrice === undefined ? Number.POSITIVE_INFINITY : Number(matching(input, 'MaxPrice', /^\d{0,2}\.\d{1,5}$/));
        const parts = partsOf(body);
        const usd = parts * usdPerPart(to);
        if (optedOut.includes(to)) throw refusal('ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT');
        if (usd > maxPrice + 1e-9) throw refusal('ValidationException', 'PRICE_OVER_THRESHOLD');
        if (spent + usd > spendLimitUsd + 1e-9) throw refusal('ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT');
        if (rate.take(parts, parts) !== 'accepted') throw new AwsError('ThrottlingException', 'Rate exceeded');
        spent += usd;
        world.meter.of('sms', 'SendTextMessage').writeUnits += parts;
        const messageId = random.uuid();
        texts.push({ messageId, to, from, body, parts, usd, acceptedAtMs: world.clock.now() });
        return { MessageId: messageId };
      },
    },
  };
}

function matching(input: Fields, name: string, pattern: RegExp): string {
  const value = input[name];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw refusal('ValidationException', value === undefined ? 'MISSING_PARAMETER' : 'INVALID_PARAMETER');
}

function refusal(name: string, reason: string): AwsError {
  return new AwsError(name, `The request was refused. Reason="${reason}"`, { Reason: reason });
}

const gsm7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/;

/** Parts as AWS bills them (https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html). */
function partsOf(body: string): number {
  const plain = gsm7.test(body);
  const length = plain ? body.replaceAll(/[\f^{}\\[~\]|€]/g, 'xx').length : body.length;
  const [alone, together] = plain ? [160, 153] : [70, 67];
  return length <= alone ? 1 : Math.ceil(length / together);
}
