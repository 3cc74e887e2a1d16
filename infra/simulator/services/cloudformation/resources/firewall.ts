import type { ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes web ACLs. Behind one stand user pools and stages of REST APIs. */
export function firewallTypes({ wafv2 }: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::WAFv2::WebACL': ({ properties, physicalName }) => {
      const name = properties.text('Name') ?? physicalName();
      const { id, arn } = wafv2.createWebAcl(name, properties.all());
      return { ref: `${name}|${id}|${properties.text('Scope')}`, attributes: { Arn: arn, Id: id } };
    },
    'AWS::WAFv2::WebACLAssociation': ({ properties, physicalName }) => {
      const resourceArn = properties.requiredText('ResourceArn');
      const webAclArn = properties.requiredText('WebACLArn');
      if (!/^arn:aws:(cognito-idp|apigateway):/.test(resourceArn)) throw properties.refusal(`ResourceArn ${resourceArn}`);
      wafv2.associate(resourceArn, webAclArn);
      return { ref: physicalName() };
    },
  };
}
