import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { MetricName } from '#shared/lambda/metrics.ts';

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
    this.gate.bindSecret(data.epochCopy, 'EPOCH_COPY_ARN');
    this.gate.bindQueue(data.accountQueue, 'ACCOUNT_QUEUE_URL');
    this.gate.bindText('ENVIRONMENT_ATTRIBUTE', parameters.environmentAttribute);
    this.gate.bindText('ORGANISATION_ATTRIBUTE', parameters.organisationAttribute);
    this.gate.bindText('WHEN_UNKNOWN', parameters.whenUnknown);
    const period = Duration.minutes(1);
    addAlarm(this, 'slow', operators, {
      description: 'The gate takes long; at 5 s Cognito gives up and nobody can sign in.',
      metric: this.gate.lambda.metricDuration({ period, statistic: 'p99' }),
      atLeast: 2_500,
      periods: 3,
    });
    const onMetric = (id: string, metricName: MetricName, periods: number, description: string) =>
      addAlarm(this, id, operators, {
        description,
        metric: new Metric({ namespace: 'Sluis', metricName, dimensionsMap: { function: 'gate' }, statistic: 'Sum', period }),
        atLeast: 1,
        periods,
      });
    onMetric(
      'blind',
      'Gate::Blind',
      1,
      `The gate knows of no epochs and acts on whenUnknown=${parameters.whenUnknown}: look at the epochs table, then at the secret with the second copy.`,
    );
    onMetric(
      'stale',
      'Gate::Stale',
      1,
      'Neither the epochs table nor the second copy answers: a start or lift does not reach the gates. Start none until they do.',
    );
    onMetric(
      'second-copy',
      'Gate::SecondCopy',
      3,
      'The gate has lived on the second copy of the epochs for three minutes: look at the epochs table.',
    );
    onMetric(
      'rows-unread',
      'Gate::RowsUnread',
      1,
      'The gate cannot read account rows and refuses everybody whom a campaign may bind, recovered or not: look at the accounts table.',
    );
    onMetric(
      'not-understood',
      'Epochs::NotUnderstood',
      1,
      'An epoch is of a form that the gate does not understand, so everybody is contained: deploy the version that wrote it, or lift it.',
    );
    onMetric(
      'unreported',
      'Gate::Unreported',
      3,
      'Accounts made during a campaign are not passed on and stay refused: look at the queue of accounts.',
    );
  }
}
