import { supportsOnly } from '../../errors.ts';
import type { Service } from '../../service.ts';
import type { World } from '../../world.ts';
import { bareAddress } from './addresses.ts';
import { ConfigurationSets, type EventDestination } from './configuration-sets.ts';
import { type Behaviour, Delivery, type DeliverySeconds, defaultDeliverySeconds } from './delivery.ts';
import { Identities, type IdentityState } from './identities.ts';
import { type AcceptedMail, type Mail, MailStore } from './mails.ts';
import { type Quota, QuotaGuard } from './quota.ts';
import { type RefusalStatus, sendingOperations } from './sending.ts';
import { SuppressionList, type SuppressionReason, suppressionReason } from './suppression.ts';

export type { Behaviour, DeliverySeconds } from './delivery.ts';
export type { AcceptedMail, Mail } from './mails.ts';
export type { Quota } from './quota.ts';
export type { RefusalStatus } from './sending.ts';

/** Settings of a simulated SES. */
export interface SesOptions {
  /** Hands an event to SNS. */
  readonly publish: (topicArn: string, message: string, configurationSet: string) => void;
  /** @default 14 recipients a second and 50,000 in 24 hours, what new production accounts are often given */
  readonly quota?: Quota;
  /** Seconds' worth of the rate that may be sent at once after a pause (AWS: "short bursts"). @default 1 */
  readonly burstSeconds?: number;
  /** False for the sandbox, where recipients must be verified too. @default true */
  readonly productionAccess?: boolean;
  /** Reasons for which addresses come on the suppression list, and are not sent to. @default both, as in new accounts */
  readonly suppressedReasons?: readonly SuppressionReason[];
  /** What mails to an address meet. @default they are delivered */
  readonly behaviour?: (address: string) => Behaviour | undefined;
  /** Status with which mails to an address are refused, as a bulk entry names it; SendEmail throws the exception for it. @default none is */
  readonly refuses?: (address: string) => RefusalStatus | undefined;
  /** Mean seconds to the next event of a mail. @default {@link defaultDeliverySeconds} */
  readonly deliverySeconds?: Partial<DeliverySeconds>;
  /** Share (0 to 1) of bulk entries that fail with TRANSIENT_FAILURE. @default 0 */
  readonly transientFailureShare?: number;
}

/** The v2 API's sending side: Simple and inline-template mails, one by one or in bulk, with quotas, suppression and events. */
export interface SimulatedSes extends Service {
  /** Adds an address or domain, verified and signed unless it is said otherwise; of one that is there, changes what is given. */
  putIdentity(identity: string, changes?: Partial<IdentityState>): { arn: string };
  /** @throws AwsError when the name is taken; UnsupportedError for event types that never happen here. */
  createConfigurationSet(configurationSet: {
    readonly name: string;
    readonly destinations: readonly EventDestination[];
    /** Reasons that take the place of the account's for mails of this set. @default the account's */
    readonly suppressedReasons?: readonly SuppressionReason[];
  }): void;
  /** Adds a destination to a configuration set; throws as `createConfigurationSet` does. */
  addEventDestination(configurationSet: string, destination: EventDestination): void;
  /** Changes the sending quota from now on; what is left out stays. */
  setQuota(quota: Partial<Quota>): void;
  /** Pauses (false) or resumes sending for the whole account, as AWS does at too many bounces. */
  setSendingEnabled(enabled: boolean): void;
  /** Shares, from 0 to 1, of all mails so far that bounced for good or were complained about; AWS takes a volume that it does not tell. */
  reputation(): { readonly bounces: number | undefined; readonly complaints: number | undefined };
  /** Accepted mails so far. */
  readonly mailCount: number;
  /** The accepted mail with that message id; undefined when there is none. */
  mail(messageId: string): Mail | undefined;
  /**
   * Accepted mails, newest first: `limit` (default 50) after the first `offset` (default 0), only those with a recipient
   * that contains `recipient` where it is given; `total` counts all that match.
   */
  list(query?: { readonly offset?: number; readonly limit?: number; readonly recipient?: string }): {
    readonly mails: readonly Mail[];
    readonly total: number;
  };
  /** Calls `listener` for each accepted mail, before the caller has its answer. */
  onAccepted(listener: (mail: AcceptedMail) => void): void;
}

/** SES as far as {@link SimulatedSes} goes. */
export function simulateSes(world: World, options: SesOptions): SimulatedSes {
  const random = world.random.fork('ses');
  const { productionAccess = true, suppressedReasons = ['BOUNCE', 'COMPLAINT'] } = options;
  const identities = new Identities();
  const quota = new QuotaGuard(world.clock, options.quota ?? { maxSendRate: 14, max24HourSend: 50_000 }, options.burstSeconds ?? 1);
  const mails = new MailStore(random.int(0x1_0000_0000));
  const suppression = new SuppressionList();
  const configurationSets = new ConfigurationSets(suppressedReasons);
  const listeners: ((mail: AcceptedMail) => void)[] = [];
  let sendingEnabled = true;

  const delivery = new Delivery({
    world,
    random,
    mails,
    suppression,
    suppressedReasons: (name) => configurationSets.suppressedReasons(name),
    behaviour: options.behaviour ?? (() => undefined),
    seconds: { ...defaultDeliverySeconds, ...options.deliverySeconds },
    publish(name, type, message) {
      if (name === undefined) return;
      for (const topicArn of configurationSets.topics(name, type)) options.publish(topicArn, message(), name);
    },
  });

  return {
    name: 'ses',
    operations: {
      ...sendingOperations({
        world,
        random,
        identities,
        quota,
        mails,
        productionAccess,
        transientFailureShare: options.transientFailureShare ?? 0,
        refuses: options.refuses ?? (() => undefined),
        sendingEnabled: () => sendingEnabled,
        configurationSetEnabled: (name) => configurationSets.sends(name),
        accepted(sequence, missing) {
          delivery.start(sequence, missing);
          for (const listener of listeners) listener(mails.accepted(sequence));
        },
      }),
      GetAccount(input) {
        supportsOnly('ses', 'GetAccount', input, new Set());
        return {
          DedicatedIpAutoWarmupEnabled: false,
          EnforcementStatus: sendingEnabled ? 'HEALTHY' : 'SHUTDOWN',
          ProductionAccessEnabled: productionAccess,
          SendingEnabled: sendingEnabled,
          SendQuota: {
            Max24HourSend: quota.quota.max24HourSend,
            MaxSendRate: quota.quota.maxSendRate,
            SentLast24Hours: quota.sentLast24Hours,
          },
          SuppressionAttributes: { SuppressedReasons: [...suppressedReasons] },
        };
      },
      GetSuppressedDestination(input) {
        supportsOnly('ses', 'GetSuppressedDestination', input, new Set(['EmailAddress']));
        return suppression.describe(String(input.EmailAddress));
      },
      PutSuppressedDestination(input) {
        supportsOnly('ses', 'PutSuppressedDestination', input, new Set(['EmailAddress', 'Reason']));
        const reason = suppressionReason(input.Reason);
        suppression.add(bareAddress(String(input.EmailAddress)), { reason, updatedAtMs: Math.floor(world.clock.now()), cause: undefined });
        return {};
      },
      GetEmailIdentity(input) {
        supportsOnly('ses', 'GetEmailIdentity', input, new Set(['EmailIdentity']));
        return identities.describe(String(input.EmailIdentity));
      },
      ...configurationSets.operations,
    },
    putIdentity(identity, changes) {
      identities.put(identity, changes);
      return { arn: `arn:aws:ses:${world.region}:${world.accountId}:identity/${identity}` };
    },
    createConfigurationSet({ name, destinations, suppressedReasons: own }) {
      configurationSets.create(name, own);
      for (const destination of destinations) configurationSets.addDestination(name, destination);
    },
    addEventDestination: (name, destination) => configurationSets.addDestination(name, destination),
    setQuota(changes) {
      quota.set({ ...quota.quota, ...changes });
    },
    setSendingEnabled(enabled) {
      sendingEnabled = enabled;
    },
    reputation: () => {
      const { sent, bounced, complained } = delivery.counts;
      return { bounces: sent === 0 ? undefined : bounced / sent, complaints: sent === 0 ? undefined : complained / sent };
    },
    get mailCount() {
      return mails.count;
    },
    mail(messageId) {
      const sequence = mails.sequenceOf(messageId);
      return sequence === undefined ? undefined : mails.render(sequence);
    },
    list: (query) => mails.list(query),
    onAccepted(listener) {
      listeners.push(listener);
    },
  };
}
