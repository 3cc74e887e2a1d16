import type { ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes user pools, their clients, groups, users and domains. Cognito itself refuses the properties that it does not know. */
export function cognitoTypes({ cognito, world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::Cognito::UserPool': ({ properties, physicalName }) => {
      const name = properties.text('UserPoolName') ?? physicalName();
      const { id, arn } = cognito.createUserPool({ name, properties: properties.all() });
      const provider = `cognito-idp.${world.region}.amazonaws.com/${id}`;
      return { ref: id, attributes: { Arn: arn, ProviderName: provider, ProviderURL: `https://${provider}`, UserPoolId: id } };
    },
    'AWS::Cognito::UserPoolClient': ({ properties, physicalName }) => {
      const name = properties.text('ClientName') ?? physicalName();
      const { id, secret } = cognito.createClient(properties.requiredText('UserPoolId'), { ClientName: name, ...properties.all() });
      return { ref: id, attributes: { ClientId: id, Name: name, ...(secret === undefined ? {} : { ClientSecret: secret }) } };
    },
    'AWS::Cognito::UserPoolGroup': ({ properties, physicalName }) => {
      const name = properties.text('GroupName') ?? physicalName();
      properties.ignore('Description', 'Precedence', 'RoleArn');
      cognito.createGroup(properties.requiredText('UserPoolId'), name);
      return { ref: name };
    },
    // Without a message nobody learns the temporary password; one with a message is refused.
    'AWS::Cognito::UserPoolUser': ({ properties }) => {
      return { ref: cognito.createUser(properties.all()) };
    },
    'AWS::Cognito::UserPoolDomain': ({ properties }) => {
      const domain = properties.requiredText('Domain');
      const custom = properties.raw('CustomDomainConfig') !== undefined;
      properties.ignore('ManagedLoginVersion');
      cognito.createDomain(properties.requiredText('UserPoolId'), domain, custom);
      return { ref: domain, attributes: { CloudFrontDistribution: `${domain}.cloudfront.net` } };
    },
  };
}
