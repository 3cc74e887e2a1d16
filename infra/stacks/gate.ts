import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';

/** The check at every token. Cognito waits 5 s for it and refuses the token when it fails, so it has a stack and alarms of its own. */
export class GateStack extends Stack {
  readonly gate: SluisFunction;

  constructor(scope: Construct, id: string, data: DataStack, parameters: Parameters) {
    super(scope, id, { env: { region: parameters.region }, description: 'Sluis: the gate' });
    const { tables, operators } = data;
    this.gate = new SluisFunction(this, 'gate', {
      timeout: Duration.seconds(5),
      memory: 1_769,
      operators,
      parameters,
      alarmOnErrors: false,
    });
    this.gate.bindTable(tables.epochs, ['dynamodb:GetItem', 'dynamodb:Query']);
    this.gate.bindTable(tables.accounts, ['dynamodb:BatchGetItem']);
    this.gate.bindSecret(data.epochCopy, 'EPOCH_COPY_ARN');
    this.gate.bindQueue(data.queues.account);
    this.gate.bindParameters('environmentAttribute', 'organisationAttribute', 'whenUnknown');
    addAlarm(this, 'gate-slow', operators, { dimensions: { FunctionName: this.gate.lambda.functionName } });
    for (const name of ['failed', 'blind', 'stale', 'second-copy', 'rows-unread', 'not-understood', 'unreported'] as const) {
      addAlarm(this, `gate-${name}`, operators);
    }
  }
}
