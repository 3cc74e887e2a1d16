import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { EveryMinute } from '#infra/constructs/every-minute.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import type { Parameters } from '#infra/parameters.ts';
import { type DataStack, epochCopyActions } from '#infra/stacks/data.ts';
import type { DirectoryStack } from '#infra/stacks/directory.ts';
import type { GateStack } from '#infra/stacks/gate.ts';

/** What the watch stands on. */
export interface WatchProps {
  readonly data: DataStack;
  readonly gate: GateStack;
  readonly directory: DirectoryStack;
  readonly parameters: Parameters;
}

/** The watch over the directory while a campaign is live: its firewall, the attachment of the gate, and an invented account that tries to get in. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { data, gate, directory, parameters }: WatchProps) {
    super(scope, id, { env: { region: parameters.region }, description: 'Sluis: the watch over the directory' });
    const { tables, operators } = data;
    const watch = new SluisFunction(this, 'watch', { timeout: Duration.minutes(2), memory: 512, operators, parameters });
    watch.bindTable(tables.epochs, ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    watch.bindUserPool(directory.accounts, 'USER_POOL_ID', [
      'cognito-idp:DescribeUserPool',
      'cognito-idp:ListUserPoolClients',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:GetUserPoolClientSessionConfiguration',
      'cognito-idp:AdminCreateUser',
      'cognito-idp:AdminSetUserPassword',
      'cognito-idp:AdminInitiateAuth',
    ]);
    watch.bindSecret(data.epochCopy, 'EPOCH_COPY_ARN', epochCopyActions);
    watch.bindText('GATE_ARN', gate.gate.lambda.functionArn);
    watch.bindText('RECOVERY_CLIENT_ID', directory.recovery.userPoolClientId);
    watch.bindArn(directory.firewall?.arn, 'FIREWALL_ARN', ['wafv2:GetWebACL', 'wafv2:UpdateWebACL']);
    watch.bindSecret(data.codeSecret, 'CODE_SECRET_ARN');
    watch.consume(data.queues.watch, { batchSize: 1, maximumConcurrency: 2, failsWhole: true });
    new EveryMinute(this, 'minute', watch);
    for (const name of [
      'probe-admitted',
      'gate-detached',
      'self-service-open',
      'probe-untried',
      'watch-failed',
      'epoch-copy-shortened',
      'epoch-not-understood',
    ] as const) {
      addAlarm(this, name, operators);
    }
  }
}
