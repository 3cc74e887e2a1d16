import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What a local AWS emulator lacks and a deployment to it leaves out, by resource type. */
export const leftOutOfEmulator: readonly string[] = ['AWS::WAFv2::WebACLAssociation'];

/**
 * What an emulator asks for beside the action that AWS asks for: it takes a batch for an action of its own, and checks what sends mail
 * against every resource.
 */
export const askedByEmulator: Readonly<Record<string, { readonly action: string; readonly everywhere: boolean }>> = {
  'sqs:SendMessage': { action: 'sqs:SendMessageBatch', everywhere: false },
  'ses:SendEmail': { action: 'ses:SendEmail', everywhere: true },
  'ses:SendBulkEmail': { action: 'ses:SendBulkEmail', everywhere: true },
};

/** Takes the resources of {@link leftOutOfEmulator} out of every template of an app. */
export function leaveOutOfEmulator(app: IConstruct): void {
  for (const node of app.node.findAll()) {
    if (CfnResource.isCfnResource(node) && leftOutOfEmulator.includes(node.cfnResourceType))
      node.node.scope?.node.tryRemoveChild(node.node.id);
  }
}
