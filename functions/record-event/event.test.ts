import { describe, expect, it } from 'vitest';
import { parseEvent } from './event.ts';

const timestamp = '2026-11-22T00:00:00.000Z';

const event = (eventType: string, more: object = {}) => ({
  eventType,
  mail: { messageId: 'm', timestamp, tags: { campaign: ['c'], account: ['s'] } },
  ...more,
});
const bounce = (bounceType: string, bounceSubType: string) => event('Bounce', { bounce: { bounceType, bounceSubType } });

describe('an event of a further mail', () => {
  const tagged = (mail: string) =>
    parseEvent(
      JSON.stringify({ eventType: 'Bounce', mail: { messageId: 'm', timestamp, tags: { campaign: ['c'], account: ['s'], mail: [mail] } } }),
    );

  it('is about that mail, and one of a kind that nobody knows is about no notice, the first one included', () => {
    expect(tagged('again-1')).toMatchObject({ sub: 's', mail: 'again-1' });
    expect(tagged('later-1')?.sub).toBeUndefined();
  });
});

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
