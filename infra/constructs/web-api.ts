import { Aws, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type GatewayResponseOptions,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import { type GatewayAnswer, gatewayAnswers } from '#infra/constructs/gateway-answers.ts';
import type { SluisFunction } from '#infra/constructs/sluis-function.ts';

/** Name of the one stage of every API: the first part of each path. Pages use relative links, so it does not show in them. */
const stage = 'live';

/** Headers of refusals that come from API Gateway itself. */
const gatewayHeaders = {
  'Strict-Transport-Security': "'max-age=31536000; includeSubDomains'",
  'Cache-Control': "'no-store'",
  'X-Content-Type-Options': "'nosniff'",
};

/** What stands on an answer of API Gateway itself. What may be asked again is a page where the API is for browsers. */
function addGatewayAnswer(api: RestApi, name: string, answer: GatewayAnswer, page: string | undefined): void {
  const { type, status, retryAfter, isBusy = retryAfter !== undefined } = answer;
  const asProblem = {
    responseHeaders: { ...gatewayHeaders, 'Content-Type': "'application/problem+json'" },
    templates: { 'application/json': problemTemplate(answer) },
  };
  const { responseHeaders, templates } = page === undefined || !isBusy ? asProblem : asPage(page);
  const retry = retryAfter === undefined ? {} : { 'Retry-After': `'${retryAfter}'` };
  api.addGatewayResponse(name, {
    type: ResponseType.of(type),
    ...(status !== undefined && { statusCode: String(status) }),
    responseHeaders: { ...responseHeaders, ...retry },
    templates,
  });
}

function problemTemplate({ status, code, title }: GatewayAnswer): string {
  const said = status === undefined ? '' : `"status":${status},`;
  return `{"type":"urn:sluis:problem:${code}","title":"${title}",${said}"detail":$context.error.messageString,"code":"${code}","requestId":"$context.requestId"}`;
}

/** Settings of an API. */
export interface WebApiProps {
  /** What it is for; shown in the AWS console. */
  readonly description: string;
  /** Answers every request. */
  readonly handler: SluisFunction;
  /** Where alarms go. */
  readonly operators: ITopic;
  /** Requests a second that get through, for everybody together, and how many may come at once. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Requests from one IP address in 5 minutes before the firewall refuses more, 10 to 2,000,000,000. */
  readonly requestsPerAddress: number;
  /** Requests that change something (`POST`) from one IP address in a minute, 10 to 2,000,000,000. @default not limited for themselves */
  readonly postsPerAddress?: number;
  /** The HTML with which the API itself answers where it throttles or fails, without `$`. @default JSON, as API Gateway has it */
  readonly busyPage?: string;
}

/** A REST API in front of one function, behind a firewall that counts requests per IP address. Its logs hold no address and no path parameter. */
export class WebApi extends Construct {
  readonly api: RestApi;
  /** Sends a request to the function. */
  readonly integration: LambdaIntegration;
  /** Where it is found, without a slash at the end. It names the stage itself: asking the stage would wait for the function that needs this. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: WebApiProps) {
    const { description, handler, operators, throttle, requestsPerAddress, postsPerAddress, busyPage } = props;
    super(scope, id);
    const accessLog = new LogGroup(this, 'access-log', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    this.api = new RestApi(this, 'api', {
      restApiName: Stack.of(this).stackName,
      description,
      cloudWatchRole: true,
      deployOptions: {
        stageName: stage,
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(
          JSON.stringify({
            time: '$context.requestTime',
            requestId: '$context.requestId',
            method: '$context.httpMethod',
            resource: '$context.resourcePath',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            error: '$context.error.responseType',
          }),
        ),
      },
    });
    for (const [name, answer] of Object.entries(gatewayAnswers)) addGatewayAnswer(this.api, name, answer, busyPage);
    this.integration = new LambdaIntegration(handler.lambda, { allowTestInvoke: false });
    this.url = `https://${this.api.restApiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${stage}`;
    addAlarm(this, '5xx', operators, { subject: handler.node.id, dimensions: { ApiName: this.api.restApiName } });
    const firewall = makeFirewall(this, requestsPerAddress, postsPerAddress);
    new CfnWebACLAssociation(this, 'firewall-association', {
      resourceArn: this.api.deploymentStage.stageArn,
      webAclArn: firewall.attrArn,
    });
    Validations.of(this.api).acknowledge(
      { id: 'AwsSolutions-APIG2', reason: 'The function checks every body against its schema and answers in the language of the reader.' },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason: 'AWS documents this policy for the account-wide role with which API Gateway writes its logs.',
      },
    );
  }
}

/** An answer of API Gateway itself that is a page: the template for JSON is the one that it takes where no other matches. */
function asPage(page: string): Required<Pick<GatewayResponseOptions, 'responseHeaders' | 'templates'>> {
  const responseHeaders = { ...gatewayHeaders, 'Content-Type': "'text/html; charset=utf-8'" };
  return { responseHeaders, templates: { 'application/json': page } };
}

const isPost: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    searchString: 'POST',
    fieldToMatch: { method: {} },
    textTransformations: [{ priority: 0, type: 'NONE' }],
    positionalConstraint: 'EXACTLY',
  },
};

/** Refuses floods from one address and requests that carry known exploits. */
function makeFirewall(scope: Construct, requestsPerAddress: number, postsPerAddress: number | undefined): CfnWebACL {
  const visible = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false });
  const managed = (name: string, priority: number) => ({
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
    visibilityConfig: visible(name),
  });
  // AWS WAF counts by whole addresses only, also those of IPv6; by network the function itself does.
  const perAddress = (name: string, priority: number, rate: Omit<CfnWebACL.RateBasedStatementProperty, 'aggregateKeyType'>) => ({
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', ...rate } },
    visibilityConfig: visible(name),
  });
  return new CfnWebACL(scope, 'firewall', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible('firewall'),
    rules: [
      perAddress('requests-per-address', 0, { limit: requestsPerAddress, evaluationWindowSec: 300 }),
      ...(postsPerAddress === undefined
        ? []
        : [perAddress('posts-per-address', 2, { limit: postsPerAddress, evaluationWindowSec: 60, scopeDownStatement: isPost })]),
      managed('AWSManagedRulesKnownBadInputsRuleSet', 1),
    ],
  });
}
