import { domainOf } from '../account/account.ts';

/** The identity in SES that mails go out under. */
export interface MailIdentity {
  /** Whether SES sends for it. */
  readonly verified: boolean;
  /** Whether SES signs its mails with its own DKIM key. */
  readonly signs: boolean;
  /** What SES saw of its DKIM records in DNS: `SUCCESS`, `PENDING`, `FAILED`, `TEMPORARY_FAILURE` or `NOT_STARTED`. */
  readonly dkim: string;
  /** A MAIL FROM domain of its own; undefined where SES's is used. */
  readonly mailFrom?: {
    readonly domain: string;
    /** As {@link dkim}, of its MX record. */
    readonly status: string;
    /** Whether SES refuses mails while that is not `SUCCESS`, instead of using its own domain. */
    readonly rejects: boolean;
  };
}

/** Where a configuration set reports to. */
export interface EventDestination {
  readonly enabled: boolean;
  /** ARN of the SNS topic; undefined for a destination of another kind. */
  readonly topicArn: string | undefined;
  /** As the API writes them: `DELIVERY_DELAY`. */
  readonly eventTypes: readonly string[];
}

/** A configuration set, by its name. */
export interface ConfigurationSet {
  readonly name: string;
  /** Undefined where SES has none of that name. */
  readonly found?:
    | {
        readonly sends: boolean;
        /** Where tracked links would lead through; undefined for SES's own domain. */
        readonly redirectDomain: string | undefined;
        /** Reasons for which SES drops mails to addresses on the account's suppression list; undefined where the account's own settings say so. */
        readonly suppresses: readonly string[] | undefined;
        readonly destinations: readonly EventDestination[];
      }
    | undefined;
}

/** How SES is set up for our mails, as far as it decides whether they go out, are believed, and are heard of again. */
export interface MailSetup {
  /** From address of every mail. */
  readonly sender: string;
  /** Name of the identity: a domain, or the sender itself. */
  readonly identityName: string;
  /** Undefined where SES has none of that name. */
  readonly identity: MailIdentity | undefined;
  /** What notices go out through. */
  readonly notices: ConfigurationSet;
  /** What codes and confirmations go out through. */
  readonly codes: ConfigurationSet;
  /** The topic that events have to come to. */
  readonly topicArn: string;
  readonly account: {
    /** False in the sandbox, from where only verified addresses are reached. */
    readonly production: boolean;
    readonly sends: boolean;
    /** `HEALTHY`, `PROBATION` (under review) or `SHUTDOWN`. */
    readonly enforcement: string;
    /** Mails a second and in 24 hours that SES allows; -1 for no limit. */
    readonly perSecond: number;
    readonly perDay: number;
  };
}

/** What is wrong with the mail, one line each: faults keep notices from going out, warnings do not. */
export interface MailCheck {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Events without which nobody knows what became of a notice; an uncertain one could never be settled. */
export const neededEvents = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'RENDERING_FAILURE', 'DELIVERY_DELAY'] as const;

/** Judges whether mails can go out and will be believed. Whether the sender's domain publishes a DMARC record is not asked: only DNS knows. */
export function checkMailSetup(setup: MailSetup): MailCheck {
  return {
    faults: [
      ...accountFaults(setup),
      ...identityFaults(setup),
      ...[setup.notices, setup.codes].flatMap((set) => configurationSetFaults(set, setup.topicArn)),
    ],
    warnings: [
      ...when(!['HEALTHY', 'SHUTDOWN'].includes(setup.account.enforcement), `${account} is ${setup.account.enforcement}; wanted: HEALTHY`),
      ...mailFromLines(setup, false),
      ...[setup.notices, setup.codes].flatMap(({ name, found }) =>
        when(
          found?.redirectDomain !== undefined,
          `the configuration set ${name} has the redirect domain ${found?.redirectDomain}; wanted: none, as no mail is tracked`,
        ),
      ),
      ...codesWarnings(setup.codes),
    ],
  };
}

const account = 'the SES account';

function accountFaults({ account: { production, sends, enforcement, perSecond, perDay } }: MailSetup): readonly string[] {
  return [
    ...when(!production, `${account} is in the sandbox; allowed: one with production access`),
    ...when(!sends, `sending of ${account} is paused; allowed: enabled`),
    ...when(enforcement === 'SHUTDOWN', `${account} is SHUTDOWN; allowed: HEALTHY, PROBATION`),
    ...when(perSecond === 0 || perDay === 0, `the quota of ${account} is ${perSecond} a second, ${perDay} a day; allowed: over 0`),
  ];
}

function identityFaults(setup: MailSetup): readonly string[] {
  const { sender, identityName: name, identity } = setup;
  if (identity === undefined) return [`the identity ${name} is not in SES; allowed: one that is there and verified`];
  const signer = domainOf(name);
  return [
    ...when(!identity.verified, `the identity ${name} is not verified for sending; allowed: verified`),
    ...when(!identity.signs, `DKIM signing of the identity ${name} is off; allowed: on`),
    ...when(identity.dkim !== 'SUCCESS', `DKIM of the identity ${name} is ${identity.dkim}; allowed: SUCCESS`),
    // Relaxed alignment (RFC 7489, 3.1.1), as far as it can be told without the list of public suffixes.
    ...when(
      !`.${domainOf(sender)}`.endsWith(`.${signer}`),
      `the sender ${sender} is not of the domain ${signer} that signs, so DMARC fails; allowed: an address of that domain or below it`,
    ),
    ...mailFromLines(setup, true),
  ];
}

/** Of a MAIL FROM domain that is not ready: a fault where SES refuses mails for it. */
function mailFromLines({ identity }: MailSetup, rejects: boolean): readonly string[] {
  const mailFrom = identity?.mailFrom;
  if (mailFrom === undefined || mailFrom.status === 'SUCCESS' || mailFrom.rejects !== rejects) return [];
  const then = rejects ? 'rejects every mail; allowed' : 'uses its own; wanted';
  return [`the MAIL FROM domain ${mailFrom.domain} is ${mailFrom.status}, so SES ${then}: SUCCESS`];
}

/** A holder who marked a notice as spam still needs a code. */
function codesWarnings({ name, found }: ConfigurationSet): readonly string[] {
  if (found === undefined) return [];
  const { suppresses } = found;
  const drops = suppresses === undefined ? 'leaves it to the SES account' : suppresses.includes('COMPLAINT') ? 'does so' : undefined;
  return when(
    drops !== undefined,
    `the configuration set ${name} of the codes must not drop mails to whoever marked one as spam, and ${drops}; wanted: suppression for BOUNCE only`,
  );
}

function configurationSetFaults({ name, found }: ConfigurationSet, topicArn: string): readonly string[] {
  if (found === undefined) return [`the configuration set ${name} is not in SES; allowed: one that is there`];
  const ours = found.destinations.filter((each) => each.enabled && each.topicArn === topicArn);
  const reported = ours.flatMap(({ eventTypes }) => eventTypes);
  const missing = neededEvents.filter((type) => !reported.includes(type));
  return [
    ...when(!found.sends, `sending of the configuration set ${name} is off; allowed: on`),
    ...when(
      missing.length > 0,
      `the configuration set ${name} does not report ${missing.join(', ')} to ${topicArn}; allowed: an enabled SNS destination with ${neededEvents.join(', ')}`,
    ),
  ];
}

function when(holds: boolean, line: string): readonly string[] {
  return holds ? [line] : [];
}
