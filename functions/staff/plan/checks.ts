import { attributesOf } from '#domain/account/scope.ts';
import type { CampaignRow, WritableAttribute } from '#domain/campaign/campaign.ts';
import { breachedBy } from '#domain/campaign/channels.ts';
import { clientsThatWrite, type PoolSettings } from '#domain/pool/pool.ts';
import type { AttributeNames } from '#shared/aws/directory/directory.ts';
import { type Fault, fault } from '#shared/lambda/validate.ts';
import { textWords } from './contact-schemas.ts';
import type { CompromisedAccounts, NewCampaign } from './new-campaign.ts';

/** What a plan is held against. */
export interface PlanSurroundings {
  readonly pool: PoolSettings;
  readonly names: AttributeNames;
  /** In ms since 1970. */
  readonly nowMs: number;
  /** The campaign that the plan widens, where there is one of that id. */
  readonly widened: CampaignRow | undefined;
  /** Whether the deployment has a sender of text messages. */
  readonly sendsTexts: boolean;
}

/** What of a plan cannot be, as the directory and the other campaigns are. */
export function planFaults(input: NewCampaign, { pool, names, nowMs, widened, sendsTexts }: PlanSurroundings): readonly Fault[] {
  const faults = [
    ...planMomentFaults(input, pool.createdAt, nowMs),
    ...scopeFaults(input, pool, names),
    ...contactFaults(input),
    ...textFaults(input, sendsTexts),
  ];
  if (input.widens !== undefined && widened?.state !== 'live' && widened?.state !== 'closed')
    faults.push(fault('widens', quoted(input.widens), 'the id of a campaign that is live or closed'));
  return faults;
}

function planMomentFaults({ scope, wantedEpoch, compromisedSince, compromised }: NewCampaign, fromMs: number, toMs: number): Fault[] {
  const predicates = scope.kind === 'attributes' ? scope.where : [];
  const moments: readonly (readonly [string, number | undefined])[] = [
    ['wantedEpoch', wantedEpoch],
    ['compromisedSince', compromisedSince],
    ...predicates.map((each, at) => [`scope.where.${at}.createdBefore`, 'createdBefore' in each ? each.createdBefore : undefined] as const),
  ];
  return [...momentFaults(moments, fromMs, toMs), ...sinceFaults(compromised, fromMs, toMs)];
}

/** Moments of compromised accounts that lie before the making of the directory or after now, both in ms since 1970. */
export function sinceFaults(compromised: CompromisedAccounts, fromMs: number, toMs: number): Fault[] {
  return momentFaults(
    compromised.map(({ since }, at) => [`compromised.${at}.since`, since] as const),
    fromMs,
    toMs,
  );
}

function momentFaults(moments: readonly (readonly [string, number | undefined])[], fromMs: number, toMs: number): Fault[] {
  const iso = (ms: number) => new Date(ms).toISOString();
  return moments.flatMap(([field, ms]) =>
    ms === undefined || (ms >= fromMs && ms <= toMs)
      ? []
      : [fault(field, iso(ms), `a moment from ${iso(fromMs)}, when the directory was made, to now (${iso(toMs)})`)],
  );
}

function contactFaults({ channels, contacts, breachedDomains }: NewCampaign): Fault[] {
  const breached = new Set(breachedDomains);
  const missing = contacts.length === 0 && channels.some(({ channel }) => channel === 'organisation');
  return [
    ...(missing ? [fault('contacts', 'nobody', 'at least one contact, as the next channels have organisation')] : []),
    ...contacts.flatMap(({ address }, at) =>
      breachedBy(address, breached).length > 0
        ? [fault(`contacts.${at}.address`, quoted(address), 'an address at a domain whose mail the intruder does not read')]
        : [],
    ),
  ];
}

function textFaults({ channels, sms }: NewCampaign, sendsTexts: boolean): Fault[] {
  const at = channels.findIndex(({ channel }) => channel === 'sms');
  if (at >= 0 && !sendsTexts)
    return [
      fault(
        `channels.${at}.channel`,
        quoted('sms'),
        'the others, as this deployment has no sender of text messages (parameter textSender)',
      ),
    ];
  return at >= 0 === (sms !== undefined) ? [] : [fault('sms', sms === undefined ? 'missing' : 'given', textWords)];
}

function scopeFaults({ scope }: NewCampaign, pool: PoolSettings, names: AttributeNames): Fault[] {
  const has = (attribute: string) => pool.attributes.includes(attribute);
  const resting = (field: string, attribute: string) =>
    has(attribute) ? [] : [fault(field, 'filled in', `another scope, as the directory has no attribute ${attribute}`)];
  switch (scope.kind) {
    case 'environment':
      return resting('scope.environments', names.environment);
    case 'organisation':
      return resting('scope.organisations', names.organisation);
    case 'client': {
      const known = pool.clients.map(({ id, name }) => `${id} (${name})`).join(', ');
      return scope.clients.flatMap((id, at) =>
        pool.clients.some((client) => client.id === id)
          ? []
          : [fault(`scope.clients.${at}`, quoted(id), `an app client of the directory: ${known}`)],
      );
    }
    case 'attributes':
      return scope.where.flatMap((predicate, at) =>
        'createdBefore' in predicate || has(predicate.attribute)
          ? []
          : [
              fault(
                `scope.where.${at}.attribute`,
                quoted(predicate.attribute),
                `an attribute of the directory: ${[...pool.attributes].sort().join(', ')}`,
              ),
            ],
      );
    default:
      return [];
  }
}

/**
 * Attributes that a plan's scope rests on and that holders may write, with the clients that let them. Counting freezes who is in scope, so nobody
 * leaves it later; but who changed such an attribute before the count decided by it.
 */
export function writableAttributes(scope: CampaignRow['scope'], pool: PoolSettings, names: AttributeNames): readonly WritableAttribute[] {
  return attributesOf(scope, names).flatMap((attribute) => {
    const clients = clientsThatWrite(pool, attribute).map(({ name }) => name);
    return clients.length === 0 ? [] : [{ attribute, clients }];
  });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
