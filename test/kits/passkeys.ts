import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import type { RecoveryStage } from './recovery.ts';

/** Template properties of a pool with passkeys. */
export const passkeyPool = {
  WebAuthnRelyingPartyID: 'example.nl',
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
};

/** Lets time pass. */
export const pass = (stage: RecoveryStage, ms: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + ms });

/** Begins a campaign over everybody whose rows are there already. */
export function begin(stage: RecoveryStage, campaignId: string, more: { readonly compromisedSince?: number } = {}): void {
  const now = stage.world.clock.now();
  const epoch = {
    epoch: now,
    startedAt: now,
    scope: { kind: 'everybody' },
    lingers: noStaleCredentials,
    page: 'https://pages.example',
    ourClientId: stage.ownClient.id,
  };
  stage.put('epochs', { pk: 'epochs', sk: campaignId, campaignId, ...epoch, ...more });
}

/** Adds a passkey by a session of the product, as its holder or whoever has their session. */
export async function plant(stage: RecoveryStage, username: string, id: string): Promise<void> {
  const AccessToken = await accessToken(stage, username);
  await stage.atCognito('StartWebAuthnRegistration', { AccessToken });
  await stage.atCognito('CompleteWebAuthnRegistration', { AccessToken, Credential: { id } });
}

/** The passkeys that are left, as the holder sees them once the product lets them in. */
export async function passkeysOf(stage: RecoveryStage, username: string): Promise<readonly (string | undefined)[]> {
  await pass(stage, 10_000);
  const answer = await stage.atCognito('ListWebAuthnCredentials', { AccessToken: await accessToken(stage, username) });
  return (answer as { Credentials: { CredentialId?: string }[] }).Credentials.map(({ CredentialId }) => CredentialId);
}

async function accessToken(stage: RecoveryStage, username: string): Promise<string> {
  const REFRESH_TOKEN = stage.cognito.openSession(stage.poolId, username, stage.productClientId, stage.world.clock.now());
  const request = { ClientId: stage.productClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } };
  const answer = (await stage.atCognito('InitiateAuth', request)) as { AuthenticationResult: { AccessToken: string } };
  return answer.AuthenticationResult.AccessToken;
}
