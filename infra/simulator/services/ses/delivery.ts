import type { Random } from '../../random.ts';
import type { World } from '../../world.ts';
import { bareAddress, simulatorScenario } from './addresses.ts';
import { type BounceCause, type EventType, eventMessage, type MailEvent } from './events.ts';
import { type MailStore, recipientsOf } from './mails.ts';
import type { SuppressionList, SuppressionReason } from './suppression.ts';

/** Shares (0 to 1) of mails to an address that do not simply arrive. The rest is delivered. */
export interface Behaviour {
  /** Bounces for good: the mailbox does not exist. @default 0 */
  readonly bounce?: number;
  /** Is delivered and then reported as spam. @default 0 */
  readonly complaint?: number;
  /** Is delayed first and delivered later. @default 0 */
  readonly deferral?: number;
  /** Is rejected by SES itself for its content. @default 0 */
  readonly reject?: number;
}

/** Mean seconds from acceptance to what happens next, each drawn anew from a log-normal distribution. */
export interface DeliverySeconds {
  readonly delivery: number;
  readonly bounce: number;
  /** From delivery to the complaint. */
  readonly complaint: number;
  /** To the first notice of delay, and from there to the delivery. */
  readonly deferral: number;
}

/** Round figures: most servers take a mail within seconds, people report it within the hour. */
export const defaultDeliverySeconds: DeliverySeconds = { delivery: 2, bounce: 4, complaint: 1800, deferral: 600 };

/** Events are published together in slots of this length, so that a busy minute costs 600 steps of the clock at most. */
const slotMs = 100;

/** Events of one mail at one recipient, each with the seconds since its acceptance. */
type Fate = readonly (readonly [afterSeconds: number, event: MailEvent])[];

interface Pending {
  readonly sequence: number;
  readonly event: MailEvent;
}

/** What {@link Delivery} works with. */
export interface DeliveryOptions {
  readonly world: World;
  readonly random: Random;
  readonly mails: MailStore;
  readonly suppression: SuppressionList;
  /** Reasons for which addresses are put on the suppression list by mails of a configuration set, and not sent to by them. */
  readonly suppressedReasons: (configurationSet: string | undefined) => readonly SuppressionReason[];
  readonly behaviour: (address: string) => Behaviour | undefined;
  readonly seconds: DeliverySeconds;
  /** Publishes to every destination of the configuration set that wants the type; `message` is made only then. */
  readonly publish: (configurationSet: string | undefined, type: EventType, message: () => string) => void;
}

/** What becomes of accepted mails, and the events about it. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #slots = new Map<number, Pending[]>();
  /** Mails sent, hard bounces and complaints so far. */
  readonly counts = { sent: 0, bounced: 0, complained: 0 };

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Decides the fate of a mail that was just accepted, and schedules its events. `missing`: a variable without a value. */
  start(sequence: number, missing: string | undefined): void {
    const { mails } = this.#options;
    const mail = mails.at(sequence);
    this.#schedule(sequence, 0, { type: 'SEND' });
    if (missing !== undefined) this.#schedule(sequence, 0, { type: 'RENDERING_FAILURE', missing });
    else {
      for (const recipient of recipientsOf(mail)) {
        for (const [delay, event] of this.#fate(recipient, mail.sending.configurationSet)) this.#schedule(sequence, delay, event);
      }
    }
  }

  /** What happens to the mail at one recipient, and how many seconds after its acceptance. */
  #fate(recipient: string, configurationSet: string | undefined): Fate {
    const { suppression, suppressedReasons, behaviour, random, seconds } = this.#options;
    const address = bareAddress(recipient);
    const scenario = simulatorScenario(address);
    if (scenario !== undefined) return this.#simulatorFate(recipient, scenario);
    const reason = suppression.reasonFor(address);
    if (reason !== undefined && suppressedReasons(configurationSet).includes(reason)) {
      return [[0, { type: reason, recipient, cause: 'account suppression list' }]];
    }
    const shares = behaviour(address);
    if (shares === undefined) return this.#delivered(recipient);
    if (random.chance(shares.reject ?? 0)) return [[0, { type: 'REJECT' }]];
    if (random.chance(shares.bounce ?? 0)) return this.#bounced(recipient, 'unknown user');
    if (random.chance(shares.complaint ?? 0)) return this.#complained(recipient);
    if (!random.chance(shares.deferral ?? 0)) return this.#delivered(recipient);
    const delay = this.#draw(seconds.deferral);
    return [
      [delay, { type: 'DELIVERY_DELAY', recipient }],
      [delay + this.#draw(seconds.deferral), { type: 'DELIVERY', recipient }],
    ];
  }

  /** The documented scenarios of the mailbox simulator; an address that it does not have bounces. */
  #simulatorFate(recipient: string, scenario: string): Fate {
    if (scenario === 'success') return this.#delivered(recipient);
    if (scenario === 'complaint') return this.#complained(recipient);
    if (scenario === 'suppressionlist') return this.#bounced(recipient, 'global suppression list');
    if (scenario === 'ooto') return [...this.#delivered(recipient), ...this.#bounced(recipient, 'out of office')];
    return this.#bounced(recipient, 'unknown user');
  }

  #delivered(recipient: string): Fate {
    return [[this.#draw(this.#options.seconds.delivery), { type: 'DELIVERY', recipient }]];
  }

  #bounced(recipient: string, cause: BounceCause): Fate {
    return [[this.#draw(this.#options.seconds.bounce), { type: 'BOUNCE', recipient, cause }]];
  }

  #complained(recipient: string): Fate {
    const delay = this.#draw(this.#options.seconds.delivery);
    return [
      [delay, { type: 'DELIVERY', recipient }],
      [delay + this.#draw(this.#options.seconds.complaint), { type: 'COMPLAINT', recipient, cause: 'recipient' }],
    ];
  }

  #draw(meanSeconds: number): number {
    return meanSeconds * this.#options.random.logNormal(0.6);
  }

  #schedule(sequence: number, delaySeconds: number, event: MailEvent): void {
    const { clock } = this.#options.world;
    const now = clock.now();
    const slot = Math.floor((now + delaySeconds * 1000) / slotMs) + 1;
    const pending = this.#slots.get(slot);
    if (pending !== undefined) {
      pending.push({ sequence, event });
      return;
    }
    this.#slots.set(slot, [{ sequence, event }]);
    clock.schedule(slot * slotMs - now, 'ses events', () => {
      const due = this.#slots.get(slot) ?? [];
      this.#slots.delete(slot);
      for (const { sequence: number, event: happened } of due) this.#happen(number, happened);
    });
  }

  #happen(sequence: number, event: MailEvent): void {
    const { world, random, mails, suppressedReasons, publish } = this.#options;
    const mail = mails.at(sequence);
    const messageId = mails.idOf(sequence);
    const feedbackId = event.type === 'BOUNCE' || event.type === 'COMPLAINT' ? `${messageId.slice(0, 16)}-${random.uuid()}-000000` : '';
    const { configurationSet } = mail.sending;
    const suppress = (recipient: string, reason: SuppressionReason) => {
      if (suppressedReasons(configurationSet).includes(reason)) this.#suppress(recipient, reason, { messageId, feedbackId });
    };
    if (event.type === 'SEND') this.counts.sent++;
    if (event.type === 'BOUNCE' && event.cause === 'unknown user') {
      this.counts.bounced++;
      suppress(event.recipient, 'BOUNCE');
    }
    if (event.type === 'COMPLAINT' && event.cause === 'recipient') {
      this.counts.complained++;
      suppress(event.recipient, 'COMPLAINT');
    }
    publish(configurationSet, event.type, () => eventMessage(event, mail, messageId, feedbackId, world));
  }

  #suppress(recipient: string, reason: SuppressionReason, cause: { readonly messageId: string; readonly feedbackId: string }): void {
    const { world, suppression } = this.#options;
    const address = bareAddress(recipient);
    if (simulatorScenario(address) !== undefined) return;
    suppression.add(address, { reason, updatedAtMs: Math.floor(world.clock.now()), cause });
  }
}
