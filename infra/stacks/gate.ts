import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
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
      ...(parameters.gateReservedConcurrency === 0 ? {} : { reservedConcurrency: parameters.gateReservedConcurrency }),
    });
    this.gate.bindTable(tables.epochs, 'EPOCHS_TABLE', ['dynamodb:Query']);
    this.gate.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:BatchGetItem']);
    this.gate.bindText('ENVIRONMENT_ATTRIBUTE', parameters.environmentAttribute);
    this.gate.bindText('WHEN_UNKNOWN', parameters.whenUnknown);
    const period = Duration.minutes(1);
    addAlarm(this, 'slow', operators, {
      description: 'The gate takes long; at 5 s Cognito gives up and nobody can sign in.',
      metric: this.gate.lambda.metricDuration({ period, statistic: 'p99' }),
      atLeast: 2_500,
      periods: 3,
    });
    addAlarm(this, 'blind', operators, {
      description: `The gate cannot read its epochs and acts on whenUnknown=${parameters.whenUnknown}: look at the epochs table.`,
      metric: new Metric({ namespace: 'Sluis', metricName: 'Gate::Blind', dimensionsMap: { function: 'gate' }, statistic: 'Sum', period }),
      atLeast: 1,
    });
  }
}
