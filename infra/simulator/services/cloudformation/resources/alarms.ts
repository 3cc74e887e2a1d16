import type { ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes alarms. */
export function alarmTypes({ world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::CloudWatch::Alarm': ({ properties, physicalName }) => {
      const name = properties.text('AlarmName') ?? physicalName(255);
      properties.all();
      return { ref: name, attributes: { Arn: `arn:aws:cloudwatch:${world.region}:${world.accountId}:alarm:${name}` } };
    },
  };
}
