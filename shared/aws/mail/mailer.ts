import { domainToASCII } from 'node:url';
import {
  type ConfigurationOverrides,
  GetAccountCommand,
  type SESv2Client,
  SendBulkEmailCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { type MailOutcome, outcomeOfEntry, outcomeOfError } from '#domain/notice/mail-outcome.ts';
import type { MailQuota } from '#domain/pacing/mail-rate.ts';
import { configurationSet, senderAddress } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { ses } from '../calls/clients.ts';

/** Subject and bodies of a mail; in a template with `{{variables}}`. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** One recipient of a bulk call. */
export interface BulkEntry {
  readonly to: string;
  /** Values of the template's variables. */
  readonly data: Readonly<Record<string, string>>;
  /** Come back with every event of the mail; letters, digits, `_` and `-`, 256 at most. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Sends mail. One call is one attempt: SES has no idempotency token, so the SDK must not retry. */
export interface Mailer {
  /** Sends one mail. */
  send(to: string, content: MailContent, tags: Readonly<Record<string, string>>): Promise<MailOutcome>;
  /** Sends a template to at most 50 recipients; the outcomes stand in the order of the entries. */
  sendBulk(template: MailContent, entries: readonly BulkEntry[]): Promise<readonly MailOutcome[]>;
  /** What SES allows now. At most once a second. */
  quota(): Promise<MailQuota>;
}

/** Settings of a mailer. */
export interface MailerOptions {
  /** Name of the SES configuration set whose events come back. */
  readonly configurationSet: string;
  /** The From address. */
  readonly sender: string;
}

/** No mail tells whether it was read, whatever the account and the configuration set say (SESv2 API, `TrackingConfigurationOverrides`). */
const untracked: ConfigurationOverrides = { Tracking: { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' } };

/** A mailer on SES. */
export function makeMailer(client: SESv2Client, { configurationSet, sender }: MailerOptions): Mailer {
  const toTags = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Name, Value]) => ({ Name, Value }));
  return {
    send: async (to, { subject, html, text }, tags) => {
      try {
        const { MessageId } = await client.send(
          new SendEmailCommand({
            FromEmailAddress: sender,
            ConfigurationSetName: configurationSet,
            ConfigurationOverrides: untracked,
            Destination: { ToAddresses: [inAscii(to)] },
            Content: { Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) } } },
            EmailTags: toTags(tags),
          }),
        );
        return { kind: 'sent', messageId: MessageId ?? '' };
      } catch (error) {
        return outcomeOfError(error);
      }
    },
    sendBulk: async (template, entries) => {
      try {
        const { BulkEmailEntryResults = [] } = await client.send(
          new SendBulkEmailCommand({
            FromEmailAddress: sender,
            ConfigurationSetName: configurationSet,
            ConfigurationOverrides: untracked,
            DefaultContent: {
              Template: { TemplateContent: { Subject: template.subject, Html: template.html, Text: template.text }, TemplateData: '{}' },
            },
            BulkEmailEntries: entries.map(({ to, data, tags }) => ({
              Destination: { ToAddresses: [inAscii(to)] },
              ReplacementTags: toTags(tags),
              ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(data) } },
            })),
          }),
        );
        return entries.map((_, index) => outcomeOfEntry(BulkEmailEntryResults[index]));
      } catch (error) {
        return entries.map(() => outcomeOfError(error));
      }
    },
    quota: async () => {
      const { SendQuota } = await client.send(new GetAccountCommand({}));
      return {
        perSecond: SendQuota?.MaxSendRate ?? 1,
        perDay: SendQuota?.Max24HourSend ?? 0,
        sentLastDay: SendQuota?.SentLast24Hours ?? 0,
      };
    },
  };
}

/** An address as SES takes it: letters of other alphabets stand in its domain as DNS has them (RFC 3492). Where that cannot be, it stays, and SES refuses it. */
function inAscii(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  return `${local}@${domainToASCII(domain) || domain}`;
}

function utf8(Data: string): { Data: string; Charset: string } {
  return { Data, Charset: 'UTF-8' };
}

/** The mailer of the deployment. */
export const mailer: Part<Mailer> = ({ use }) =>
  makeMailer(use(ses), { configurationSet: use(configurationSet), sender: use(senderAddress) });
