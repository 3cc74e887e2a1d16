import { isDeepStrictEqual } from 'node:util';
import {
  GetWebACLCommand,
  type Rule,
  type RuleAction,
  type Statement,
  UpdateWebACLCommand,
  type WAFV2Client,
  type WebACL,
} from '@aws-sdk/client-wafv2';
import { type FirewallMode, firewallRules, selfServiceOperations } from '#domain/pool/self-service.ts';
import { text } from '#shared/variables.ts';
import type { Part } from '#shared/wiring.ts';
import { waf } from '../calls/clients.ts';

/** What setting the firewall came to: `kept`, it was so already; `missing`, it does not have the rules of ours. */
export type FirewallChange = 'kept' | 'written' | 'missing';

/** The firewall of the directory. */
export interface Firewall {
  /**
   * Counts self-service or shuts it. What it refuses points to a page: operations in the text of the error, pages of managed login by a redirect.
   * Everything else in the web ACL stays as it is.
   * @param page an https address without quotes
   * @param key what a request's `User-Agent` has to contain to pass: see `firewallKeyOf`; undefined leaves as it is what passes
   * @throws Error when somebody else kept changing it meanwhile
   */
  set(mode: FirewallMode, page: string, key: string | undefined): Promise<FirewallChange>;
}

/** Reads and writes again at most this often when somebody else changed the web ACL in between. */
const tries = 5;

/** Key of the text that a refused operation answers with. */
const body = 'self-service';

/**
 * The regional web ACL of this ARN. An update replaces the whole of it, so it is made from what was read, and names that reading's lock token
 * (https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html). For the API an answer may have a text and a status from 400 to
 * 499, for managed login any (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html).
 */
export function makeFirewall(client: WAFV2Client, arn: string): Firewall {
  return {
    set: async (mode, page, key) => {
      for (let attempt = 1; ; attempt++) {
        const { WebACL: found, LockToken } = await client.send(new GetWebACLCommand({ ARN: arn }));
        if (found === undefined || !hasOurRules(found)) return 'missing';
        const wanted = switched(found, mode, page, key);
        if (isDeepStrictEqual(plain(wanted), plain(settingsOf(found)))) return 'kept';
        try {
          await client.send(new UpdateWebACLCommand({ Name: found.Name, Id: found.Id, Scope: 'REGIONAL', LockToken, ...wanted }));
          return 'written';
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'WAFOptimisticLockException' || attempt === tries) throw error;
        }
      }
    },
  };
}

function hasOurRules({ Rules = [] }: WebACL): boolean {
  return Object.values(firewallRules).every((name) => Rules.some(({ Name }) => Name === name));
}

type Settings = Omit<WebACL, (typeof notSet)[number]>;

/** What GetWebACL gives and UpdateWebACL does not take. */
const notSet = [
  'Name',
  'Id',
  'ARN',
  'Capacity',
  'PreProcessFirewallManagerRuleGroups',
  'PostProcessFirewallManagerRuleGroups',
  'ManagedByFirewallManager',
  'LabelNamespace',
  'RetrofittedByFirewallManager',
] as const;

function settingsOf(acl: WebACL): Settings {
  return Object.fromEntries(Object.entries(acl).filter(([name]) => !(notSet as readonly string[]).includes(name))) as unknown as Settings;
}

function switched(acl: WebACL, mode: FirewallMode, page: string, key: string | undefined): Settings {
  const settings = settingsOf(acl);
  const actions: Readonly<Record<string, RuleAction>> =
    mode === 'count'
      ? { [firewallRules.operations]: { Count: {} }, [firewallRules.pages]: { Count: {} } }
      : {
          [firewallRules.operations]: { Block: { CustomResponse: { ResponseCode: 403, CustomResponseBodyKey: body } } },
          [firewallRules.pages]: { Block: { CustomResponse: { ResponseCode: 302, ResponseHeaders: [{ Name: 'Location', Value: page }] } } },
        };
  const Rules = (acl.Rules ?? []).map(
    (rule): Rule => ({
      ...rule,
      ...(actions[rule.Name ?? ''] && { Action: actions[rule.Name ?? ''] }),
      ...(rule.Name === firewallRules.operations && mode === 'block' && key !== undefined && { Statement: exceptOurs(key) }),
    }),
  );
  if (mode === 'count') return { ...settings, Rules };
  const Content = JSON.stringify({
    __type: 'ForbiddenException',
    message: `Changes are shut while an incident is dealt with. See ${page}`,
  });
  const CustomResponseBodies = { ...acl.CustomResponseBodies, [body]: { ContentType: 'APPLICATION_JSON' as const, Content } };
  return { ...settings, Rules, CustomResponseBodies };
}

/** What changes an account, unless the request carries the key. A name that a caller adds to Cognito's own hides nothing, as the header only has to contain it. */
function exceptOurs(key: string): Statement {
  const operations = selfServiceOperations.map((name) => contains('x-amzn-cognito-operation-name', name));
  const notOurs = { NotStatement: { Statement: contains('user-agent', key) } };
  return { AndStatement: { Statements: [{ OrStatement: { Statements: operations } }, notOurs] } };
}

function contains(Name: string, text: string): Statement {
  return {
    ByteMatchStatement: {
      FieldToMatch: { SingleHeader: { Name } },
      SearchString: new TextEncoder().encode(text),
      PositionalConstraint: 'CONTAINS',
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  };
}

/** The same with texts in the place of bytes, so that two can be compared whichever kind of bytes they have. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** The firewall before the directory; undefined where it has none of ours. */
export const firewall: Part<Firewall | undefined> = ({ use, read }) => {
  const arn = read('FIREWALL_ARN', text);
  return arn === 'none' ? undefined : makeFirewall(use(waf), arn);
};
