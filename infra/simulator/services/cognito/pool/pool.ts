import type { Random } from '#simulator/random.ts';
import type { Fields } from '#simulator/service.ts';
import type { World } from '#simulator/world.ts';
import { refuseUnknown } from '../template.ts';
import { Directory } from '../users/directory.ts';
import type { User } from '../users/user.ts';
import { type PoolSettings, readSettings, settingNames } from './pool-settings.ts';

/** A user pool. */
export interface Pool extends PoolSettings {
  readonly id: string;
  readonly arn: string;
  name: string;
  /** The `iss` claim of its tokens. */
  readonly issuer: string;
  /** The properties as the template has them, with what was changed since. */
  properties: Fields;
  createdMs: number;
  modifiedMs: number;
  /** The domain of its managed login, if it has one: a prefix, or a name of its own. */
  domain: { readonly name: string; readonly custom: boolean } | undefined;
  /** Users are made with an address or number in the place of a name, and get a UUID as `Username`. */
  readonly usernameAttributes: readonly string[];
  readonly aliasAttributes: readonly string[];
  /** Custom and changed standard attributes, by full name: whether they may be changed. */
  readonly schema: ReadonlyMap<string, boolean>;
  readonly directory: Directory;
  /** Group names with their creation time, epoch ms. */
  readonly groups: Map<string, number>;
  /** Secret of fingerprints, token signatures and derived second factors. */
  readonly pepper: string;
  /** Active users by month (counted from year 0). */
  readonly activeUsers: Map<number, number>;
}

/** Template properties of `AWS::Cognito::UserPool`, as far as they are read here; others are only described. */
interface PoolProperties {
  readonly UserPoolName?: string;
  readonly UsernameAttributes?: readonly string[];
  readonly AliasAttributes?: readonly string[];
  readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean };
  readonly Schema?: readonly { readonly Name: string; readonly Mutable?: boolean; readonly AttributeDataType?: string }[];
}

/** Properties that are kept and described, and have no effect here beyond {@link PoolProperties} and {@link PoolSettings}: devices are not tracked. */
const known = new Set([
  ...settingNames,
  'AliasAttributes',
  'EmailAuthenticationMessage',
  'EmailAuthenticationSubject',
  'EnabledMfas',
  'Schema',
  'UserPoolName',
  'UsernameAttributes',
  'UsernameConfiguration',
  'WebAuthnFactorConfiguration',
  'WebAuthnRelyingPartyID',
  'WebAuthnUserVerification',
]);

/** The attributes that every pool has (OpenID Connect's). */
export const standardAttributes: ReadonlySet<string> = new Set(
  `address birthdate email email_verified family_name gender given_name identities locale middle_name name nickname phone_number
  phone_number_verified picture preferred_username profile updated_at website zoneinfo`.split(/\s+/),
);

/** Reads the template properties of a pool. @throws UnsupportedError for properties and triggers that are not known. */
export function makePool(world: World, random: Random, id: string, name: string | undefined, properties: Fields): Pool {
  refuseUnknown('AWS::Cognito::UserPool', properties, known);
  const given = properties as PoolProperties;
  const usernameAttributes = given.UsernameAttributes ?? [];
  const aliasAttributes = given.AliasAttributes ?? [];
  const nowMs = world.clock.now();
  return {
    id,
    arn: `arn:aws:cognito-idp:${world.region}:${world.accountId}:userpool/${id}`,
    name: name ?? given.UserPoolName ?? id,
    issuer: `https://cognito-idp.${world.region}.amazonaws.com/${id}`,
    properties,
    createdMs: nowMs,
    modifiedMs: nowMs,
    ...readSettings(properties),
    domain: undefined,
    usernameAttributes,
    aliasAttributes,
    schema: new Map(
      (given.Schema ?? []).map((entry) => [
        standardAttributes.has(entry.Name) ? entry.Name : `custom:${entry.Name}`,
        entry.Mutable ?? true,
      ]),
    ),
    directory: new Directory({
      caseSensitive: given.UsernameConfiguration?.CaseSensitive ?? true,
      usernameAttributes,
      aliasAttributes,
    }),
    groups: new Map(),
    pepper: random.uuid(),
    activeUsers: new Map(),
  };
}

/** Months since year 0 (UTC): what Cognito bills by. */
export function monthOf(atMs: number): number {
  const date = new Date(atMs);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** Counts a user as active in this month, once. */
export function markActive(pool: Pool, user: User, nowMs: number): void {
  const month = monthOf(nowMs);
  if (user.activeMonth === month) return;
  user.activeMonth = month;
  pool.activeUsers.set(month, (pool.activeUsers.get(month) ?? 0) + 1);
}
