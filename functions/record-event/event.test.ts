import { describe, expect, it } from 'vitest';
import { parseEvent } from './event.ts';

const event = (eventType: string, more: object = {}) => ({
  eventType,
  mail: { messageId: 'm', tags: { campaign: ['c'], account: ['s'] } },
  ...more,
});
const bounce = (bounceType: string, bounceSubType: string) => event('Bounce', { bounce: { bounceType, bounceSubType } });

describe('what counts against the reputation', () => {
  it.each([
    [bounce('Permanent', 'General'), 'bounced'],
    [bounce('Transient', 'MailboxFull'), undefined],
    [bounce('Permanent', 'OnAccountSuppressionList'), undefined],
    [event('Complaint', { complaint: { complaintSubType: null } }), 'complained'],
    [event('Complaint', { complaint: { complaintSubType: 'OnAccountSuppressionList' } }), undefined],
    [event('Delivery'), undefined],
  ])('is what AWS counts: %j', (body, harm) => {
    expect(parseEvent(JSON.stringify(body))?.harm).toBe(harm);
  });
});
