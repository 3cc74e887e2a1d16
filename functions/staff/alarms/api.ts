import * as z from 'zod';
import { hearingOf } from '#domain/staff/alarm-topic.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { campaignId } from '../campaign/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, valueOrProblem } from '../faces/api.ts';
import { type AlarmStatus, makeAlarms } from './alarms.ts';

/** An order to test the alarms. */
export const newTest = z
  .strictObject({
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same test sent again with the same key is the same one' }),
  })
  .meta({ description: 'an object with, optionally, key' });

const alarmStatus = z
  .object({
    hearing: z
      .enum(['heard', 'partly', 'unconfirmed', 'nobody', 'unknown'])
      .meta({ description: 'whether somebody hears the alarms; unknown: SNS did not say' }),
    subscribers: z.array(z.object({ protocol: z.string(), endpoint: z.string(), confirmed: z.boolean() })),
    lastTest: z
      .object({ by: z.string(), atMs: z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' }) })
      .optional()
      .meta({ description: 'the test of the last ten minutes or so' }),
  })
  .meta({ id: 'AlarmStatus' });

const shown = ({ subscribers, lastTest }: AlarmStatus) => ({
  hearing: hearingOf(subscribers),
  subscribers: subscribers ?? [],
  ...(lastTest && { lastTest }),
});

/** The operations on alarms. */
export function makeAlarmOperations(dependencies: Dependencies): readonly Operation[] {
  const alarms = makeAlarms(dependencies);
  return [
    {
      method: 'GET',
      path: '/api/alarms',
      id: 'getAlarms',
      summary: 'See who hears the alarms',
      description: 'Who is subscribed to the topic of the alarms, and whether they confirmed it.',
      answer: z.object({ alarms: alarmStatus }),
      refusals: [403],
      run: async () => ({ alarms: shown(await alarms.status()) }),
    },
    {
      method: 'POST',
      path: '/api/alarms/test',
      id: 'testAlarms',
      summary: 'Test the alarms',
      description:
        'By a commander or operator, once in ten minutes. Has an alarm go off that says it is a test; it takes the way of every other, and arrives within five minutes.',
      body: newTest,
      answer: z.object({ alarms: alarmStatus }),
      refusals: [400, 403, 409, 415],
      run: async (staff, { body }) => ({ alarms: shown(valueOrProblem(await alarms.test(staff, requireValid(newTest, body).key))) }),
    },
  ];
}
