import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { SluisFunction } from '#infra/constructs/sluis-function.ts';

/** Calls a function once a minute, EventBridge Scheduler's shortest rate. A call that fails is not repeated: the next is a minute away. */
export class EveryMinute extends Construct {
  constructor(scope: Construct, id: string, { lambda }: SluisFunction) {
    super(scope, id);
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    lambda.grantInvokeLatestVersion(role);
    new CfnSchedule(this, 'schedule', {
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn: lambda.functionArn, roleArn: role.roleArn, retryPolicy: { maximumRetryAttempts: 0 } },
    });
  }
}
