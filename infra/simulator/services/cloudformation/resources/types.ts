import type { ResourceType } from '../deploy.ts';
import { alarmTypes } from './alarms.ts';
import { apiGatewayTypes } from './apigateway.ts';
import { cognitoTypes } from './cognito.ts';
import type { ResourceContext } from './context.ts';
import { dynamoDbTypes } from './dynamodb.ts';
import { eventSourceMappingTypes } from './event-source-mapping.ts';
import { firewallTypes } from './firewall.ts';
import { lambdaTypes } from './lambda.ts';
import { messagingTypes } from './messaging.ts';
import { scheduleTypes } from './schedules.ts';
import { secretTypes } from './secrets.ts';
import { sesTypes } from './ses.ts';
import { typesOfNoEffect } from './without-effect.ts';

/** Every resource type that the simulator knows. */
export function resourceTypes(context: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    ...typesOfNoEffect(context.world),
    ...alarmTypes(context),
    ...apiGatewayTypes(context),
    ...cognitoTypes(context),
    ...dynamoDbTypes(context),
    ...eventSourceMappingTypes(context),
    ...firewallTypes(context),
    ...lambdaTypes(context),
    ...messagingTypes(context),
    ...scheduleTypes(context),
    ...secretTypes(context),
    ...sesTypes(context),
  };
}
