import type { ResourceType } from '../deploy.ts';
import type { Properties } from '../properties.ts';
import type { ResourceContext } from './context.ts';

/** Makes schedules of EventBridge Scheduler, and EventBridge rules with a schedule, for Lambda functions. */
export function scheduleTypes({ scheduler, lambda, world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  /** Lambda takes every asynchronous invocation, so the retries and dead letters of a target never come to pass. */
  const readTarget = (target: Properties) => {
    target.ignore('DeadLetterConfig', 'Id', 'RetryPolicy', 'RoleArn');
    const input = target.text('Input');
    return { functionArn: lambda.find(target.requiredText('Arn')).settings.arn, ...(input === undefined ? {} : { input }) };
  };
  return {
    'AWS::Scheduler::Schedule': ({ properties, physicalName }) => {
      const name = properties.text('Name') ?? physicalName(64);
      const group = properties.text('GroupName') ?? 'default';
      const arn = `arn:aws:scheduler:${world.region}:${world.accountId}:schedule/${group}/${name}`;
      const expression = properties.requiredText('ScheduleExpression');
      const startMs = readDate(properties, 'StartDate');
      const endMs = readDate(properties, 'EndDate');
      const target = properties.part('Target');
      const isEnabled = properties.text('State') !== 'DISABLED';
      properties.part('FlexibleTimeWindow')?.expect('Mode', 'OFF');
      properties.expect('ScheduleExpressionTimezone', 'UTC', 'Etc/UTC');
      properties.ignore('Description', 'KmsKeyArn');
      if (target === undefined) throw properties.refusal('no Target');
      const settings = { name, arn, expression, source: 'aws.scheduler', ...readTarget(target), ...startMs, ...endMs } as const;
      if (isEnabled) scheduler.create(settings);
      return { ref: name, attributes: { Arn: arn } };
    },
    'AWS::Events::Rule': ({ properties, physicalName }) => {
      const name = properties.text('Name') ?? physicalName(64);
      const arn = `arn:aws:events:${world.region}:${world.accountId}:rule/${name}`;
      const expression = properties.requiredText('ScheduleExpression');
      const isEnabled = properties.text('State') !== 'DISABLED';
      properties.expect('EventBusName', 'default');
      properties.ignore('Description', 'Tags');
      for (const target of properties.parts('Targets')) {
        const settings = { name, arn, expression, source: 'aws.events', ...readTarget(target) } as const;
        if (isEnabled) scheduler.create(settings);
      }
      return { ref: name, attributes: { Arn: arn } };
    },
  };
}

function readDate<N extends 'StartDate' | 'EndDate'>(properties: Properties, name: N): { readonly [K in 'startMs' | 'endMs']?: number } {
  const text = properties.text(name);
  return text === undefined ? {} : { [name === 'StartDate' ? 'startMs' : 'endMs']: Date.parse(text) };
}
