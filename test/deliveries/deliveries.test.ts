import { beforeAll, expect, test } from 'vitest';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import { isAllowed } from '#simulator/services/policy.ts';
import { readAssembly, type Simulator, simulate } from '#simulator/simulator.ts';
import { virtualWorld } from '#simulator/world.ts';
import { type Delivery, deliveriesOf } from './deliveries.ts';

let simulator: Simulator;
let deliveries: readonly Delivery[];

beforeAll(async () => {
  const world = virtualWorld();
  const templates = readAssembly(await synthesize({ alarmAddress: 'operators@accounts.example' }));
  simulator = simulate(world, { templates, door: 'direct', load: () => async () => undefined });
  deliveries = deliveriesOf(simulator.stacks, world.accountId);
  simulator.stop();
});

const named = ({ from, to }: Delivery) => `${from} → ${to}`;

test('whatever an AWS service delivers, a policy allows: alarms, reports of mails, schedules, queues, streams, triggers, requests', () => {
  expect(deliveries.filter(({ policies, request }) => !isAllowed(policies, request)).map(named)).toEqual([]);
});

test('no other account may use what is open to a service', () => {
  const strangers = deliveries.filter(({ request }) => request.sourceArn !== undefined && request.principal !== 'lambda.amazonaws.com');
  expect(strangers.length).toBeGreaterThan(100);
  const elsewhere = (arn: string) => arn.replace(/:\d{12}:/, ':999999999999:');
  const open = strangers.filter(({ policies, request }) =>
    isAllowed(policies, { ...request, sourceArn: elsewhere(request.sourceArn ?? ''), sourceAccount: '999999999999' }),
  );
  expect(open.map(named)).toEqual([]);
});

test('every alarm tells the topic that the stack subscribes somebody to', () => {
  const resources = [...simulator.stacks.values()].flatMap(({ resources: made }) => [...made.values()]);
  const alarms = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  expect(alarms.length).toBeGreaterThan(70);
  const subscribed = resources.flatMap(({ type, properties }) =>
    type === 'AWS::SNS::Subscription' && properties.Protocol === 'email' ? [[properties.TopicArn, properties.Endpoint]] : [],
  );
  expect(subscribed).toEqual([[expect.stringMatching(/^arn:aws:sns:/), 'operators@accounts.example']]);
  for (const { properties } of alarms) expect(properties.AlarmActions).toEqual([subscribed[0]?.[0]]);
});
