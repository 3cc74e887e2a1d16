import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AuthorizationType, CognitoUserPoolsAuthorizer, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  CfnFunction,
  Code,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  Function as LambdaFunction,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ConfigurationSet, EmailIdentity, EmailSendingEvent, EventDestination, Identity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A table with a stream, an index and time to live. For tests. */
export class DataStack extends Stack {
  readonly table = new TableV2(this, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAt',
    globalSecondaryIndexes: [{ indexName: 'byState', partitionKey: { name: 'state', type: AttributeType.STRING } }],
  });
}

/** A little of every service, wired to each other: route, function, table, stream, queue, mail, topic, pool and schedule. For tests. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, { table }: DataStack) {
    super(scope, id);
    const deadLetters = new Queue(this, 'DeadLetters');
    const queue = new Queue(this, 'Queue', { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } });
    const topic = new Topic(this, 'Topic');
    topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
    const set = new ConfigurationSet(this, 'Set');
    set.addEventDestination('Events', { destination: EventDestination.snsTopic(topic), events: [EmailSendingEvent.DELIVERY] });
    new EmailIdentity(this, 'Identity', { identity: Identity.domain('example.org') });
    const secret = new Secret(this, 'Secret', { generateSecretString: { passwordLength: 40 } });

    const web = this.#function('Web', { TABLE: table.tableName });
    const forward = this.#function('Forward', { QUEUE: queue.queueUrl });
    const environment = { TABLE: table.tableName, SET: set.configurationSetName, SECRET: secret.secretArn };
    const work = this.#function('Work', environment);
    const tick = this.#function('Tick');
    work.addEventSource(new SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: 2 }));
    new EventSourceMapping(this, 'Changes', {
      target: forward,
      eventSourceArn: table.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      retryAttempts: 3,
      parallelizationFactor: 2,
      onFailure: new SqsDlq(deadLetters),
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    });
    new Schedule(this, 'Minute', {
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(tick, { input: ScheduleTargetInput.fromObject({ at: ContextAttribute.scheduledTime }) }),
    });

    const pool = new UserPool(this, 'Pool', { lambdaTriggers: { preAuthentication: this.#function('Gate') } });
    const client = pool.addClient('Client', { authFlows: { adminUserPassword: true }, disableOAuth: true });
    const api = new RestApi(this, 'Api', { defaultCorsPreflightOptions: { allowOrigins: ['https://shop.example'] } });
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'Authorizer', { cognitoUserPools: [pool] });
    api.root
      .resourceForPath('orders/{id}')
      .addMethod('POST', new LambdaIntegration(web), { authorizer, authorizationType: AuthorizationType.COGNITO });
    const outputs = { ApiUrl: api.url, PoolId: pool.userPoolId, ClientId: client.userPoolClientId, TableName: table.tableName };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }

  #function(name: string, environment: Readonly<Record<string, string>> = {}): LambdaFunction {
    const code = Code.fromInline('exports.handler = async () => {};');
    const made = new LambdaFunction(this, name, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code, environment });
    if (made.node.defaultChild instanceof CfnFunction) {
      made.node.defaultChild.addMetadata('simulator:entry', `functions/${name.toLowerCase()}/index.ts`);
    }
    return made;
  }
}
