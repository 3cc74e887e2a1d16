import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { scheduledRuns } from '#infra/constructs/concurrency.ts';
import type { SluisFunction } from '#infra/constructs/sluis-function.ts';

/**
 * Calls a function once a minute, EventBridge Scheduler's shortest rate. The scheduler repeats no call that Lambda did not take, as the next is a
 * minute away; a function that fails is tried twice more by Lambda, so what it does must bear repeating.
 * Where nothing has run it for minutes, an alarm goes off.
 */
export class EveryMinute extends Construct {
  constructor(scope: Construct, id: string, woken: SluisFunction) {
    super(scope, id);
    const { lambda } = woken;
    woken.alarmOnSilence();
    woken.wakers.push(scheduledRuns);
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    lambda.grantInvokeLatestVersion(role);
    new CfnSchedule(this, 'schedule', {
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn: lambda.functionArn, roleArn: role.roleArn, retryPolicy: { maximumRetryAttempts: 0 } },
    });
  }
}
