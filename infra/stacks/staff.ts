import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { AuthorizationType, CognitoUserPoolsAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { keptForGate, throttleOf } from '#infra/constructs/concurrency.ts';
import type { TableAction } from '#infra/constructs/grants.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import { WebApi } from '#infra/constructs/web-api.ts';
import type { DeadLetters } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import { type DataStack, epochCopyActions } from '#infra/stacks/data.ts';
import type { DirectoryStack } from '#infra/stacks/directory.ts';
import type { GateStack } from '#infra/stacks/gate.ts';
import type { PagesStack } from '#infra/stacks/pages.ts';
import type { PipelineStack } from '#infra/stacks/pipeline.ts';

/** What the staff's part stands on. */
export interface StaffProps {
  readonly data: DataStack;
  readonly gate: GateStack;
  readonly directory: DirectoryStack;
  readonly pages: PagesStack;
  readonly pipeline: PipelineStack;
  readonly parameters: Parameters;
}

/** A note is put under a condition on its campaign. */
const campaignActions: readonly TableAction[] = [
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:ConditionCheckItem',
];

/** The staff's API and console. */
export class StaffStack extends Stack {
  constructor(scope: Construct, id: string, { data, gate, directory, pages, pipeline, parameters }: StaffProps) {
    super(scope, id, { env: { region: parameters.region }, description: "Sluis: the staff's API and console" });
    const { tables } = data;
    const staff = new SluisFunction(this, 'staff', {
      timeout: Duration.seconds(29),
      memory: 1_024,
      operators: data.operators,
      parameters,
    });
    staff.bindTable(tables.campaigns, campaignActions);
    staff.bindTable(tables.epochs, [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:Query',
    ]);
    staff.bindSecret(data.epochCopy, 'EPOCH_COPY_ARN', epochCopyActions);
    staff.bindTable(tables.progress, ['dynamodb:Query']);
    staff.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    staff.bindParameters('mailReserve', 'pauseAtBounces', 'pauseAtComplaints');
    staff.bindTable(tables.accounts, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], {
      byOut: ['dynamodb:Query'],
      byAddress: ['dynamodb:Query'],
    });
    staff.bindTable(tables.notices, ['dynamodb:Query', 'dynamodb:PutItem']);
    staff.bindTable(tables.steps, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], { byList: ['dynamodb:Query'] });
    staff.bindMailSetup(pipeline.mail);
    staff.bindQueue(data.queues.scope);
    staff.bindQueue(data.queues.notice);
    staff.bindQueue(data.queues.watch);
    staff.bindText('GATE_CONCURRENCY', String(keptForGate(parameters)));
    staff.bindText('GATE_ARN', gate.gate.lambda.functionArn);
    staff.bindQueue(data.queues.sweep);
    staff.bindQueue(data.queues.release);
    staff.bindDeadLetters(deadLettersOf(data, pipeline));
    staff.bindText('EVENT_QUEUE_ARN', pipeline.mail.events.queue.queueArn);
    staff.bindQueue(data.queues.grade);
    staff.bindQueue(data.queues.reminder);
    staff.bindSecret(data.deviceSecret, 'DEVICE_SECRET_ARN');
    staff.bindUserPool(directory.staff, 'STAFF_POOL_ID', ['cognito-idp:AdminInitiateAuth', 'cognito-idp:AdminRespondToAuthChallenge']);
    staff.bindText('STAFF_CLIENT_ID', directory.console.userPoolClientId);
    staff.bindText('RECOVERY_CLIENT_ID', directory.recovery.userPoolClientId);
    staff.bindText('TEXT_SENDER', parameters.textSender || 'none');
    staff.bindText('PAGES_ORIGIN', pages.origin);
    staff.bindText('DECOY_ADDRESSES', parameters.decoyAddresses || 'none');
    staff.bindParameters('environmentAttribute', 'organisationAttribute');
    staff.bindUserPool(directory.accounts, 'USER_POOL_ID', [
      'cognito-idp:DescribeUserPool',
      'cognito-idp:ListUserPoolClients',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:GetUserPoolClientSessionConfiguration',
    ]);
    for (const alarm of ['epoch-copy', 'log-in-flood', 'decoy-looked-up', 'look-ups-refused', 'test'] as const) {
      addAlarm(this, alarm, data.operators);
    }
    staff.bindArn(data.operators.topicArn, 'OPERATORS_TOPIC_ARN', ['sns:ListSubscriptionsByTopic']);
    this.#publish(staff, { data, directory, parameters });
  }

  /** Puts the function on the web. */
  #publish(staff: SluisFunction, { data, directory, parameters }: Pick<StaffProps, 'data' | 'directory' | 'parameters'>): void {
    const web = new WebApi(this, 'web', {
      description: "Sluis: the staff's API and console",
      handler: staff,
      operators: data.operators,
      throttle: throttleOf('staff', parameters),
      requestsPerAddress: parameters.staffRequestsPerAddress,
    });
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'authorizer', { cognitoUserPools: [directory.staff] });
    const { root } = web.api;
    root.resourceForPath('api/{proxy+}').addMethod('ANY', web.integration, { authorizer, authorizationType: AuthorizationType.COGNITO });
    for (const path of ['/', 'console', 'console/{proxy+}', 'assets/{proxy+}', 'api/log-in']) {
      const method = root.resourceForPath(path).addMethod('ANY', web.integration);
      const reason =
        'A browser shows its session in a cookie, which the function checks; the log-ins and the style sheet are for everybody.';
      Validations.of(method).acknowledge({ id: 'AwsSolutions-APIG4', reason }, { id: 'AwsSolutions-COG4', reason });
    }
    new CfnOutput(this, 'StaffUrl', { value: web.url });
  }
}

function deadLettersOf(data: DataStack, { mail, failures }: PipelineStack): readonly DeadLetters[] {
  const work = Object.entries({ ...data.queues, event: mail.events });
  return [
    ...work.map(([name, { queue, deadLetters }]) => ({ name: name as DeadLetters['name'], queue: deadLetters, back: queue })),
    ...failures,
    { name: 'alarms', queue: data.undelivered },
  ];
}
