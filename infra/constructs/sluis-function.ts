import { Aws, type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  CfnFunction,
  Code,
  EventSourceMapping,
  Function as LambdaFunction,
  Runtime,
  StartingPosition,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnSecret, type Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WorkQueueName } from '#domain/resources/queues.ts';
import type { TableName } from '#domain/resources/tables.ts';
import { deadLettersVariable } from '#domain/staff/dead-letter.ts';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { bundleFunction, entryOf } from '#infra/constructs/bundle.ts';
import { reservedFor, streamShards } from '#infra/constructs/concurrency.ts';
import { askedByEmulator } from '#infra/constructs/emulator.ts';
import type { ConsumeOptions, ReadStreamOptions } from '#infra/constructs/feeds.ts';
import { type PoolAction, readsTable, type SecretAction, type TableAction } from '#infra/constructs/grants.ts';
import type { MailChannel, MailPurpose } from '#infra/constructs/mail-channel.ts';
import { type DeadLetters, deadLetterQueue, type WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { AlarmName } from '#shared/lambda/alarms/alarms.ts';
import { parameterVariable, queueVariable, tableVariable } from '#shared/variables.ts';

/** Settings of a function. */
export interface SluisFunctionProps {
  /** How long one call may take. */
  readonly timeout: Duration;
  /** Memory in MiB, 128 to 10,240; 1,769 is one whole processor. */
  readonly memory: number;
  /** Where alarms go. */
  readonly operators: ITopic;
  /** Of the deployment. */
  readonly parameters: Parameters;
  /** Whether failed calls alarm. Off for a function that answers by failing. @default true */
  readonly alarmOnErrors?: boolean;
}

/**
 * A Lambda function of `functions/<name>`, with its log group, role and alarms. Each `bind…` gives it one thing to work with: the
 * environment variable and the least grant together, so that neither is there without the other.
 */
export class SluisFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly #props: SluisFunctionProps;
  /** How often each queue, stream or schedule may run it at once. */
  readonly wakers: number[] = [];

  constructor(scope: Construct, name: string, props: SluisFunctionProps) {
    super(scope, name);
    this.#props = props;
    const logGroup = new LogGroup(this, 'logs', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const reserved = reservedFor(name, props.parameters);
    this.lambda = new LambdaFunction(this, 'function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.parameters.bundle ? Code.fromAsset(bundleFunction(name)) : Code.fromInline(`// ${entryOf(name)}, not bundled`),
      timeout: props.timeout,
      memorySize: props.memory,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
      tracing: Tracing.ACTIVE,
      logGroup,
      role,
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
    });
    if (this.lambda.node.defaultChild instanceof CfnFunction) {
      this.lambda.node.defaultChild.addMetadata('simulator:entry', entryOf(name));
    }
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray, ses:GetAccount and dynamodb:ListStreams know no resources; a test allows the star for these alone.',
    });
    Validations.of(this.lambda).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'Nothing calls it asynchronously; the queue, stream or schedule that wakes it has the dead-letter queue.',
    });
    this.#alarm('throttles');
    if (props.alarmOnErrors ?? true) this.#alarm('errors');
  }

  /** Alarms when nothing has run it for minutes. */
  alarmOnSilence(): void {
    this.#alarm('not-run');
  }

  /** Sets an environment variable that comes with no grant. */
  bindText(variable: string, value: string): void {
    this.lambda.addEnvironment(variable, value);
  }

  /** Tells it parameters of the deployment, each in a variable that is named after it. */
  bindParameters(...names: readonly (keyof Parameters)[]): void {
    for (const name of names) this.bindText(parameterVariable(name), String(this.#props.parameters[name]));
  }

  /** Lets it carry out `actions` on a table, and on each of `indexes` the actions that stand there; without any it gets to know the table's name alone. */
  bindTable(table: TableV2, actions: readonly TableAction[], indexes: Readonly<Record<string, readonly TableAction[]>> = {}): void {
    this.bindText(tableVariable(table.node.id as TableName), table.tableName);
    if (actions.length > 0) this.#allow(actions, table.tableArn);
    for (const [index, onIndex] of Object.entries(indexes)) this.#allow(onIndex, `${table.tableArn}/index/${index}`);
    const writes = actions.some((action) => !readsTable.includes(action));
    this.#useKey(table.encryptionKey, 'dynamodb', writes);
  }

  /** Lets it send to a queue. */
  bindQueue(work: WorkQueue): void {
    const { queue } = work;
    this.bindText(queueVariable(work.node.id as WorkQueueName), queue.queueUrl);
    this.#allow(['sqs:SendMessage'], queue.queueArn);
  }

  /** Lets it see how many messages dead-letter queues have, and move those back that have a way back; a variable says `none` where there is no queue. */
  bindDeadLetters(queues: readonly DeadLetters[]): void {
    // Names, not addresses: an environment holds 4 KB.
    for (const { name, queue } of queues) this.bindText(deadLettersVariable(name), queue?.queueName ?? 'none');
    const arns = (some: readonly (Queue | undefined)[]) => some.flatMap((queue) => (queue === undefined ? [] : [queue.queueArn]));
    const movable = queues.filter(({ back }) => back !== undefined);
    this.#allow(['sqs:GetQueueAttributes'], ...arns(queues.map(({ queue }) => queue)));
    // SQS moves messages in the name of whoever started the move.
    const moving = ['sqs:ListMessageMoveTasks', 'sqs:StartMessageMoveTask', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'];
    this.#allow(moving, ...arns(movable.map(({ queue }) => queue)));
    this.#allow(['sqs:SendMessage'], ...arns(movable.map(({ back }) => back)));
  }

  /** Lets it carry out `actions` on a secret. @default reads it */
  bindSecret(secret: Secret, variable: string, actions: readonly SecretAction[] = ['secretsmanager:GetSecretValue']): void {
    // The attribute, not the reference: an emulator takes a reference for the name.
    const arn = secret.node.defaultChild instanceof CfnSecret ? secret.node.defaultChild.attrId : secret.secretArn;
    this.bindText(variable, arn);
    this.#allow(actions, arn);
    this.#useKey(secret.encryptionKey, 'secretsmanager', false);
  }

  /** Lets it act in a user pool. */
  bindUserPool(pool: IUserPool, variable: string, actions: readonly PoolAction[]): void {
    this.bindText(variable, pool.userPoolId);
    this.#allow(actions, pool.userPoolArn);
  }

  /** Lets it send mail for one purpose, in the given ways and from the channel's address only, and ask for the sending quota. */
  bindMailer(channel: MailChannel, purpose: MailPurpose, actions: readonly ('ses:SendEmail' | 'ses:SendBulkEmail')[]): void {
    this.bindText('CONFIGURATION_SET', channel.configurationSets[purpose].configurationSetName);
    this.bindText('SENDER_ADDRESS', channel.senderAddress);
    this.#allow(actions, ...channel.identityArns, channel.configurationSetArn(purpose));
    this.#allow(['ses:GetAccount'], '*');
  }

  /** Lets it look at how SES is set up for the channel: its identity, its configuration sets and where they report, and the account. */
  bindMailSetup(channel: MailChannel): void {
    const { configurationSets, senderAddress, senderIdentity, senderIdentityArn, topic } = channel;
    this.bindText('CONFIGURATION_SET', configurationSets.notices.configurationSetName);
    this.bindText('CODES_CONFIGURATION_SET', configurationSets.codes.configurationSetName);
    this.bindText('SENDER_ADDRESS', senderAddress);
    this.bindText('SENDER_IDENTITY', senderIdentity);
    this.bindText('EVENTS_TOPIC_ARN', topic.topicArn);
    this.#allow(['ses:GetEmailIdentity'], senderIdentityArn);
    const sets = [channel.configurationSetArn('notices'), channel.configurationSetArn('codes')];
    this.#allow(['ses:GetConfigurationSet', 'ses:GetConfigurationSetEventDestinations'], ...sets);
    this.#allow(['ses:GetAccount'], '*');
  }

  /** Lets it carry out `actions` on one web ACL, sender of texts or topic; where there is none, undefined or empty, the variable says `none`. */
  bindArn(arn: string | undefined, variable: string, actions: readonly `${'wafv2' | 'sms-voice' | 'sns'}:${string}`[]): void {
    this.bindText(variable, arn || 'none');
    if (arn) this.#allow(actions, arn);
  }

  /** Wakes it for the messages of a queue. Messages that fail come back alone, without the rest of their batch. */
  consume({ queue, consumerTimeout }: WorkQueue, { batchSize, maximumConcurrency, failsWhole, name }: ConsumeOptions): void {
    if (this.#props.timeout.toSeconds() > consumerTimeout.toSeconds()) {
      throw new Error(`${this.node.id} may take ${this.#props.timeout.toSeconds()} s, its queue expects ${consumerTimeout.toSeconds()} s`);
    }
    this.#allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'], queue.queueArn);
    this.wakers.push(maximumConcurrency);
    const mapping = new EventSourceMapping(this, name ?? 'queue', {
      target: this.lambda,
      eventSourceArn: queue.queueArn,
      batchSize,
      maxConcurrency: maximumConcurrency,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Messages of a queue that fail go to the dead-letter queue of that queue.',
    });
    if (!failsWhole && !this.node.tryFindChild('failing')) this.#alarm('failing');
  }

  /**
   * Wakes it for the changes of a table, in the order of each partition. A batch that fails is split and tried again until the stream
   * forgets it after 24 hours, as what is skipped would be missing for good; what then failed is named in a dead-letter queue, which it gives.
   */
  readStream(name: string, table: TableV2, { batchSize, window, deadLetters }: ReadStreamOptions): DeadLetters {
    const { tableStreamArn } = table;
    if (tableStreamArn === undefined) throw new Error(`table ${table.node.id} has no stream`);
    this.#allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], tableStreamArn);
    this.#allow(['dynamodb:ListStreams'], '*');
    this.#useKey(table.encryptionKey, 'dynamodb', false);
    const failures = deadLetterQueue(this, `${name}-failures`, deadLetters, this.#props.operators);
    this.wakers.push(streamShards(table.node.id));
    new EventSourceMapping(this, `${name}-stream`, {
      target: this.lambda,
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      maxBatchingWindow: window,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(failures),
    });
    if (!this.node.tryFindChild('behind')) this.#alarm('behind');
    return { name: deadLetters, queue: failures };
  }

  #alarm(name: AlarmName): void {
    addAlarm(this, name, this.#props.operators, { subject: this.node.id, dimensions: { FunctionName: this.lambda.functionName } });
  }

  #allow(actions: readonly string[], ...resources: readonly string[]): void {
    const grant = (granted: readonly string[], where: readonly string[]) =>
      this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...granted], resources: [...where] }));
    grant(actions, resources);
    if (!this.#props.parameters.emulator) return;
    for (const { action, everywhere } of actions.flatMap((each) => askedByEmulator[each] ?? []))
      grant([action], everywhere ? ['*'] : resources);
  }

  /** Lets one service use the key on the function's behalf, for what it does there, and nothing else. */
  #useKey(key: IKey | undefined, service: 'dynamodb' | 'secretsmanager', writes: boolean): void {
    if (key === undefined) return;
    const actions = ['kms:Decrypt', 'kms:DescribeKey'];
    if (writes)
      actions.push('kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo');
    const conditions = { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` } };
    this.lambda.addToRolePolicy(new PolicyStatement({ actions, resources: [key.keyArn], conditions }));
  }
}
