import type { World } from '../../world.ts';
import { bareAddress, domainOf } from './addresses.ts';
import { dataOf, destinationOf, headersOf, recipientsOf, type StoredMail, tagsOf } from './mails.ts';

/** The kinds of event that SES publishes here, as the API names them. Opens, clicks and subscriptions never happen. */
export const eventTypes = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'RENDERING_FAILURE', 'DELIVERY_DELAY'] as const;

/** One of {@link eventTypes}. */
export type EventType = (typeof eventTypes)[number];

/** What happened to a mail or, where there is one, to one of its recipients. */
export type MailEvent =
  | { readonly type: 'SEND' }
  | { readonly type: 'REJECT' }
  | { readonly type: 'RENDERING_FAILURE'; readonly missing: string }
  | { readonly type: 'DELIVERY' | 'DELIVERY_DELAY'; readonly recipient: string }
  | { readonly type: 'BOUNCE'; readonly recipient: string; readonly cause: BounceCause }
  | { readonly type: 'COMPLAINT'; readonly recipient: string; readonly cause: 'recipient' | 'account suppression list' }
  | { readonly type: 'BOUNCE' | 'COMPLAINT'; readonly recipient: string; readonly cause: 'account suppression list' };

/** Why a mail bounced. */
export type BounceCause = 'unknown user' | 'out of office' | 'account suppression list' | 'global suppression list';

const spoken: Readonly<Record<EventType, string>> = {
  SEND: 'Send',
  DELIVERY: 'Delivery',
  BOUNCE: 'Bounce',
  COMPLAINT: 'Complaint',
  REJECT: 'Reject',
  RENDERING_FAILURE: 'Rendering Failure',
  DELIVERY_DELAY: 'DeliveryDelay',
};

const guide = 'see the Amazon SES Developer Guide';
const bounces: Readonly<Record<BounceCause, { readonly type: string; readonly subType: string; readonly recipient: object }>> = {
  'unknown user': {
    type: 'Permanent',
    subType: 'General',
    recipient: { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
  },
  'out of office': { type: 'Transient', subType: 'General', recipient: {} },
  'account suppression list': {
    type: 'Permanent',
    subType: 'OnAccountSuppressionList',
    recipient: {
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: `Amazon SES did not send the message to this address because it is on the suppression list for your account. For more information about removing addresses from the suppression list, ${guide} at https://docs.aws.amazon.com/ses/latest/DeveloperGuide/sending-email-suppression-list.html`,
    },
  },
  'global suppression list': {
    type: 'Permanent',
    subType: 'Suppressed',
    recipient: {
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: `Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. For more information about how to remove an address from the suppression list, ${guide}: http://docs.aws.amazon.com/ses/latest/DeveloperGuide/remove-from-suppressionlist.html `,
    },
  },
};

/**
 * The event as SES publishes it to SNS ("Contents of event data that Amazon SES publishes to Amazon SNS").
 * A templated mail has no subject yet in its Send event; Rendering Failure and DeliveryDelay carry no headers.
 */
export function eventMessage(event: MailEvent, mail: StoredMail, messageId: string, feedbackId: string, world: World): string {
  const eventType = spoken[event.type];
  return JSON.stringify({ eventType, mail: mailOf(event, mail, messageId, world), ...detailsOf(event, mail, feedbackId, world) });
}

/** What an event says beside its mail. */
function detailsOf(event: MailEvent, mail: StoredMail, feedbackId: string, world: World): object {
  const now = world.clock.now();
  const timestamp = new Date(now).toISOString();
  switch (event.type) {
    case 'SEND':
      return { send: {} };
    case 'REJECT':
      return { reject: { reason: 'Bad content' } };
    case 'RENDERING_FAILURE':
      return { failure: { errorMessage: `Attribute '${event.missing}' is not present in the rendering data.` } };
    case 'DELIVERY':
      return {
        delivery: {
          timestamp,
          processingTimeMillis: Math.round(now - mail.acceptedAtMs),
          recipients: [event.recipient],
          smtpResponse: '250 2.0.0 OK',
          remoteMtaIp: '192.0.2.25',
          reportingMTA: `a1-1.smtp-out.${world.region}.amazonses.com`,
        },
      };
    case 'DELIVERY_DELAY':
      return {
        deliveryDelay: {
          timestamp,
          delayType: 'TransientCommunicationFailure',
          expirationTime: new Date(mail.acceptedAtMs + 50_400_000).toISOString(),
          delayedRecipients: [
            { emailAddress: event.recipient, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host' },
          ],
        },
      };
    case 'BOUNCE': {
      const { type, subType, recipient } = bounces[event.cause];
      const bouncedRecipients = [{ emailAddress: event.recipient, ...recipient }];
      const reportingMTA = 'dns; amazonses.com';
      return { bounce: { feedbackId, bounceType: type, bounceSubType: subType, bouncedRecipients, timestamp, reportingMTA } };
    }
    case 'COMPLAINT': {
      const wasSent = event.cause === 'recipient';
      const complaintSubType = wasSent ? null : 'OnAccountSuppressionList';
      const report = wasSent ? { userAgent: 'Simulated feedback loop', complaintFeedbackType: 'abuse', arrivalDate: timestamp } : {};
      return {
        complaint: { feedbackId, complaintSubType, complainedRecipients: [{ emailAddress: event.recipient }], timestamp, ...report },
      };
    }
  }
}

function mailOf(event: MailEvent, mail: StoredMail, messageId: string, world: World): object {
  const { sending } = mail;
  const isBare = event.type === 'RENDERING_FAILURE' || event.type === 'DELIVERY_DELAY';
  return {
    timestamp: new Date(mail.acceptedAtMs).toISOString(),
    source: sending.from,
    sourceArn: `arn:aws:ses:${world.region}:${world.accountId}:identity/${sending.identity}`,
    sendingAccountId: world.accountId,
    messageId,
    destination: recipientsOf(mail),
    headersTruncated: false,
    ...(isBare ? {} : headerFields(mail, messageId, event.type === 'SEND' && sending.isTemplated)),
    tags: eventTags(mail),
  };
}

function eventTags(mail: StoredMail): Record<string, readonly unknown[]> {
  const { sending } = mail;
  const tags: Record<string, readonly unknown[]> = {
    'ses:operation': [sending.operation],
    'ses:configuration-set': [sending.configurationSet],
    'ses:source-ip': ['192.0.2.1'],
    'ses:from-domain': [domainOf(bareAddress(sending.from))],
    'ses:caller-identity': ['simulated'],
  };
  for (const [name, value] of Object.entries(tagsOf(mail))) tags[name] = [value];
  return tags;
}

function headerFields(mail: StoredMail, messageId: string, withoutSubject: boolean): object {
  const { sending } = mail;
  const { to, cc } = destinationOf(mail);
  const subject = withoutSubject ? undefined : sending.template.subject(dataOf(mail));
  const headers = [
    { name: 'From', value: sending.from },
    ...(sending.replyTo.length === 0 ? [] : [{ name: 'Reply-To', value: sending.replyTo.join(', ') }]),
    { name: 'To', value: to.join(', ') },
    ...(cc.length === 0 ? [] : [{ name: 'Cc', value: cc.join(', ') }]),
    ...(subject === undefined ? [] : [{ name: 'Subject', value: subject }]),
    { name: 'MIME-Version', value: '1.0' },
    ...headersOf(mail),
  ];
  return { headers, commonHeaders: { from: [sending.from], to, ...(cc.length === 0 ? {} : { cc }), messageId, subject } };
}
