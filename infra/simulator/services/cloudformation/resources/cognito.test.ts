import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetWebACLCommand, UpdateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { describe, expect, it } from 'vitest';
import { simulate } from '#simulator/simulator.ts';
import { virtualWorld } from '#simulator/world.ts';
import type { TemplateBody } from '../template.ts';

/** One stack, and clients of what is in it. */
function stackWith(Resources: TemplateBody['Resources'], door: 'direct' | 'wire' = 'direct') {
  const world = virtualWorld();
  const simulator = simulate(world, { templates: [{ stackName: 'S', body: { Resources } }], load: () => async () => undefined, door });
  const made = (logicalId: string) => {
    const resource = simulator.stacks.get('S')?.resources.get(logicalId);
    if (resource === undefined) throw new Error(`no ${logicalId}`);
    return resource;
  };
  const attributes = (logicalId: string) => made(logicalId).attributes as Readonly<Record<string, string>>;
  return {
    world,
    simulator,
    attributes,
    ref: (logicalId: string) => made(logicalId).ref,
    settle: <T>(promise: Promise<T>) => world.clock.settle(promise),
    cognito: simulator.connect(new CognitoIdentityProviderClient({ maxAttempts: 1 })),
    waf: simulator.connect(new WAFV2Client({ maxAttempts: 1 })),
  };
}

const pool = (properties: object = {}) => ({ Pool: { Type: 'AWS::Cognito::UserPool', Properties: properties as Record<string, unknown> } });
const UserPoolId = { Ref: 'Pool' };
const client = { Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId } } };
const user = (properties: object = {}) => ({
  User: {
    Type: 'AWS::Cognito::UserPoolUser',
    Properties: { UserPoolId, Username: 'probe', UserAttributes: [{ Name: 'email', Value: 'p@example.org' }], ...properties },
  },
});

describe('users and domains', () => {
  it('are made with the pool', async () => {
    const domain = { Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId, Domain: 'shop', ManagedLoginVersion: 2 } } };
    const stack = stackWith({ ...pool(), ...client, ...user({ MessageAction: 'SUPPRESS' }), ...domain });
    expect(stack.ref('User')).toBe('probe');
    const made = stack.simulator.services.cognito.inspect.user(stack.ref('Pool'), 'probe');
    expect(made).toMatchObject({ status: 'FORCE_CHANGE_PASSWORD', attributes: { email: 'p@example.org' } });
    const described = await stack.settle(stack.cognito.send(new DescribeUserPoolCommand({ UserPoolId: stack.ref('Pool') })));
    expect(described.UserPool).toMatchObject({ Domain: 'shop', EstimatedNumberOfUsers: 1 });
  });

  it('a user who would get a message is refused', () => {
    expect(() => stackWith({ ...pool(), ...user() })).toThrow('AdminCreateUser without MessageAction SUPPRESS');
  });
});

const VisibilityConfig = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'm' };
const shut = (Action: object) => ({
  Name: 'shut',
  Priority: 0,
  Action,
  VisibilityConfig,
  Statement: {
    ByteMatchStatement: {
      SearchString: 'ForgotPassword',
      FieldToMatch: { SingleHeader: { Name: 'x-amzn-cognito-operation-name' } },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      PositionalConstraint: 'EXACTLY',
    },
  },
});
const firewall = (ResourceArn: unknown) => ({
  Acl: {
    Type: 'AWS::WAFv2::WebACL',
    Properties: { Name: 'doors', Scope: 'REGIONAL', DefaultAction: { Allow: {} }, VisibilityConfig, Rules: [shut({ Count: {} })] },
  },
  Association: {
    Type: 'AWS::WAFv2::WebACLAssociation',
    Properties: { ResourceArn, WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] } },
  },
});

describe('a web ACL', () => {
  it.each(['direct', 'wire'] as const)(
    'in front of a pool counts, and some seconds after an update blocks, through the %s door',
    async (door) => {
      const stack = stackWith({ ...pool(), ...client, ...firewall({ 'Fn::GetAtt': ['Pool', 'Arn'] }) }, door);
      const { Arn = '', Id = '' } = stack.attributes('Acl');
      expect(stack.ref('Acl')).toBe(`doors|${Id}|REGIONAL`);
      const forgot = () =>
        stack
          .settle(stack.cognito.send(new ForgotPasswordCommand({ ClientId: stack.ref('Client'), Username: 'nobody' })))
          .catch((error: Error) => error.name);
      expect(await forgot()).toBe('UserNotFoundException');
      const key = { Name: 'doors', Scope: 'REGIONAL', Id } as const;
      const { WebACL, LockToken } = await stack.settle(stack.waf.send(new GetWebACLCommand(key)));
      const [rule, ...others] = WebACL?.Rules ?? [];
      if (rule === undefined) throw new Error('no rule');
      const Rules = [{ ...rule, Action: { Block: {} } }, ...others];
      await stack.settle(
        stack.waf.send(new UpdateWebACLCommand({ ...key, DefaultAction: { Allow: {} }, VisibilityConfig, Rules, LockToken })),
      );
      expect(await forgot()).toBe('UserNotFoundException');
      await stack.settle(stack.world.clock.sleep(3000));
      expect(await forgot()).toBe('ForbiddenException');
      expect(await stack.settle(stack.cognito.send(new GetUserCommand({ AccessToken: 'x' }))).catch((error: Error) => error.name)).toBe(
        'NotAuthorizedException',
      );
      expect(stack.simulator.services.wafv2.matches(Arn)).toEqual({ shut: 3 });
    },
  );

  it('in front of an API is without effect, and of anything else refused', () => {
    stackWith(firewall('arn:aws:apigateway:eu-west-1::/restapis/a/stages/live'));
    expect(() => stackWith(firewall('arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/x'))).toThrow('ResourceArn arn:aws:elastic');
  });
});
