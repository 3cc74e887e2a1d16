import type { ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes user pools, their clients, groups and domains. Cognito itself refuses the properties that it does not know. */
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
      const { id, secret } = cognito.createClient(properties.requiredText('UserPoolId'), properties.all());
      return { ref: id, attributes: { ClientId: id, Name: name, ...(secret === undefined ? {} : { ClientSecret: secret }) } };
    },
    'AWS::Cognito::UserPoolGroup': ({ properties, physicalName }) => {
      const name = properties.text('GroupName') ?? physicalName();
      properties.ignore('Description', 'Precedence', 'RoleArn');
      cognito.createGroup(properties.requiredText('UserPoolId'), name);
      return { ref: name };
    },
    // Managed login has no pages here.
    'AWS::Cognito::UserPoolDomain': ({ properties }) => {
      const domain = properties.requiredText('Domain');
      properties.ignore('CustomDomainConfig', 'ManagedLoginVersion', 'UserPoolId');
      return { ref: domain, attributes: { CloudFrontDistribution: `${domain}.cloudfront.net` } };
    },
  };
}
