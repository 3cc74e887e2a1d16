import { type AccessRequest, isAllowed, type PolicyDocument } from './policy.ts';

/** KMS as far as it stands in somebody's way: who may use which key. Nothing is encrypted here. */
export interface SimulatedKms {
  createKey(arn: string, policy: PolicyDocument): void;
  /** Whether a service may read and write what a key encrypts. A key that is not there lets nobody. */
  mayUse(keyArn: string, request: Omit<AccessRequest, 'action' | 'resource'>): boolean;
}

/** Keys with their policies. */
export function simulateKms(): SimulatedKms {
  const policies = new Map<string, PolicyDocument>();
  return {
    createKey: (arn, policy) => void policies.set(arn, policy),
    mayUse: (keyArn, request) => {
      const policy = policies.get(keyArn);
      if (policy === undefined) return false;
      return ['kms:Decrypt', 'kms:GenerateDataKey'].every((action) => isAllowed([policy], { ...request, action, resource: keyArn }));
    },
  };
}
