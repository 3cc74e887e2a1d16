import type { World } from '#simulator/world.ts';
import type { ApiGateway } from '../../apigateway/apigateway.ts';
import type { SimulatedAlarms } from '../../cloudwatch/alarms.ts';
import type { MetricServices } from '../../cloudwatch/sources.ts';
import type { SimulatedCognito } from '../../cognito/cognito.ts';
import type { SimulatedDynamoDb } from '../../dynamodb/dynamodb.ts';
import type { SimulatedKms } from '../../kms.ts';
import type { AsynchronousInvoker } from '../../lambda/asynchronous.ts';
import type { Lambda } from '../../lambda/lambda.ts';
import type { Scheduler } from '../../scheduler.ts';
import type { SimulatedSecretsManager } from '../../secretsmanager.ts';
import type { SimulatedSes } from '../../ses/ses.ts';
import type { SimulatedSns } from '../../sns.ts';
import type { SimulatedSqs } from '../../sqs.ts';
import type { SimulatedWaf } from '../../wafv2/wafv2.ts';

/** The services that resources are made in. */
export interface ResourceContext {
  /** The world of everything that stops with the simulator. */
  readonly world: World;
  readonly alarms: SimulatedAlarms;
  readonly apigateway: ApiGateway;
  readonly asynchronous: AsynchronousInvoker;
  readonly cloudwatch: MetricServices['cloudwatch'];
  readonly cognito: SimulatedCognito;
  readonly dynamodb: SimulatedDynamoDb;
  readonly kms: SimulatedKms;
  readonly lambda: Lambda;
  readonly scheduler: Scheduler;
  readonly secretsmanager: SimulatedSecretsManager;
  readonly ses: SimulatedSes;
  readonly sns: SimulatedSns;
  readonly sqs: SimulatedSqs;
  readonly wafv2: SimulatedWaf;
}

/** The part of an ARN behind its last colon or slash: the name of a queue, function, role, pool, … */
export function nameInArn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
}
