import { AwsError, supportsOnly, UnsupportedError } from '../../errors.ts';
import type { Operation } from '../../service.ts';
import { type EventType, eventTypes } from './events.ts';
import type { SuppressionReason } from './suppression.ts';

/** Where the events of a configuration set go. */
export interface EventDestination {
  readonly topicArn: string;
  /** As the API (`DELIVERY_DELAY`) or CloudFormation (`deliveryDelay`) writes them. */
  readonly eventTypes: readonly string[];
  /** @default events */
  readonly name?: string;
  /** Whether anything goes there. @default true */
  readonly enabled?: boolean;
}

interface ConfigurationSet {
  sends: boolean;
  /** What takes the place of the account's reasons for mails that go out through it; undefined where the account's hold. */
  readonly suppressedReasons: readonly SuppressionReason[] | undefined;
  readonly destinations: {
    readonly name: string;
    readonly enabled: boolean;
    readonly topicArn: string;
    readonly types: readonly EventType[];
  }[];
}

type Operations = 'GetConfigurationSet' | 'GetConfigurationSetEventDestinations' | 'PutConfigurationSetSendingOptions';

/** The configuration sets of the account. Every method throws an AwsError for a set that there is not. */
export class ConfigurationSets {
  readonly #sets = new Map<string, ConfigurationSet>();
  readonly #suppressedReasons: readonly SuppressionReason[];

  /** With the reasons of the account. */
  constructor(suppressedReasons: readonly SuppressionReason[]) {
    this.#suppressedReasons = suppressedReasons;
  }

  /** @throws AwsError when the name is taken. */
  create(name: string, suppressedReasons?: readonly SuppressionReason[]): void {
    if (this.#sets.has(name)) throw new AwsError('AlreadyExistsException', `Configuration set <${name}> already exists.`);
    this.#sets.set(name, { sends: true, suppressedReasons, destinations: [] });
  }

  /** @throws UnsupportedError for an event type that never happens here. */
  addDestination(set: string, { name = 'events', enabled = true, topicArn, eventTypes: types }: EventDestination): void {
    this.#get(set).destinations.push({ name, enabled, topicArn, types: types.map(eventType) });
  }

  /** Whether mails go out through it. */
  sends(set: string): boolean {
    return this.#get(set).sends;
  }

  /**
   * For which reasons addresses come on the account's list by mails of this set, and are not sent to. A set's own reasons take the place of the account's,
   * whatever stands there (https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html).
   */
  suppressedReasons(set: string | undefined): readonly SuppressionReason[] {
    return (set === undefined ? undefined : this.#get(set).suppressedReasons) ?? this.#suppressedReasons;
  }

  /** The topics that an event of this type goes to. */
  topics(set: string, type: EventType): readonly string[] {
    return this.#get(set).destinations.flatMap(({ enabled, topicArn, types }) => (enabled && types.includes(type) ? topicArn : []));
  }

  /** The operations of the API on them. */
  readonly operations: Readonly<Record<Operations, Operation>> = {
    GetConfigurationSet: (input) => {
      supportsOnly('ses', 'GetConfigurationSet', input, new Set(['ConfigurationSetName']));
      return {
        ConfigurationSetName: input.ConfigurationSetName,
        ReputationOptions: { ReputationMetricsEnabled: true },
        SendingOptions: { SendingEnabled: this.sends(String(input.ConfigurationSetName)) },
        SuppressionOptions: { SuppressedReasons: [...this.suppressedReasons(String(input.ConfigurationSetName))] },
        Tags: [],
      };
    },
    GetConfigurationSetEventDestinations: (input) => {
      supportsOnly('ses', 'GetConfigurationSetEventDestinations', input, new Set(['ConfigurationSetName']));
      return {
        EventDestinations: this.#get(String(input.ConfigurationSetName)).destinations.map(({ name, enabled, topicArn, types }) => ({
          Name: name,
          Enabled: enabled,
          MatchingEventTypes: [...types],
          SnsDestination: { TopicArn: topicArn },
        })),
      };
    },
    PutConfigurationSetSendingOptions: (input) => {
      supportsOnly('ses', 'PutConfigurationSetSendingOptions', input, new Set(['ConfigurationSetName', 'SendingEnabled']));
      this.#get(String(input.ConfigurationSetName)).sends = input.SendingEnabled === true;
      return {};
    },
  };

  #get(name: string): ConfigurationSet {
    const found = this.#sets.get(name);
    if (found === undefined) throw new AwsError('NotFoundException', `Configuration set <${name}> does not exist.`, {}, 404);
    return found;
  }
}

function eventType(name: string): EventType {
  const bare = (text: string) => text.replaceAll('_', '').toLowerCase();
  const found = eventTypes.find((type) => bare(type) === bare(name));
  if (found === undefined) throw new UnsupportedError('ses', `the event type ${name}`);
  return found;
}
