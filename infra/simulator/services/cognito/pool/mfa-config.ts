import type { GetUserPoolMfaConfigRequest, SetUserPoolMfaConfigRequest } from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, poolOf } from '../context.ts';
import { type Checked, operation } from '../operation.ts';
import { invalidParameter } from '../refusals.ts';
import type { Pool } from './pool.ts';
import type { PoolFactor } from './pool-settings.ts';
import { change } from './update-pool.ts';

/** Which second factors a pool has, and its settings for passkeys. UpdateUserPool knows neither. */
export const mfaConfiguration = {
  GetUserPoolMfaConfig: operation<GetUserPoolMfaConfigRequest>('UserPoolResourceRead', ['UserPoolId'], [], (cognito, input) =>
    describe(poolOf(cognito, input.UserPoolId)),
  ),
  SetUserPoolMfaConfig: operation<SetUserPoolMfaConfigRequest>(
    'UserPoolResourceUpdate',
    ['UserPoolId'],
    ['SmsMfaConfiguration', 'SoftwareTokenMfaConfiguration', 'EmailMfaConfiguration', 'MfaConfiguration', 'WebAuthnConfiguration'],
    set,
  ),
};

/** Template properties that the call replaces. */
const replaced = new Set([
  'EmailAuthenticationMessage',
  'EmailAuthenticationSubject',
  'EnabledMfas',
  'MfaConfiguration',
  'WebAuthnFactorConfiguration',
  'WebAuthnRelyingPartyID',
  'WebAuthnUserVerification',
]);

/**
 * A factor that the call leaves out is switched off, and the mode left out is `OFF`. Factors with the mode `OFF`, and a mode without one, are refused
 * by what is there, not by its value; passkeys are no factor (all measured by others: github.com/floci-io/floci/pull/2831 and
 * github.com/go-to-k/cdkd/issues/1923). Believed: settings for passkeys that are left out are gone.
 */
function set(cognito: Cognito, input: Checked<SetUserPoolMfaConfigRequest>): Fields {
  const pool = poolOf(cognito, input.UserPoolId);
  const { SmsMfaConfiguration: sms, EmailMfaConfiguration: email, WebAuthnConfiguration: passkeys, MfaConfiguration = 'OFF' } = input;
  const apps = input.SoftwareTokenMfaConfiguration;
  const configured = [sms, apps, email].some((factor) => factor !== undefined);
  const factors: PoolFactor[] = [];
  if (sms !== undefined) factors.push('SMS_MFA');
  if (apps?.Enabled) factors.push('SOFTWARE_TOKEN_MFA');
  if (email !== undefined) factors.push('EMAIL_OTP');
  if (MfaConfiguration === 'OFF' && configured) {
    throw invalidParameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
  }
  if (MfaConfiguration !== 'OFF' && !configured) {
    throw invalidParameter("Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.");
  }
  const kept = Object.entries(pool.properties).filter(([name]) => !replaced.has(name));
  const given = {
    MfaConfiguration,
    EnabledMfas: factors.length > 0 ? factors : undefined,
    SmsAuthenticationMessage: sms?.SmsAuthenticationMessage,
    SmsConfiguration: sms?.SmsConfiguration,
    EmailAuthenticationMessage: email?.Message,
    EmailAuthenticationSubject: email?.Subject,
    WebAuthnRelyingPartyID: passkeys?.RelyingPartyId,
    WebAuthnUserVerification: passkeys?.UserVerification,
    WebAuthnFactorConfiguration: passkeys?.FactorConfiguration,
  };
  change(pool, { ...Object.fromEntries(kept), ...present(given) }, cognito.world.clock.now());
  return describe(pool);
}

function describe(pool: Pool): Fields {
  const { properties } = pool;
  const factors = (properties.EnabledMfas ?? []) as readonly PoolFactor[];
  const part = (...fields: readonly (readonly [name: string, property: string])[]) =>
    present(Object.fromEntries(fields.map(([name, property]) => [name, properties[property]])));
  const passkeys = part(
    ['RelyingPartyId', 'WebAuthnRelyingPartyID'],
    ['UserVerification', 'WebAuthnUserVerification'],
    ['FactorConfiguration', 'WebAuthnFactorConfiguration'],
  );
  const texts = part(['SmsAuthenticationMessage', 'SmsAuthenticationMessage'], ['SmsConfiguration', 'SmsConfiguration']);
  const mails = part(['Message', 'EmailAuthenticationMessage'], ['Subject', 'EmailAuthenticationSubject']);
  return present({
    MfaConfiguration: pool.mfa,
    SmsMfaConfiguration: factors.includes('SMS_MFA') ? texts : undefined,
    SoftwareTokenMfaConfiguration: factors.includes('SOFTWARE_TOKEN_MFA') ? { Enabled: true } : undefined,
    EmailMfaConfiguration: factors.includes('EMAIL_OTP') ? mails : undefined,
    WebAuthnConfiguration: Object.keys(passkeys).length > 0 ? passkeys : undefined,
  });
}

function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
