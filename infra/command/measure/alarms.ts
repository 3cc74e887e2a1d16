import { synthesize } from '#infra/rehearsal/synthesize.ts';
import type { DeployedResource } from '#simulator/services/cloudformation/deploy.ts';
import type { Template } from '#simulator/services/cloudformation/template.ts';
import { readAssembly, type Simulator, simulate } from '#simulator/simulator.ts';
import { virtualWorld } from '#simulator/world.ts';
import { behaving, type Cause, causeOf } from './alarm-causes.ts';
import type { Measurement } from './measurement.ts';

const minuteMs = 60_000;
/** So long an alarm is waited for. */
const longestMs = 40 * minuteMs;

/** Every alarm of the stacks is made to fire by its cause, in an AWS account of its own, until its mail comes to a subscribed address. */
export const measureAlarms: Measurement = {
  description: 'every alarm: how it is made to fire, and minutes of virtual time until a subscribed address has its mail',
  run: async () => {
    const templates = readAssembly(await synthesize({ alarmAddress: 'duty@accounts.example' }));
    const alarms: { readonly alarm: string; readonly how: string; readonly minutes: number }[] = [];
    for (const name of namesOf(templates)) alarms.push(await fire(templates, name));
    const rows = alarms.map(({ alarm, how, minutes }) => [alarm, how, minutes]);
    const longest = Math.max(...alarms.map(({ minutes }) => minutes));
    return {
      report: { alarms, longest },
      table: [['alarm', 'made to fire by', 'minutes'], ...rows, [`${alarms.length} alarms`, 'longest', longest]],
    };
  },
};

function namesOf(templates: readonly Template[]): readonly string[] {
  return templates.flatMap(({ body }) =>
    Object.values(body.Resources).flatMap(({ Type, Properties }) =>
      Type === 'AWS::CloudWatch::Alarm' ? [String(Properties?.AlarmName)] : [],
    ),
  );
}

/** @throws Error when no mail came */
async function fire(
  templates: readonly Template[],
  alarm: string,
): Promise<{ readonly alarm: string; readonly how: string; readonly minutes: number }> {
  // A second after the full minute: later ones are heard of sooner.
  const world = virtualWorld({ startMs: Date.UTC(2026, 10, 20, 13, 0, 1) });
  const made = { cause: undefined as Cause | undefined };
  const deploy = (given: readonly Template[]) =>
    simulate(world, {
      templates: given,
      door: 'direct',
      load: (_entry, _environment, sandbox) => (event, context) => behaving(made.cause?.functions ?? 'answers', sandbox)(event, context),
    });
  const first = deploy(templates);
  const cause = (made.cause = causeOf(resourceOf(first, alarm)));
  if (cause.nobodyWakes) first.stop();
  const simulator = cause.nobodyWakes ? deploy(templates.map(switchedOff)) : first;
  const { mails, operations } = simulator.services.sns;
  for (const { confirms } of mails) operations.ConfirmSubscription?.({ TopicArn: confirms?.topicArn, Token: confirms?.token });
  const startMs = world.clock.now();
  const repeat = () => {
    cause.act(simulator);
    if (cause.aMinute > 0) world.clock.schedule(minuteMs / cause.aMinute, 'cause', repeat);
  };
  repeat();
  const heard = () => mails.find(({ subject }) => subject.startsWith(`ALARM: "${alarm}"`));
  await world.clock.run({ until: () => heard() !== undefined, untilMs: startMs + longestMs });
  simulator.stop();
  const mail = heard();
  if (mail === undefined) throw new Error(`${alarm} told nobody within ${longestMs / minuteMs} minutes (${cause.how})`);
  return { alarm, how: cause.how, minutes: Math.round(((mail.sentAtMs - startMs) / minuteMs) * 10) / 10 };
}

function resourceOf({ stacks }: Simulator, alarm: string): DeployedResource {
  const resources = [...stacks.values()].flatMap((stack) => [...stack.resources.values()]);
  const found = resources.find(({ type, ref }) => type === 'AWS::CloudWatch::Alarm' && ref === alarm);
  if (found === undefined) throw new Error(`there is no alarm ${alarm}`);
  return found;
}

/** The same with its schedules and event source mappings switched off. */
function switchedOff({ body, ...template }: Template): Template {
  const off: Readonly<Record<string, object>> = {
    'AWS::Scheduler::Schedule': { State: 'DISABLED' },
    'AWS::Lambda::EventSourceMapping': { Enabled: false },
  };
  const resources = Object.entries(body.Resources).map(([id, resource]) => [
    id,
    { ...resource, Properties: { ...resource.Properties, ...off[resource.Type] } },
  ]);
  return { ...template, body: { ...body, Resources: Object.fromEntries(resources) } };
}
