import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { throttleOf } from '#infra/constructs/concurrency.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import { WebApi } from '#infra/constructs/web-api.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { DirectoryStack } from '#infra/stacks/directory.ts';
import { busyPage } from '#shared/web/busy-page.ts';

/** The holders' pages: open to everybody, so behind a firewall. */
export class PagesStack extends Stack {
  /** Where holders find their pages, as it stands in mails; no slash at the end. */
  readonly origin: string;

  constructor(scope: Construct, id: string, data: DataStack, directory: DirectoryStack, parameters: Parameters) {
    super(scope, id, { env: { region: parameters.region }, description: "Sluis: the holders' pages" });
    const { tables } = data;
    const pages = new SluisFunction(this, 'pages', {
      timeout: Duration.seconds(29),
      memory: 1_024,
      operators: data.operators,
      parameters,
    });
    pages.bindTable(tables.recoveries, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    pages.bindTable(tables.accounts, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], {
      byAddress: ['dynamodb:Query'],
    });
    pages.bindTable(tables.epochs, ['dynamodb:Query']);
    pages.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    pages.bindQueue(data.queues.mail);
    pages.bindQueue(data.queues['priority-mail']);
    pages.bindParameters('mailReserve');
    pages.bindUserPool(directory.accounts, 'USER_POOL_ID', [
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminSetUserPassword',
      'cognito-idp:AdminUserGlobalSignOut',
      'cognito-idp:AdminEnableUser',
      'cognito-idp:AdminInitiateAuth',
      'cognito-idp:AdminRespondToAuthChallenge',
      'cognito-idp:DescribeUserPoolClient',
    ]);
    pages.bindText('RECOVERY_CLIENT_ID', directory.recovery.userPoolClientId);
    pages.bindParameters('cognitoRecoveryPerSecond', 'cognitoUpdatePerSecond');
    pages.bindSecret(data.codeSecret, 'CODE_SECRET_ARN');
    const web = new WebApi(this, 'web', {
      description: "Sluis: the holders' pages",
      handler: pages,
      operators: data.operators,
      throttle: throttleOf('pages', parameters),
      requestsPerAddress: parameters.pagesRequestsPerAddress,
      postsPerAddress: parameters.pagesPostsPerAddress,
      busyPage: busyPage(),
    });
    addAlarm(this, 'pages-flood', data.operators, { dimensions: { ApiName: web.api.restApiName } });
    addAlarm(this, 'sign-in-flood', data.operators);
    web.api.root.addMethod('ANY', web.integration);
    web.api.root.addResource('{proxy+}').addMethod('ANY', web.integration);
    const open = 'Whoever lost their password cannot sign in first; a code by mail is what lets them change anything.';
    Validations.of(web.api).acknowledge({ id: 'AwsSolutions-APIG4', reason: open }, { id: 'AwsSolutions-COG4', reason: open });
    this.origin = parameters.pagesOrigin || web.url;
    new CfnOutput(this, 'PagesUrl', { value: web.url });
  }
}
