import { describe, expect, it } from 'vitest';
import { workQueues } from '#domain/resources/queues.ts';
import { alarms } from './alarms.ts';

describe('an alarm on the age of a queue', () => {
  // AWS leaves out messages that were received more than three times: their age no longer shows.
  it.each([
    ['event', alarms['events-late'].at],
    ['account', alarms['accounts-late'].at],
    ['release', alarms['releases-late'].at],
    ['grade', alarms['grades-late'].at],
  ] as const)('%s goes off while the age of a message that fails still shows', (queue, at) => {
    expect(at).toBeLessThan(3 * 6 * workQueues[queue].timeoutSeconds);
  });
});
