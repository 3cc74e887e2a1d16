import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import { type AlarmName, alarmNameOf, alarms } from '#shared/lambda/alarms/alarms.ts';
import { isAllowed } from '#simulator/services/policy.ts';
import { readAssembly, type Simulator, simulate } from '#simulator/simulator.ts';
import { virtualWorld } from '#simulator/world.ts';
import { type Delivery, deliveriesOf } from '../kits/deliveries.ts';

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
  const found = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  expect(found.length).toBeGreaterThan(70);
  const subscribed = resources.flatMap(({ type, properties }) =>
    type === 'AWS::SNS::Subscription' && properties.Protocol === 'email' ? [[properties.TopicArn, properties.Endpoint]] : [],
  );
  expect(subscribed).toEqual([[expect.stringMatching(/^arn:aws:sns:/), 'operators@accounts.example']]);
  for (const { properties } of found) expect(properties.AlarmActions).toEqual([subscribed[0]?.[0]]);
});

describe('every alarm of the list', () => {
  const sourcesIn = (folder: string) => {
    const from = new URL(`../../${folder}/`, import.meta.url);
    return readdirSync(from, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.ts$/.test(file) && !(folder === 'shared/lambda' && /^(metrics\.ts|alarms\/)/.test(file)))
      .map((file) => readFileSync(new URL(file, from), 'utf8'))
      .join('\n');
  };
  const made = () =>
    [...simulator.stacks.values()].flatMap(({ resources }) =>
      [...resources.values()].flatMap(({ type, properties }) => (type === 'AWS::CloudWatch::Alarm' ? [properties] : [])),
    );

  test.each(Object.keys(alarms) as AlarmName[])(
    '%s is made, and says what it means, where to look, what to do, who does it, and where the runbook has it',
    (name) => {
      const rule = alarms[name];
      const of = made().filter(({ AlarmName: full }) =>
        rule.of === 'once' ? full === alarmNameOf(name) : String(full).endsWith(`-${name}`),
      );
      expect(of.length).toBeGreaterThan(0);
      for (const properties of of) {
        const text = String(properties.AlarmDescription);
        for (const part of [rule.says, rule.look, rule.todo, ...rule.who, `docs/runbook.md#${name}`]) expect(text).toContain(part);
        // CloudWatch takes 1,024 characters.
        expect(text.length).toBeLessThanOrEqual(1_024);
      }
    },
  );

  test('stands on a metric that the function it is about counts', () => {
    const own = made().filter(({ Namespace }) => Namespace === 'Sluis');
    expect(own.length).toBeGreaterThan(20);
    const shared = sourcesIn('shared/lambda');
    const missing = own.filter(({ MetricName, Dimensions }) => {
      const [{ Value }] = Dimensions as readonly [{ readonly Value: string }];
      return ![shared, sourcesIn(`functions/${Value}`)].some((text) =>
        text.includes(String(MetricName).startsWith('Limit::') ? 'limitMetric(' : `'${MetricName}'`),
      );
    });
    expect(missing.map(({ AlarmName: full }) => full)).toEqual([]);
  });
});
