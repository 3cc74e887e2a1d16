import type { ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes parameters of Parameter Store. */
export function parameterTypes({ ssm }: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::SSM::Parameter': ({ properties, physicalName }) => {
      const name = properties.text('Name') ?? physicalName();
      const value = properties.requiredText('Value');
      const type = properties.requiredText('Type');
      const tier = properties.text('Tier');
      properties.expect('DataType', 'text');
      properties.ignore('Description', 'Tags');
      ssm.createParameter({ name, value, type, ...(tier === undefined ? {} : { tier }) });
      return { ref: name, attributes: { Type: type, Value: value } };
    },
  };
}
