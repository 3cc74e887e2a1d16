import type { DirectoryAccount } from '../account/account.ts';
import type { EpochRow } from '../campaign/campaign.ts';
import type { PoolSettings } from '../pool/pool.ts';
import { candidateEpochs } from './gate.ts';

/** User name of the invented account with which Sluis itself tries to get in while a campaign is live. */
export const probeName = 'sluis-probe';

/** Its address, which no mail can reach (RFC 2606), and its user name in a directory where user names are addresses. */
export const probeAddress = 'sluis-probe@sluis.invalid';

/** Whether an account is the probe. Whoever takes its name or address is contained by every campaign: it is no way out of one. */
export function isProbe({ username, email }: Pick<DirectoryAccount, 'username' | 'email'>): boolean {
  return username === probeName || username === probeAddress || email === probeAddress;
}

/** A sign-in flow that the probe can try: up to tokens with a password, up to their first answer for `USER_SRP_AUTH` and `CUSTOM_AUTH`. */
export type ProbeFlow = 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'USER_SRP_AUTH' | 'CUSTOM_AUTH' | 'USER_AUTH';

/** One way in. */
export interface ProbeTrial {
  /** Id of the app client. */
  readonly clientId: string;
  readonly flow: ProbeFlow;
}

/**
 * Result of a trial. `refused`: by the gate. `challenged`: the sign-in goes on with a question; no token yet. `token`: the probe is in, and so
 * may others be. `failed`: it could not be tried, so it says nothing.
 */
export type ProbeOutcome = 'refused' | 'challenged' | 'token' | 'failed';

/** A trial that was made. */
export interface ProbeResult extends ProbeTrial {
  readonly outcome: ProbeOutcome;
}

/** Flows by the names that clients' settings have for them, older names included. */
const flows: Readonly<Record<string, ProbeFlow>> = {
  USER_PASSWORD_AUTH: 'USER_PASSWORD_AUTH',
  ADMIN_USER_PASSWORD_AUTH: 'ADMIN_USER_PASSWORD_AUTH',
  ADMIN_NO_SRP_AUTH: 'ADMIN_USER_PASSWORD_AUTH',
  USER_SRP_AUTH: 'USER_SRP_AUTH',
  CUSTOM_AUTH: 'CUSTOM_AUTH',
  CUSTOM_AUTH_FLOW_ONLY: 'CUSTOM_AUTH',
  USER_AUTH: 'USER_AUTH',
};

/** The flow for a name in a client's settings; undefined for what opens no session, such as a refresh. */
export function probeFlow(name: string): ProbeFlow | undefined {
  return flows[name];
}

/** Every way in that the settings show, at the clients where one of these epochs binds. */
export function trialsAt({ clients }: PoolSettings, epochs: readonly EpochRow[]): readonly ProbeTrial[] {
  return clients
    .filter(({ id }) => candidateEpochs(epochs, id).length > 0)
    .flatMap((client) => [...new Set(client.flows.flatMap((name) => flows[name] ?? []))].map((flow) => ({ clientId: client.id, flow })));
}
