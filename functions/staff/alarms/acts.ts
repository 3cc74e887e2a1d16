import * as z from 'zod';
import { ok } from '#domain/result.ts';
import { hearingOf } from '#domain/staff/alarm-topic.ts';
import { relativeLink } from '#shared/web/links.ts';
import { html } from '#shared/web/markup.ts';
import { noInput } from '../faces/form.ts';
import { paths } from '../faces/paths.ts';
import { type AnyAct, act, type Operation, reading } from '../operation.ts';
import { overall } from '../parts/targets.ts';
import { instant } from '../schemas/schemas.ts';
import { type AlarmStatus, alarmStatus, testAlarms } from './alarms.ts';

const answer = z.object({
  alarms: z
    .object({
      hearing: z
        .enum(['heard', 'partly', 'unconfirmed', 'nobody', 'unknown'])
        .meta({ description: 'whether somebody hears the alarms; unknown: SNS did not say' }),
      subscribers: z.array(z.object({ protocol: z.string(), endpoint: z.string(), confirmed: z.boolean() })),
      lastTest: z.object({ by: z.string(), atMs: instant }).optional().meta({ description: 'the test of the last ten minutes or so' }),
    })
    .meta({ id: 'AlarmStatus' }),
});

const example = {
  answer: { alarms: { hearing: 'heard', subscribers: [{ protocol: 'email', endpoint: 'duty@example.org', confirmed: true }] } },
};

const shown = ({ subscribers, lastTest }: AlarmStatus) => ({
  alarms: { hearing: hearingOf(subscribers), subscribers: [...(subscribers ?? [])], ...(lastTest && { lastTest }) },
});

/** What staff do about alarms. */
export const alarmActs: readonly AnyAct[] = [
  act({
    id: 'testAlarms',
    name: 'test-alarms',
    path: '/api/alarms/test',
    on: overall,
    by: ['commander', 'operator'],
    summary: 'Test the alarms',
    description:
      'By a commander or operator, once in ten minutes. Has an alarm go off that says it is a test; it takes the way of every other, and arrives within five minutes.',
    label: 'Send a test alarm',
    input: noInput,
    answer,
    refusals: ['state'],
    audit: 'order: test-alarms, by <who>',
    example: { body: {}, ...example },
    done: 'A test alarm is on its way. It arrives within five minutes.',
    after: (path) => relativeLink(path, paths.alarms),
    ask: () => ({
      title: 'Send a test alarm?',
      meaning: html`<p class="lead">Everybody who is subscribed to the alarms gets a message that says it is a test.</p>`,
      yes: 'Send a test alarm',
    }),
    run: async ({ dependencies, staff, key }) => {
      const outcome = await testAlarms(dependencies, staff, key);
      return outcome.ok ? ok(shown(outcome.value)) : outcome;
    },
  }),
];

/** What staff look at of alarms. */
export const alarmReadings: readonly Operation[] = [
  reading({
    id: 'getAlarms',
    name: 'alarms',
    path: '/api/alarms',
    on: overall,
    summary: 'See who hears the alarms',
    description: 'Who is subscribed to the topic of the alarms, and whether they confirmed it.',
    answer,
    example,
    run: async ({ dependencies }) => ok(shown(await alarmStatus(dependencies))),
  }),
];
