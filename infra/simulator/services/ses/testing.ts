import { virtualWorld } from '../../world.ts';
import { callerOf } from '../testing.ts';
import { type SesOptions, simulateSes } from './ses.ts';

/** A published event, as far as tests look at it. */
export interface PublishedEvent {
  readonly eventType: string;
  readonly mail: { readonly messageId: string; readonly tags: Readonly<Record<string, readonly string[]>> } & Readonly<
    Record<string, unknown>
  >;
  readonly [detail: string]: unknown;
}

/**
 * A simulated SES in virtual time with the identity `example.com` and the configuration set `events`, all of whose events
 * end up in `published`. For tests.
 */
export function setUpSes(options: Omit<SesOptions, 'publish'> = {}) {
  const world = virtualWorld();
  const published: PublishedEvent[] = [];
  const ses = simulateSes(world, {
    quota: { maxSendRate: 1000, max24HourSend: 100_000 },
    ...options,
    publish: (topicArn, message) => {
      if (topicArn === 'topic') published.push(JSON.parse(message) as PublishedEvent);
    },
  });
  ses.putIdentity('example.com');
  const eventTypes = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'RENDERING_FAILURE', 'DELIVERY_DELAY'];
  ses.createConfigurationSet({ name: 'events', destinations: [{ topicArn: 'topic', eventTypes }] });
  const wait = (seconds: number) => world.clock.settle(world.clock.sleep(seconds * 1000));
  return { world, ses, published, wait, call: callerOf(ses) };
}

/** Input of SendEmail to one address. */
export function simpleMail(to: string, more: object = {}): object {
  return {
    FromEmailAddress: 'Sluice <notice@example.com>',
    Destination: { ToAddresses: [to] },
    Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Html: { Data: '<p>Hi</p>' }, Text: { Data: 'Hi' } } } },
    ConfigurationSetName: 'events',
    ...more,
  };
}

/** Input of SendBulkEmail with the template `Dear {{name}}` and one entry an address. */
export function bulkMail(addresses: readonly string[], more: object = {}): object {
  return {
    FromEmailAddress: 'notice@example.com',
    DefaultContent: {
      Template: {
        TemplateContent: { Subject: 'For {{name}}', Html: '<p>Dear {{name}}, {{link.url}}</p>', Text: 'Dear {{name}}' },
        TemplateData: '{"link":{"url":"https://example.com"}}',
      },
    },
    BulkEmailEntries: addresses.map((address, index) => ({
      Destination: { ToAddresses: [address] },
      ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: `{"name":"N${index}"}` } },
      ReplacementTags: [{ Name: 'account', Value: `a${index}` }],
    })),
    ConfigurationSetName: 'events',
    ...more,
  };
}
