import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { AuthorizationType } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { throttleOf } from '#infra/constructs/concurrency.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import { WebApi } from '#infra/constructs/web-api.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { DirectoryStack } from '#infra/stacks/directory.ts';

/** What a product's own APIs refuse old tokens with: an authorizer to put in front of them, and the same check over HTTP for callers with AWS credentials. */
export class TokensStack extends Stack {
  constructor(scope: Construct, id: string, data: DataStack, directory: DirectoryStack, parameters: Parameters) {
    super(scope, id, { env: { region: parameters.region }, description: 'Sluis: the check of tokens for resource servers' });
    const { operators, tables } = data;
    const reader = (name: string) => {
      const lambda = new SluisFunction(this, name, { timeout: Duration.seconds(10), memory: 1_024, operators, parameters });
      lambda.bindTable(tables.epochs, ['dynamodb:Query']);
      lambda.bindTable(tables.accounts, ['dynamodb:BatchGetItem']);
      return lambda;
    };
    const authorizer = reader('authorizer');
    authorizer.bindText('USER_POOL_ID', directory.accounts.userPoolId);
    const web = new WebApi(this, 'web', {
      description: 'Sluis: the check of tokens for resource servers',
      handler: reader('check'),
      operators,
      throttle: throttleOf('check', parameters),
      requestsPerAddress: parameters.staffRequestsPerAddress,
    });
    for (const [path, method] of [
      ['not-before', 'GET'],
      ['check/token', 'POST'],
      ['check/sign-in', 'POST'],
    ] as const) {
      const added = web.api.root.resourceForPath(path).addMethod(method, web.integration, { authorizationType: AuthorizationType.IAM });
      Validations.of(added).acknowledge({ id: 'AwsSolutions-COG4', reason: 'Callers are programs, which sign with AWS credentials.' });
    }
    new CfnOutput(this, 'AuthorizerFunction', { value: authorizer.lambda.functionArn });
    new CfnOutput(this, 'CheckUrl', { value: web.url });
  }
}
