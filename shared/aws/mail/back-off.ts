import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { callsForRest, type DomainRest, delayWindowMs, nextRest, restedMs } from '#domain/pacing/back-off.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** Until when each domain that rests is left alone, in ms since 1970. */
export type RestingDomains = ReadonlyMap<string, number>;

/** Recipient domains that put mail off, as all functions share them. */
export interface BackOff {
  /** Counts notices that were sent to a domain; needed of large ones only. */
  countSent(domain: string, notices: number): Promise<void>;
  /** Counts a notice that a domain put off; true when that begins a rest. */
  delayed(domain: string): Promise<boolean>;
  /** The domains that rest now. */
  resting(): Promise<RestingDomains>;
}

/** Domains that rest at once at most: they stand in one item, which every sender reads. The one that ends first makes room. */
const mostDomains = 1_000;

const key = { pk: 'resting' };

/** Domains in the table of this name, where the mail rate is kept too. */
export function makeBackOff(client: DynamoDBDocumentClient, table: string, clock: Clock): BackOff {
  const update = async (pk: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) => {
    try {
      return (await client.send(new UpdateCommand({ TableName: table, Key: { pk }, ReturnValues: 'ALL_NEW', ...input }))).Attributes;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  const resting = async (): Promise<RestingDomains> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    const { pk: _, ...domains } = Item ?? {};
    const entries = Object.entries(domains).map(([domain, until]) => [domain, Number(until)] as const);
    return new Map(entries.filter(([, until]) => until > clock.now()));
  };

  const restOf = async (domain: string): Promise<DomainRest> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: `rest#${domain}` }, ConsistentRead: true }));
    return (Item ?? {}) as DomainRest;
  };

  /** Counts in a window anew after each rest. */
  const count = (domain: string, now: number, rests: number, name: 'delays' | 'sent', by: number) =>
    update(`delays#${domain}#${Math.floor(now / delayWindowMs)}#${rests}`, {
      UpdateExpression: 'ADD #name :by SET expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':by': by, ':expiresAt': Math.ceil((now + 2 * delayWindowMs) / 1000) },
    });

  return {
    resting,
    countSent: async (domain, notices) => {
      const now = clock.now();
      const { rests = 0 } = await restOf(domain);
      await count(domain, now, rests, 'sent', notices);
    },
    delayed: async (domain) => {
      const now = clock.now();
      const known = await restOf(domain);
      if ((known.until ?? 0) > now) return false;
      const counted = await count(domain, now, known.rests ?? 0, 'delays', 1);
      if (!callsForRest(Number(counted?.delays ?? 0), Number(counted?.sent ?? 0))) return false;
      const { until, rests } = nextRest(known, now);
      const begun = await update(`rest#${domain}`, {
        UpdateExpression: 'SET #until = :until, rests = :rests, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(#until) OR #until <= :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':until': until, ':rests': rests, ':now': now, ':expiresAt': Math.ceil((until + restedMs) / 1000) },
      });
      if (begun === undefined) return false;
      await keep(domain, until);
      return true;
    },
  };

  async function keep(domain: string, until: number): Promise<void> {
    const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    const others = Object.keys(Item).filter((name) => name !== 'pk' && name !== domain);
    const rank = (name: string) => Number(Item[name]);
    const over = others.filter((name) => rank(name) <= clock.now());
    const full = others.length - over.length < mostDomains ? [] : others.sort((a, b) => rank(a) - rank(b)).slice(0, 1);
    const removed = [...new Set([...over, ...full])].slice(0, 100);
    const names = Object.fromEntries(removed.map((name, index) => [`#r${index}`, name]));
    await update(key.pk, {
      UpdateExpression: `SET #domain = :until${removed.length === 0 ? '' : ` REMOVE ${Object.keys(names).join(', ')}`}`,
      ExpressionAttributeNames: { '#domain': domain, ...names },
      ExpressionAttributeValues: { ':until': until },
    });
  }
}

/** The back-off of the deployment. */
export const backOff: Part<BackOff> = (sandbox) => onTable(sandbox, 'pace', makeBackOff);
