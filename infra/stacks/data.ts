import { Aws, CfnOutput, RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type WorkQueueName, workQueues } from '#domain/resources/queues.ts';
import { makeTables } from '#infra/constructs/tables.ts';
import { deadLetterQueue, WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';

/** What whoever writes the second copy of the epochs does with it. */
export const epochCopyActions = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
] as const;

/** What is kept and what waits: tables, queues, the secret behind the codes, the key over them, and the topic that tells operators. */
export class DataStack extends Stack {
  /** Encrypts tables, topics and the secret. */
  readonly key: Key;
  readonly tables: ReturnType<typeof makeTables>;
  /** The queues with work, but for that of SES's reports, which the mail channel has. */
  readonly queues: Readonly<Record<Exclude<WorkQueueName, 'event'>, WorkQueue>>;
  /** The second copy of the epochs: not encrypted with the key, as it has to answer when the table and its key do not. Holds no personal data. */
  readonly epochCopy: Secret;
  /** What the codes are made from. */
  readonly codeSecret: Secret;
  /** What tells the devices that staff log in from. */
  readonly deviceSecret: Secret;
  /** What the key of the audit log's seals is made from. */
  readonly sealSecret: Secret;
  /** Where alarms go. */
  readonly operators: Topic;
  /** Alarms that could not be mailed; undefined where nobody is mailed. */
  readonly undelivered: Queue | undefined;

  constructor(scope: Construct, id: string, { region, whenDeleted, alarmAddress }: Parameters) {
    super(scope, id, { env: { region }, description: 'Sluis: tables, queues, keys' });
    const retain = whenDeleted === 'retain';
    const removalPolicy = retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = this.#makeKey(removalPolicy);
    this.operators = this.#makeOperators(region);
    const addresses = new Set(alarmAddress.split(/, */).filter((address) => address !== ''));
    if (addresses.size > 0) this.undelivered = deadLetterQueue(this, 'alarms-undelivered', 'alarms', this.operators);
    for (const address of addresses) {
      this.operators.addSubscription(new EmailSubscription(address, { ...(this.undelivered && { deadLetterQueue: this.undelivered }) }));
    }
    this.tables = makeTables(this, 'tables', { key: this.key, retain });
    this.codeSecret = this.#makeSecret('code-secret', 'the key of the HMAC that codes are made with', removalPolicy, unrotated.code);
    this.deviceSecret = this.#makeSecret(
      'device-secret',
      'the key of the HMAC that tells the devices of staff',
      removalPolicy,
      unrotated.device,
    );
    this.sealSecret = this.#makeSecret('seal-secret', "what the key of the audit log's seals is made from", removalPolicy, unrotated.seal);
    const { audit, seals, progress, campaigns, accounts, notices } = this.tables;
    const outputs = {
      AuditTable: audit,
      SealsTable: seals,
      ProgressTable: progress,
      CampaignsTable: campaigns,
      AccountsTable: accounts,
      NoticesTable: notices,
    };
    for (const [name, { tableName }] of Object.entries(outputs)) new CfnOutput(this, name, { value: tableName });
    new CfnOutput(this, 'CodeSecret', { value: this.codeSecret.secretArn });
    const named = Object.keys(workQueues) as WorkQueueName[];
    this.queues = Object.fromEntries(
      named.filter((name) => name !== 'event').map((name) => [name, new WorkQueue(this, name, this.operators)]),
    ) as typeof this.queues;
    this.epochCopy = new Secret(this, 'epoch-copy', {
      description: 'Sluis: second copy of the epochs that hold; written by its functions only',
      secretStringValue: SecretValue.unsafePlainText(JSON.stringify({ asOf: 0, epochs: [] })),
      removalPolicy,
    });
    Validations.of(this.epochCopy).acknowledge({ id: 'AwsSolutions-SMG4', reason: 'It is no secret: there is nothing to rotate.' });
  }

  #makeKey(removalPolicy: RemovalPolicy): Key {
    const key = new Key(this, 'key', {
      description: 'Sluis: tables, topics and the secret of the codes',
      enableKeyRotation: true,
      removalPolicy,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('ses.amazonaws.com'), new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return key;
  }

  #makeOperators(region: string): Topic {
    const operators = new Topic(this, 'operators', { masterKey: this.key, enforceSSL: true });
    // A policy of the topic's own takes the place of SNS's default, which lets the account's alarms publish.
    operators.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [operators.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudwatch:${region}:${this.account}:alarm:*` },
        },
      }),
    );
    return operators;
  }

  /** A secret that is made once. @param reason why nothing replaces it by itself */
  #makeSecret(id: string, what: string, removalPolicy: RemovalPolicy, reason: string): Secret {
    const secret = new Secret(this, id, {
      description: `Sluis: ${what}`,
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
    return secret;
  }
}

/** Why nothing replaces a secret by itself. */
const unrotated = {
  code: 'A code lives ten minutes and is gone with the secret that made it: it is replaced by hand when it may have leaked, not while holders wait for codes.',
  device: 'It opens nothing; replacing it, by hand, makes all devices of staff unknown ones, which nobody wants in an emergency.',
  seal: 'Seals are verified for years with one public key; whoever replaces the secret starts a new one, which a verification shows.',
} as const;
