import type { UpdateUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, poolOf } from '../context.ts';
import { type Checked, operation } from '../operation.ts';
import { invalidParameter } from '../refusals.ts';
import type { Pool } from './pool.ts';
import { readSettings, type Setting, type SettingProperties, whenLeftOut } from './pool-settings.ts';

const settings = Object.keys(whenLeftOut) as Setting[];

/** Changes of a pool's settings. */
export const poolUpdates = {
  UpdateUserPool: operation<UpdateUserPoolRequest>('UserPoolUpdate', ['UserPoolId'], settings, update),
};

/**
 * Sets what the call has, and all that it leaves out to its default, triggers included (see {@link whenLeftOut}). What DescribeUserPool gives
 * beyond its parameters (`Id`, `Arn`, `Name`, `SchemaAttributes`, …) is refused. The pool takes it on at once.
 */
function update(cognito: Cognito, input: Checked<UpdateUserPoolRequest>): Fields {
  const pool = poolOf(cognito, input.UserPoolId);
  const { UserPoolId: _id, PoolName, ...given } = input;
  const resets = new Set<string>(settings.filter((name) => whenLeftOut[name] === 'reset'));
  const kept = Object.entries(pool.properties).filter(([name]) => !resets.has(name));
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  const properties: Fields & SettingProperties = Object.fromEntries([...kept, ...set]);
  change(pool, withFactors(properties), cognito.world.clock.now());
  if (PoolName !== undefined) pool.name = PoolName;
  return {};
}

/** Gives a pool other properties, and makes it behave by them. @throws AwsError as {@link readSettings}; the pool is as before then. */
export function change(pool: Pool, properties: Fields, nowMs: number): void {
  Object.assign(pool, readSettings(properties), { properties, modifiedMs: nowMs });
}

/**
 * UpdateUserPool switches the second factor on and off as a whole; which factors there are says SetUserPoolMfaConfig. It turns them on only where
 * there is one: "Cannot turn MFA functionality ON, once the user pool has been created" is what others measured, and that it is not so with a
 * factor (github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1176). The other message: github.com/hashicorp/terraform-provider-aws/issues/28294.
 * Believed: text messages count as one, and switching off forgets the factors, as it does with SetUserPoolMfaConfig.
 * @throws AwsError `InvalidParameterException`
 */
function withFactors(properties: Fields & SettingProperties): Fields {
  const { EnabledMfas: factors = [], MfaConfiguration: mfa = 'OFF', ...others } = properties;
  const texts = properties.SmsConfiguration !== undefined;
  const verified = (properties.AutoVerifiedAttributes ?? []) as readonly string[];
  if (verified.includes('phone_number') && !texts) {
    throw invalidParameter('SMS configuration is required when phone_number is selected for auto verification');
  }
  if (mfa === 'OFF') return { ...others, MfaConfiguration: mfa };
  if (mfa === 'ON' && factors.length === 0 && !texts) {
    throw invalidParameter('Cannot turn MFA functionality ON, once the user pool has been created.');
  }
  const enabled = factors.length === 0 && texts ? (['SMS_MFA'] as const) : factors;
  return { ...others, MfaConfiguration: mfa, ...(enabled.length > 0 ? { EnabledMfas: enabled } : {}) };
}
