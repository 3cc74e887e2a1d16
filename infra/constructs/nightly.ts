import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { scheduledRuns } from '#infra/constructs/concurrency.ts';
import type { SluisFunction } from '#infra/constructs/sluis-function.ts';

/**
 * Calls a function every quarter of an hour from 2:00 to 6:00 UTC, for work that is done once a day and takes longer than one call may. A call that
 * finds nothing to do must end at once; one that fails is tried twice more by Lambda.
 */
export class Nightly extends Construct {
  constructor(scope: Construct, id: string, woken: SluisFunction) {
    super(scope, id);
    const { lambda } = woken;
    woken.wakers.push(scheduledRuns);
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    lambda.grantInvokeLatestVersion(role);
    new CfnSchedule(this, 'schedule', {
      scheduleExpression: 'cron(0/15 2-5 * * ? *)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn: lambda.functionArn, roleArn: role.roleArn, retryPolicy: { maximumRetryAttempts: 0 } },
    });
  }
}
