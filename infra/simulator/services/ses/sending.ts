import { AwsError, supportsOnly } from '../../errors.ts';
import type { Random } from '../../random.ts';
import type { Fields, Operation } from '../../service.ts';
import type { World } from '../../world.ts';
import { badRequest, bareAddress, simulatorScenario } from './addresses.ts';
import type { Identities } from './identities.ts';
import { type MailStore, recipientsOf, type Sending, type StoredMail } from './mails.ts';
import type { QuotaGuard } from './quota.ts';
import { ContentReader, maxRecipients, parseDestination, parseHeaders, parseTags } from './request.ts';
import { type TemplateData, templateData } from './template.ts';

/** An account as far as sending asks for it. */
export interface SendingAccount {
  readonly world: World;
  readonly random: Random;
  readonly identities: Identities;
  readonly quota: QuotaGuard;
  readonly mails: MailStore;
  /** Share of bulk entries that fail with TRANSIENT_FAILURE. */
  readonly transientFailureShare: number;
  /** Status with which mails to an address are refused. */
  refuses(address: string): RefusalStatus | undefined;
  /** False in the sandbox, where recipients must be verified too. */
  readonly productionAccess: boolean;
  sendingEnabled(): boolean;
  /** Whether the configuration set may send. @throws AwsError when there is none of that name. */
  configurationSetEnabled(name: string): boolean;
  /** Called with the number of each accepted mail, and the template variable that has no value where there is one. */
  accepted(sequence: number, missing: string | undefined): void;
}

const common = ['FromEmailAddress', 'ReplyToAddresses', 'ConfigurationSetName', 'ConfigurationOverrides'];
const known = {
  SendEmail: new Set([...common, 'Destination', 'Content', 'EmailTags']),
  SendBulkEmail: new Set([...common, 'DefaultContent', 'DefaultEmailTags', 'BulkEmailEntries']),
  entry: new Set(['Destination', 'ReplacementTags', 'ReplacementEmailContent', 'ReplacementHeaders']),
};

/**
 * Exceptions of SendEmail and the status of a bulk entry that says the same (SESv2 API: errors of SendEmail, `BulkEmailStatus`). FAILED stands for what
 * has no other status.
 */
const exceptionOf = {
  INVALID_PARAMETER: 'BadRequestException',
  MESSAGE_REJECTED: 'MessageRejected',
  MAIL_FROM_DOMAIN_NOT_VERIFIED: 'MailFromDomainNotVerifiedException',
  CONFIGURATION_SET_NOT_FOUND: 'NotFoundException',
  TEMPLATE_NOT_FOUND: 'NotFoundException',
  INVALID_SENDING_POOL_NAME: 'BadRequestException',
  ACCOUNT_SUSPENDED: 'AccountSuspendedException',
  ACCOUNT_SENDING_PAUSED: 'SendingPausedException',
  CONFIGURATION_SET_SENDING_PAUSED: 'SendingPausedException',
  ACCOUNT_THROTTLED: 'TooManyRequestsException',
  ACCOUNT_DAILY_QUOTA_EXCEEDED: 'TooManyRequestsException',
  TRANSIENT_FAILURE: 'ServiceUnavailable',
  FAILED: 'InternalFailure',
} as const;

/** A status with which SES refuses an entry of a bulk call. */
export type RefusalStatus = keyof typeof exceptionOf;

/** The status of a bulk entry for what a single mail would be refused with. */
const statusOf: Readonly<Record<string, RefusalStatus>> = {
  BadRequestException: 'INVALID_PARAMETER',
  MessageRejected: 'MESSAGE_REJECTED',
  'Maximum sending rate exceeded.': 'ACCOUNT_THROTTLED',
  'Daily message quota exceeded.': 'ACCOUNT_DAILY_QUOTA_EXCEEDED',
  ServiceUnavailable: 'TRANSIENT_FAILURE',
};

/** What tells the two limits apart that share an exception. */
const messageOf: Readonly<Partial<Record<RefusalStatus, string>>> = {
  ACCOUNT_THROTTLED: 'Maximum sending rate exceeded.',
  ACCOUNT_DAILY_QUOTA_EXCEEDED: 'Daily message quota exceeded.',
};

/** SendEmail and SendBulkEmail. Both refusals of the quota are TooManyRequestsException with status 429, told apart by their message. */
export function sendingOperations(account: SendingAccount): Record<'SendEmail' | 'SendBulkEmail', Operation> {
  const { world, random, identities, quota, mails } = account;
  const reader = new ContentReader();

  const unverified = (addresses: readonly string[]) =>
    new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${world.region.toUpperCase()}: ${addresses.join(', ')}`,
    );

  /** The status with which the account refuses a recipient of a mail. */
  const refusalOf = (destination: unknown): RefusalStatus | undefined => {
    const { ToAddresses = [] } = (destination ?? {}) as { readonly ToAddresses?: readonly string[] };
    return ToAddresses.map((address) => account.refuses(address)).find((status) => status !== undefined);
  };

  /** Reads and checks what all mails of a call have in common. */
  const begin = (operation: Sending['operation'], input: Fields, content: unknown, tags: unknown): Sending => {
    if (!account.sendingEnabled()) {
      throw new AwsError(
        'SendingPausedException',
        "The message can't be sent because the account's ability to send email is currently paused.",
      );
    }
    const from = input.FromEmailAddress;
    if (typeof from !== 'string') throw badRequest('FromEmailAddress is required.');
    const identity = identities.covering(bareAddress(from));
    if (identity === undefined) throw unverified([from]);
    const configurationSet = input.ConfigurationSetName as string | undefined;
    if (configurationSet !== undefined && !account.configurationSetEnabled(configurationSet)) {
      throw new AwsError('SendingPausedException', `Sending is paused for configuration set ${configurationSet}`);
    }
    const replyTo = (input.ReplyToAddresses ?? []) as readonly string[];
    for (const address of replyTo) bareAddress(address);
    return { operation, from, identity, replyTo, configurationSet, tags: parseTags(tags) ?? {}, ...reader.read(content) };
  };

  /** Accepts one mail with the values for its template, or throws what SES refuses it with. @returns its message id. */
  const accept = (mail: StoredMail, data: TemplateData): string => {
    const recipients = recipientsOf(mail);
    const outside = recipients.filter((recipient) => simulatorScenario(bareAddress(recipient)) === undefined);
    if (!account.productionAccess) {
      const failed = outside.filter((recipient) => identities.covering(bareAddress(recipient)) === undefined);
      if (failed.length > 0) throw unverified(failed);
    }
    const verdict = quota.take(recipients.length, outside.length);
    if (verdict === 'rate exceeded') throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', {}, 429);
    if (verdict === 'day exceeded') throw new AwsError('TooManyRequestsException', 'Daily message quota exceeded.', {}, 429);
    world.meter.of('ses', mail.sending.operation).writeUnits += recipients.length;
    const sequence = mails.add(mail);
    account.accepted(sequence, mail.sending.template.missingFrom(data));
    return mails.idOf(sequence);
  };

  /** Accepts one bulk entry. */
  const acceptEntry = (sending: Sending, entry: Fields): string => {
    supportsOnly('ses', 'a bulk entry', entry, known.entry);
    if (random.chance(account.transientFailureShare))
      throw new AwsError('ServiceUnavailable', 'Service is temporarily unavailable.', {}, 503);
    const replacement = entry.ReplacementEmailContent as { ReplacementTemplate?: { ReplacementTemplateData?: string } } | undefined;
    const data = replacement?.ReplacementTemplate?.ReplacementTemplateData;
    const values = data === undefined ? sending.data : { ...sending.data, ...templateData(data) };
    const tags = parseTags(entry.ReplacementTags);
    const mail = {
      sending,
      acceptedAtMs: world.clock.now(),
      destination: parseDestination(entry.Destination),
      data,
      tags: tags && JSON.stringify(tags),
      headers: parseHeaders(entry.ReplacementHeaders),
    };
    return accept(mail, values);
  };

  return {
    SendEmail(input) {
      supportsOnly('ses', 'SendEmail', input, known.SendEmail);
      const sending = begin('SendEmail', input, input.Content, input.EmailTags);
      const destination = parseDestination(input.Destination);
      const refused = refusalOf(input.Destination);
      if (refused !== undefined) {
        const isServer = refused === 'FAILED' || refused === 'TRANSIENT_FAILURE';
        throw new AwsError(exceptionOf[refused], messageOf[refused] ?? `Refused: ${refused}`, {}, isServer ? 503 : 400);
      }
      const mail = { sending, acceptedAtMs: world.clock.now(), destination, data: undefined, tags: undefined, headers: undefined };
      return { MessageId: accept(mail, sending.data) };
    },
    SendBulkEmail(input) {
      supportsOnly('ses', 'SendBulkEmail', input, known.SendBulkEmail);
      const entries = (input.BulkEmailEntries ?? []) as readonly Fields[];
      if (entries.length === 0) throw badRequest('BulkEmailEntries must not be empty.');
      if (entries.length > maxRecipients) throw badRequest(`The number of destinations in a SendBulkEmail call exceeds ${maxRecipients}.`);
      const sending = begin('SendBulkEmail', input, input.DefaultContent, input.DefaultEmailTags);
      const usage = world.meter.of('ses', 'SendBulkEmail');
      const BulkEmailEntryResults = entries.map((entry) => {
        const refused = refusalOf(entry.Destination);
        if (refused !== undefined) return { Status: refused, Error: messageOf[refused] ?? `Refused: ${refused}` };
        try {
          return { Status: 'SUCCESS', MessageId: acceptEntry(sending, entry) };
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          if (error.statusCode === 429) usage.throttles++;
          return { Status: statusOf[error.message] ?? statusOf[error.name] ?? 'FAILED', Error: error.message };
        }
      });
      return { BulkEmailEntryResults };
    },
  };
}
