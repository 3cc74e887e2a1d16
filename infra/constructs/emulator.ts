import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What a local AWS emulator lacks and a deployment to it leaves out, by resource type. */
export const leftOutOfEmulator: readonly string[] = ['AWS::WAFv2::WebACLAssociation'];

/** Actions that an emulator asks for beside the one that AWS asks for. */
export const extraActionsInEmulator: Readonly<Record<string, string>> = { 'sqs:SendMessage': 'sqs:SendMessageBatch' };

/** Takes the resources of {@link leftOutOfEmulator} out of every template of an app. */
export function leaveOutOfEmulator(app: IConstruct): void {
  for (const node of app.node.findAll()) {
    if (CfnResource.isCfnResource(node) && leftOutOfEmulator.includes(node.cfnResourceType))
      node.node.scope?.node.tryRemoveChild(node.node.id);
  }
}
