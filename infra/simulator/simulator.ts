import type { RequestListener } from 'node:http';
import { outsideCaller } from './doors/call.ts';
import { connectDirect } from './doors/direct.ts';
import { connectWire } from './doors/wire.ts';
import type { Service } from './service.ts';
import { type ApiGateway, simulateApiGateway, type VerifyToken } from './services/apigateway/apigateway.ts';
import type { HttpRequest, HttpResponse } from './services/apigateway/http.ts';
import { makeListener } from './services/apigateway/listener.ts';
import { type Deployment, deploy } from './services/cloudformation/deploy.ts';
import type { ResourceContext } from './services/cloudformation/resources/context.ts';
import { resourceTypes } from './services/cloudformation/resources/types.ts';
import type { Template } from './services/cloudformation/template.ts';
import { type SimulatedAlarms, simulateAlarms } from './services/cloudwatch/alarms.ts';
import { type CloudWatchOptions, type SimulatedCloudWatch, simulateCloudWatch } from './services/cloudwatch.ts';
import { type CognitoOptions, type SimulatedCognito, simulateCognito } from './services/cognito/cognito.ts';
import { type InvokeTrigger, TriggerInvocationError } from './services/cognito/triggers.ts';
import { type SimulatedDynamoDb, simulateDynamoDb } from './services/dynamodb/dynamodb.ts';
import type { DynamoDbOptions } from './services/dynamodb/storage/settings.ts';
import { simulateKms } from './services/kms.ts';
import { makeAsynchronousInvoker } from './services/lambda/asynchronous.ts';
import { FunctionError, type Lambda, simulateLambda } from './services/lambda/lambda.ts';
import type { Connect, Load } from './services/lambda/sandbox.ts';
import { simulateScheduler } from './services/scheduler.ts';
import { type SimulatedSecretsManager, simulateSecretsManager } from './services/secretsmanager.ts';
import { type SesOptions, type SimulatedSes, simulateSes } from './services/ses/ses.ts';
import { type SimulatedSms, type SmsOptions, simulateSms } from './services/sms.ts';
import { type SimulatedSns, simulateSns } from './services/sns.ts';
import { type SimulatedSqs, type SqsOptions, simulateSqs } from './services/sqs.ts';
import { type SimulatedWaf, simulateWaf, type WafOptions } from './services/wafv2/wafv2.ts';
import { stoppable } from './stoppable.ts';
import type { World } from './world.ts';

export { readAssembly } from './services/cloudformation/template.ts';

/** What to simulate. */
export interface SimulatorOptions {
  /** Templates of all stacks in the order of their deployment, as {@link readAssembly} gives them. */
  readonly templates: readonly Template[];
  /** Builds the handler of each new sandbox. */
  readonly load: Load;
  /** How clients reach the services: past serialization, or through the wire protocols. */
  readonly door: 'direct' | 'wire';
  /** Concurrent executions of the account. @default 1,000 */
  readonly accountConcurrency?: number;
  readonly cloudwatch?: CloudWatchOptions;
  readonly cognito?: Omit<CognitoOptions, 'invokeTrigger' | 'firewall'>;
  readonly dynamodb?: DynamoDbOptions;
  readonly ses?: Omit<SesOptions, 'publish'>;
  readonly sms?: SmsOptions;
  readonly sqs?: SqsOptions;
  readonly wafv2?: WafOptions;
}

/** The simulated services, each with its own inspection. */
export interface SimulatedServices {
  readonly alarms: SimulatedAlarms;
  readonly apigateway: ApiGateway;
  readonly cloudwatch: SimulatedCloudWatch;
  readonly cognito: SimulatedCognito;
  readonly dynamodb: SimulatedDynamoDb;
  readonly lambda: Lambda;
  readonly secretsmanager: SimulatedSecretsManager;
  readonly ses: SimulatedSes;
  readonly sms: SimulatedSms;
  readonly sns: SimulatedSns;
  readonly sqs: SimulatedSqs;
  readonly wafv2: SimulatedWaf;
}

/** An AWS account in one process, with stacks in it. */
export interface Simulator {
  readonly services: SimulatedServices;
  /** The services that SDK clients reach, by the client's class name. */
  readonly clients: ReadonlyMap<string, Service>;
  /** The stacks by name, with outputs and physical ids. */
  readonly stacks: Deployment;
  /** Connects an SDK v3 client of a caller outside Lambda, and gives it back. */
  connect<C>(client: C): C;
  /** Sends a request to an API, by id, name or address. */
  http(api: string, request: HttpRequest): Promise<HttpResponse>;
  /** A request listener for an API, by id, name or address; `/x` is the resource `/x`. */
  serve(api: string): RequestListener;
  /** Invokes a function by logical id, name or ARN. @throws FunctionError when it failed; AwsError when throttled. */
  invoke(reference: string, event: unknown): Promise<unknown>;
  /** Ends schedules, polling and all else that would go on by itself; invocations under way come to their end. */
  stop(): void;
}

/**
 * Starts all services in a world and deploys the templates to them: functions, routes, queues, tables and what connects them.
 * While a schedule or an alarm is deployed, virtual time never runs out of steps: run the clock with `until` or `untilMs`, or stop the simulator.
 * @throws UnsupportedError for anything in a template that is not simulated and not known to change nothing.
 */
export function simulate(world: World, options: SimulatorOptions): Simulator {
  const { world: running, stop } = stoppable(world);
  const cloudwatch = simulateCloudWatch(options.cloudwatch);
  const clients = new Map<string, Service>();
  const door = options.door === 'direct' ? connectDirect : connectWire;
  const connect: Connect = (client, inside, caller) => door(client, inside, caller, clients);
  const { load, accountConcurrency } = options;
  const sqs = simulateSqs(running, options.sqs);
  const kms = simulateKms();
  const sns = simulateSns(running, sqs, kms);
  const lambda = simulateLambda(world, {
    load,
    connect,
    web: sns.web,
    log: cloudwatch.log,
    ...(accountConcurrency === undefined ? {} : { accountConcurrency }),
  });
  const asynchronous = makeAsynchronousInvoker(running, lambda);
  const ses = simulateSes(running, {
    ...options.ses,
    publish: (topicArn, message, configurationSet) => {
      const sourceArn = `arn:aws:ses:${world.region}:${world.accountId}:configuration-set/${configurationSet}`;
      sns.publish(topicArn, message, { principal: 'ses.amazonaws.com', sourceArn });
    },
  });
  const wafv2 = simulateWaf(running, options.wafv2);
  const cognito = simulateCognito(running, { ...options.cognito, invokeTrigger: triggerInvoker(lambda), firewall: wafv2.passes });
  const dynamodb = simulateDynamoDb(running, options.dynamodb);
  const secretsmanager = simulateSecretsManager(running);
  const sms = simulateSms(running, options.sms);
  const verifyToken: VerifyToken = (userPoolArns, token) => {
    const claims = cognito.verify(token);
    const poolId = String(claims?.iss).split('/').at(-1);
    return userPoolArns.some((arn) => arn.endsWith(`/${poolId}`)) ? claims : undefined;
  };
  const apigateway = simulateApiGateway(world, lambda, verifyToken, wafv2.blockedWith);
  const alarms = simulateAlarms(running, (topicArn, sourceArn, { subject, message }) => {
    sns.publish(topicArn, message, { principal: 'cloudwatch.amazonaws.com', sourceArn, subject });
  });
  const scheduler = simulateScheduler(running, asynchronous.invoke);
  const reachable = {
    CognitoIdentityProviderClient: cognito,
    DynamoDBClient: dynamodb,
    DynamoDBDocumentClient: dynamodb,
    PinpointSMSVoiceV2Client: sms,
    SecretsManagerClient: secretsmanager,
    SESv2Client: ses,
    SNSClient: sns,
    SQSClient: sqs,
    WAFV2Client: wafv2,
  };
  for (const [name, service] of Object.entries(reachable)) clients.set(name, service);
  const services = { alarms, apigateway, cloudwatch, cognito, dynamodb, lambda, secretsmanager, ses, sms, sns, sqs, wafv2 };
  const context: ResourceContext = { world: running, asynchronous, kms, scheduler, ...services };
  return {
    services,
    clients,
    stacks: deploy(running, options.templates, resourceTypes(context)),
    connect: (client) => connect(client, world, outsideCaller),
    http: (api, request) => apigateway.handle(apigateway.find(api), request),
    serve: (api) => makeListener(apigateway, apigateway.find(api)),
    invoke: lambda.invoke,
    stop: () => {
      scheduler.stop();
      stop();
    },
  };
}

/** Cognito tells apart a function that failed from one that did not run. */
function triggerInvoker(lambda: Lambda): InvokeTrigger {
  return async (functionArn, event) => {
    try {
      return await lambda.invoke(functionArn, event);
    } catch (error) {
      if (error instanceof FunctionError) throw error;
      throw new TriggerInvocationError(error instanceof Error ? error.name : String(error));
    }
  };
}
