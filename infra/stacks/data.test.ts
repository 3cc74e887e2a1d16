import { describe, expect, test } from 'vitest';
import { makeApp } from '#infra/app.ts';
import { type Json, type Resource, synthesize } from '#test/kits/templates.ts';

const { all, follow, ofType } = synthesize();

test('alarms go by mail to every address given; without one the synthesis warns that nobody hears them', () => {
  const warnings = (context: Readonly<Record<string, string>>) =>
    makeApp({ context: { bundle: 'no', ...context }, checks: () => undefined }).stacks.flatMap(({ messages }) =>
      messages.map(({ entry }) => String(entry.data)),
    );
  expect(warnings({})).toEqual([expect.stringContaining('nobody hears the alarms: give the parameter alarmAddress')]);
  expect(warnings({ alarmAddress: 'duty@example.org' })).toEqual([]);
  const given = synthesize({ alarmAddress: 'duty@example.org, ops@example.org, duty@example.org' }).ofType('AWS::SNS::Subscription');
  const mailed = given.filter(({ Properties }) => Properties.Protocol === 'email');
  expect(mailed.map(({ Properties }) => Properties.Endpoint)).toEqual(['duty@example.org', 'ops@example.org']);
});

describe('queues', () => {
  const queues = ofType('AWS::SQS::Queue');
  const withWork = queues.filter(({ Properties }) => Properties.RedrivePolicy);

  test('every queue keeps 14 days, encrypted, and all but dead-letter queues have one', () => {
    for (const { Properties } of queues)
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
    const targets = withWork.map(({ stack, Properties }) => follow(stack, Properties.RedrivePolicy.deadLetterTargetArn).id);
    const failures = ofType('AWS::Lambda::EventSourceMapping').flatMap(({ stack, Properties }) =>
      Properties.DestinationConfig ? [follow(stack, Properties.DestinationConfig.OnFailure.Destination).id] : [],
    );
    expect(queues.map(({ id }) => id).sort()).toEqual([...withWork.map(({ id }) => id), ...targets, ...failures].sort());
    expect(withWork).toHaveLength(12);
  });

  test.each([{}, { alarmAddress: 'sre@example.org' }])(
    'staff see every dead-letter queue, and move back what a queue of ours buried: %j',
    (context) => {
      const { follow, ofType } = synthesize(context);
      // What does not fit into the role's own policy, CDK puts into one beside it.
      const statements = [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')]
        .filter(({ id }) => id.startsWith('staffrole'))
        .flatMap(({ stack, Properties }) => Properties.PolicyDocument.Statement.map((statement: Json) => ({ stack, ...statement })));
      const granted = (action: string) =>
        statements
          .filter(({ Action }) => [Action].flat().includes(action))
          .flatMap(({ stack, Resource }) => [Resource].flat().map((arn: Json) => follow(stack, arn).id))
          .sort();
      const queues = ofType('AWS::SQS::Queue');
      const work = queues.filter(({ Properties }) => Properties.RedrivePolicy);
      const buried = work.map(({ stack, Properties }) => follow(stack, Properties.RedrivePolicy.deadLetterTargetArn).id).sort();
      const ids = (some: readonly Resource[]) => some.map(({ id }) => id).sort();
      expect(granted('sqs:GetQueueAttributes')).toEqual(ids(queues.filter((queue) => !work.includes(queue))));
      for (const action of ['ListMessageMoveTasks', 'StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage']) {
        expect(granted(`sqs:${action}`)).toEqual(buried);
      }
      expect([...new Set(granted('sqs:SendMessage'))]).toEqual(ids(work));
    },
  );

  test('every dead-letter queue has an alarm at its first message', () => {
    const watched = ofType('AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible' && Properties.Threshold === 1)
      .map(({ stack, Properties }) => follow(stack, Properties.Dimensions[0].Value).id);
    expect(watched.sort()).toEqual(
      queues
        .filter((queue) => !withWork.includes(queue))
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('a message stays invisible at least six times as long as its function may take', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping').filter(({ Properties }) => !Properties.StartingPosition);
    expect(mappings).toHaveLength(12);
    for (const { stack, Properties } of mappings) {
      const queue = follow(stack, Properties.EventSourceArn);
      const consumer = follow(stack, Properties.FunctionName);
      expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.Properties.Timeout);
      expect(Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    }
  });
});

test('every event source mapping takes partial failures, and a stream names what failed for good', () => {
  for (const { Properties } of ofType('AWS::Lambda::EventSourceMapping')) {
    expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    if (!Properties.StartingPosition) continue;
    expect(Properties).toMatchObject({ StartingPosition: 'TRIM_HORIZON', BisectBatchOnFunctionError: true });
    expect(Properties.MaximumRetryAttempts).toBeUndefined();
    expect(Properties.DestinationConfig.OnFailure.Destination).toBeDefined();
  }
});

test('no stream has more than the two readers that DynamoDB allows', () => {
  const streams = ofType('AWS::Lambda::EventSourceMapping').filter(({ Properties }) => Properties.StartingPosition);
  const readers = Map.groupBy(streams, ({ stack, Properties }) => follow(stack, Properties.EventSourceArn).id);
  expect([...readers.values()].map((mappings) => mappings.length).sort()).toEqual([1, 1, 2, 2]);
});

test('every table can be restored to any second and is encrypted with the one key', () => {
  const tables = ofType('AWS::DynamoDB::GlobalTable');
  expect(tables).toHaveLength(11);
  expect(ofType('AWS::KMS::Key')).toMatchObject([{ Properties: { EnableKeyRotation: true } }]);
  for (const { stack, Properties } of tables) {
    expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    const [replica] = Properties.Replicas;
    expect(replica).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(follow(stack, replica.SSESpecification.KMSMasterKeyId).Type).toBe('AWS::KMS::Key');
  }
});

test('tables, pools, key and secret outlive their stack; in a trial they do not', () => {
  const types = ['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];
  const policies = (resources: readonly Resource[]) =>
    new Set(resources.filter(({ Type }) => types.includes(Type)).map((resource) => (resource as unknown as Json).DeletionPolicy));
  expect(policies(all)).toEqual(new Set(['Retain']));
  expect(policies(synthesize({ whenDeleted: 'destroy' }).all)).toEqual(new Set(['Delete']));
});
