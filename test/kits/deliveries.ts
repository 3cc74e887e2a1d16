import type { Deployment } from '#simulator/services/cloudformation/deploy.ts';
import type { AccessRequest, PolicyDocument } from '#simulator/services/policy.ts';

/** One thing that an AWS service hands to another, and all policies that say whether it may. */
export interface Delivery {
  readonly from: string;
  readonly to: string;
  readonly policies: readonly PolicyDocument[];
  readonly request: AccessRequest;
}

interface Made {
  readonly id: string;
  readonly type: string;
  readonly arn: string;
  readonly ref: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties are looked into, not typed
  readonly properties: any;
}

/** Everything that an AWS service delivers in a deployment: found by what is connected, whether or not a policy allows it. */
export function deliveriesOf(stacks: Deployment, accountId: string): readonly Delivery[] {
  const all: readonly Made[] = [...stacks.values()].flatMap((stack) =>
    [...stack.resources].map(([id, { type, ref, attributes, properties }]) => ({ id, type, ref, properties, arn: arnOf(ref, attributes) })),
  );
  const ofType = (type: string) => all.filter((each) => each.type === type);
  const byArn = (arn: string) => all.find((each) => each.arn === arn);
  const policiesOf = (type: string, list: 'Topics' | 'Queues', ref: string): readonly PolicyDocument[] =>
    ofType(type).flatMap(({ properties }) => (properties[list].includes(ref) ? [properties.PolicyDocument] : []));
  const roleOf = (arn: string): readonly PolicyDocument[] => {
    const role = byArn(arn);
    // What does not fit into the role's own policy, CDK puts into one beside it.
    return [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')].flatMap(({ properties }) =>
      properties.Roles.includes(role?.ref) ? [properties.PolicyDocument] : [],
    );
  };

  /** A message to a topic; where the topic is encrypted, whoever publishes uses its key. */
  const toTopic = (from: string, topicArn: string, principal: string, sourceArn: string): readonly Delivery[] => {
    const topic = byArn(topicArn);
    const request = { principal, sourceArn, sourceAccount: accountId };
    const policies = policiesOf('AWS::SNS::TopicPolicy', 'Topics', topicArn);
    const publish = { from, to: topic?.id ?? topicArn, policies, request: { ...request, action: 'sns:Publish', resource: topicArn } };
    const key = byArn(topic?.properties.KmsMasterKeyId);
    if (key === undefined) return [publish];
    const onKey = ['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => ({
      from,
      to: `${key.id} (${action})`,
      policies: [key.properties.KeyPolicy],
      request: { ...request, action, resource: key.arn },
    }));
    return [publish, ...onKey];
  };

  const toQueue = (from: string, queueArn: string, topicArn: string): Delivery => ({
    from,
    to: byArn(queueArn)?.id ?? queueArn,
    policies: policiesOf('AWS::SQS::QueuePolicy', 'Queues', byArn(queueArn)?.ref ?? ''),
    request: { principal: 'sns.amazonaws.com', action: 'sqs:SendMessage', resource: queueArn, sourceArn: topicArn },
  });

  const byRole = (from: string, to: string, roleArn: string, action: string, resource: string): Delivery => ({
    from,
    to: `${byArn(to)?.id ?? to} (${action})`,
    policies: roleOf(roleArn),
    request: { action, resource },
  });

  const toFunction = (from: string, functionArn: string, principal: string, sourceArn: string): Delivery => ({
    from,
    to: byArn(functionArn)?.id ?? functionArn,
    policies: ofType('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.FunctionName === functionArn)
      .map(({ properties: { Principal, Action, SourceArn } }) => ({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: Principal },
            Action,
            Resource: functionArn,
            Condition: { ArnLike: { 'aws:SourceArn': SourceArn } },
          },
        ],
      })),
    request: { principal, action: 'lambda:InvokeFunction', resource: functionArn, sourceArn },
  });

  const alarms = ofType('AWS::CloudWatch::Alarm').flatMap(({ id, arn, properties }) =>
    (properties.AlarmActions ?? []).flatMap((topicArn: string) => toTopic(id, topicArn, 'cloudwatch.amazonaws.com', arn)),
  );
  const mailEvents = ofType('AWS::SES::ConfigurationSetEventDestination').flatMap(({ id, properties }) => {
    const set = ofType('AWS::SES::ConfigurationSet').find(({ ref }) => ref === properties.ConfigurationSetName);
    return toTopic(id, properties.EventDestination.SnsDestination.TopicARN, 'ses.amazonaws.com', set?.arn ?? '');
  });
  const subscriptions = ofType('AWS::SNS::Subscription').flatMap(({ id, properties: { Protocol, Endpoint, RedrivePolicy, TopicArn } }) => [
    ...(Protocol === 'sqs' ? [toQueue(id, Endpoint, TopicArn)] : []),
    ...(RedrivePolicy === undefined ? [] : [toQueue(id, RedrivePolicy.deadLetterTargetArn, TopicArn)]),
  ]);
  const schedules = ofType('AWS::Scheduler::Schedule').map(({ id, properties: { Target } }) =>
    byRole(id, Target.Arn, Target.RoleArn, 'lambda:InvokeFunction', Target.Arn),
  );
  const assumptions = ofType('AWS::IAM::Role').map(({ id, arn, properties }) => ({
    from: properties.AssumeRolePolicyDocument.Statement[0].Principal.Service as string,
    to: id,
    policies: properties.AssumeRolePolicyDocument.Statement.map((statement: object) => ({ Statement: [{ ...statement, Resource: arn }] })),
    request: {
      principal: all.some(({ properties: { Target } }) => Target?.RoleArn === arn)
        ? 'scheduler.amazonaws.com'
        : all.some(({ properties: { CloudWatchRoleArn } }) => CloudWatchRoleArn === arn)
          ? 'apigateway.amazonaws.com'
          : 'lambda.amazonaws.com',
      action: 'sts:AssumeRole',
      resource: arn,
    },
  }));
  const mappings = ofType('AWS::Lambda::EventSourceMapping').flatMap(({ id, properties }) => {
    const fn = all.find(({ ref, type }) => type === 'AWS::Lambda::Function' && ref === properties.FunctionName);
    const source: string = properties.EventSourceArn;
    const reads = source.includes(':sqs:')
      ? ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
      : ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    const failures = properties.DestinationConfig?.OnFailure?.Destination;
    return [
      ...reads.map((action) => byRole(id, source, fn?.properties.Role, action, source)),
      ...(failures === undefined ? [] : [byRole(id, failures, fn?.properties.Role, 'sqs:SendMessage', failures)]),
    ];
  });
  const triggers = ofType('AWS::Cognito::UserPool').flatMap(({ id, arn, properties }) =>
    Object.values(properties.LambdaConfig ?? {}).map((trigger) => {
      const functionArn = typeof trigger === 'string' ? trigger : (trigger as { readonly LambdaArn: string }).LambdaArn;
      return toFunction(id, functionArn, 'cognito-idp.amazonaws.com', arn);
    }),
  );
  const methods = ofType('AWS::ApiGateway::Method').flatMap(({ id, properties }) => {
    const uri: string | undefined = properties.Integration.Uri;
    if (uri === undefined) return [];
    const functionArn = uri.slice(uri.indexOf('/functions/') + '/functions/'.length, uri.lastIndexOf('/invocations'));
    const stage = ofType('AWS::ApiGateway::Stage').find((each) => each.properties.RestApiId === properties.RestApiId)?.ref;
    const [, , , region] = functionArn.split(':');
    const method = properties.HttpMethod === 'ANY' ? 'POST' : properties.HttpMethod;
    const path = pathOf(ofType('AWS::ApiGateway::Resource'), properties.ResourceId);
    const source = `arn:aws:execute-api:${region}:${accountId}:${properties.RestApiId}/${stage}/${method}/${path}`;
    return [toFunction(id, functionArn, 'apigateway.amazonaws.com', source)];
  });
  return [...alarms, ...mailEvents, ...subscriptions, ...schedules, ...assumptions, ...mappings, ...triggers, ...methods];
}

function arnOf(ref: string, attributes: Readonly<Record<string, string>> | ((name: string) => string) | undefined): string {
  if (ref.startsWith('arn:')) return ref;
  if (typeof attributes === 'function') return attributes('Arn');
  return attributes?.Arn ?? '';
}

/** The path of a resource as a request has it, with something in the place of `{proxy+}`. */
function pathOf(resources: readonly Made[], id: string): string {
  const resource = resources.find(({ ref }) => ref === id);
  if (resource === undefined) return '';
  const part: string = resource.properties.PathPart;
  const above = pathOf(resources, resource.properties.ParentId);
  return `${above === '' ? '' : `${above}/`}${part === '{proxy+}' ? 'anything' : part}`;
}
