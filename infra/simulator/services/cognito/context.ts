import type { Random } from '../../random.ts';
import type { World } from '../../world.ts';
import type { Firewall } from './firewall.ts';
import type { Client } from './pool/client.ts';
import type { Pool } from './pool/pool.ts';
import type { Quotas } from './quotas.ts';
import { notFound, userNotFound } from './refusals.ts';
import type { Challenges } from './sign-in/challenge-sessions.ts';
import type { HostedSessions } from './tokens/hosted-sessions.ts';
import type { Sessions } from './tokens/sessions.ts';
import type { TokenMint } from './tokens/tokens.ts';
import type { InvokeTrigger } from './triggers.ts';
import type { User } from './users/user.ts';

/** A code that Cognito sends to a user. */
export interface CodeMessage {
  readonly poolId: string;
  readonly username: string;
  readonly reason: 'ForgotPassword' | 'AdminResetUserPassword' | 'SignUp' | 'UpdateUserAttribute' | 'VerifyUserAttribute';
  /** Where it goes. */
  readonly attribute: 'email' | 'phone_number';
  readonly destination: string;
  readonly code: string;
}

/** What all operations share. */
export interface Cognito {
  readonly world: World;
  readonly random: Random;
  readonly pools: Map<string, Pool>;
  readonly clients: Map<string, Client>;
  readonly quotas: Quotas;
  readonly sessions: Sessions;
  readonly challenges: Challenges;
  readonly hosted: HostedSessions;
  readonly tokens: TokenMint;
  readonly invokeTrigger: InvokeTrigger | undefined;
  readonly firewall: Firewall | undefined;
  readonly accessTokensNameTheirClient: boolean;
  readonly onMessage: (message: CodeMessage) => void;
}

/** @throws AwsError `ResourceNotFoundException` */
export function poolOf(cognito: Cognito, poolId: string): Pool {
  const pool = cognito.pools.get(poolId);
  if (pool === undefined) throw notFound(`User pool ${poolId} does not exist.`);
  return pool;
}

/** The client with this id, of that pool where one is named. @throws AwsError `ResourceNotFoundException` */
export function clientOf(cognito: Cognito, clientId: string, poolId?: string): Client {
  const client = cognito.clients.get(clientId);
  if (client === undefined || (poolId !== undefined && client.pool !== poolOf(cognito, poolId))) {
    throw notFound(`User pool client ${clientId} does not exist.`);
  }
  return client;
}

/** The user whom staff name by Username, `sub` or sign-in attribute. @throws AwsError `UserNotFoundException` */
export function userOf(pool: Pool, name: string): User {
  const user = pool.directory.find(name);
  if (user === undefined) throw userNotFound();
  return user;
}
