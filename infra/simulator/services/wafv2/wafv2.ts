import { AwsError, supportsOnly } from '../../errors.ts';
import type { Fields, Service } from '../../service.ts';
import type { World } from '../../world.ts';
import type { WebRequest } from './request.ts';
import { blockedWith, readRules, type WebAcl } from './web-acl.ts';

/** Settings of simulated AWS WAF. */
export interface WafOptions {
  /**
   * How long after an update the resources still keep to the old rules, in ms. "The propagation time can be from a few seconds to a number of
   * minutes" (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html). @default 3,000
   */
  readonly propagationMs?: number;
}

/** Simulated AWS WAF. */
export interface SimulatedWaf extends Service {
  /** Makes a web ACL from the template properties of `AWS::WAFv2::WebACL`. It is in force at once. */
  createWebAcl(name: string, properties: Fields): { readonly id: string; readonly arn: string };
  /** Puts a resource behind an ACL, in the place of the one that it had. @throws AwsError `WAFNonexistentItemException` */
  associate(resourceArn: string, webAclArn: string): void;
  /** Whether the resource's ACL, where it has one, lets a request pass. `request` is made only where it has one. */
  passes(resourceArn: string, request: () => WebRequest): boolean;
  /** With what status the resource's ACL, where it has one, blocks a request; undefined where it passes. */
  blockedWith(resourceArn: string, request: () => WebRequest): number | undefined;
  /** How many requests matched each rule of an ACL, by its ARN; rules that never matched are left out. */
  matches(webAclArn: string): Readonly<Record<string, number>>;
}

/** What UpdateWebACL replaces as a whole: what is left out is gone. */
const settings = [
  'DefaultAction',
  'Description',
  'Rules',
  'VisibilityConfig',
  'DataProtectionConfig',
  'CustomResponseBodies',
  'CaptchaConfig',
  'ChallengeConfig',
  'TokenDomains',
  'AssociationConfig',
  'OnSourceDDoSProtectionConfig',
  'ApplicationConfig',
] as const;
const updates = new Set(['Name', 'Scope', 'Id', 'LockToken', ...settings]);
const gets = new Set(['Name', 'Scope', 'Id', 'ARN']);

/**
 * AWS WAF as far as GetWebACL and UpdateWebACL go
 * (https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html): an update names the lock token of what it read.
 */
export function simulateWaf(world: World, { propagationMs = 3000 }: WafOptions = {}): SimulatedWaf {
  const random = world.random.fork('wafv2');
  const acls = new Map<string, WebAcl>();
  const byResource = new Map<string, WebAcl>();
  const find = (input: Fields): WebAcl => {
    const acl = [...acls.values()].find(({ arn, name, id, scope }) =>
      input.ARN === undefined ? name === input.Name && id === input.Id && scope === input.Scope : arn === input.ARN,
    );
    if (acl === undefined) throw nonexistent();
    return acl;
  };
  const verdict: SimulatedWaf['blockedWith'] = (resourceArn, request) => {
    const acl = byResource.get(resourceArn);
    return acl === undefined ? undefined : blockedWith(acl, request(), world.clock.now());
  };
  return {
    name: 'wafv2',
    operations: {
      GetWebACL(input) {
        supportsOnly('wafv2', 'GetWebACL', input, gets);
        const acl = find(input);
        return { WebACL: describe(acl), LockToken: acl.lockToken };
      },
      UpdateWebACL(input) {
        supportsOnly('wafv2', 'UpdateWebACL', input, updates);
        const acl = find(input);
        if (input.LockToken !== acl.lockToken) {
          throw new AwsError(
            'WAFOptimisticLockException',
            'AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it. Reapply your changes.',
          );
        }
        const nowMs = world.clock.now();
        const ruleset = readRules(input, nowMs + propagationMs);
        const inForce = acl.rulesets.findLastIndex(({ fromMs }) => fromMs <= nowMs);
        acl.rulesets = [...acl.rulesets.slice(inForce), ruleset];
        acl.settings = settingsIn(input);
        acl.lockToken = random.uuid();
        return { NextLockToken: acl.lockToken };
      },
    },
    createWebAcl(name, properties) {
      const id = random.uuid();
      const scope = String(properties.Scope);
      const arn = `arn:aws:wafv2:${world.region}:${world.accountId}:${scope === 'REGIONAL' ? 'regional' : 'global'}/webacl/${name}/${id}`;
      const given = settingsIn(withBytes(properties) as Fields);
      acls.set(arn, {
        name,
        id,
        arn,
        scope,
        settings: given,
        lockToken: random.uuid(),
        rulesets: [readRules(given, world.clock.now())],
        matches: new Map(),
      });
      return { id, arn };
    },
    associate(resourceArn, webAclArn) {
      const acl = acls.get(webAclArn);
      if (acl === undefined) throw nonexistent();
      byResource.set(resourceArn, acl);
    },
    blockedWith: verdict,
    passes: (resourceArn, request) => verdict(resourceArn, request) === undefined,
    matches: (webAclArn) => Object.fromEntries(find({ ARN: webAclArn }).matches),
  };
}

function describe({ name, id, arn, settings: given }: WebAcl): Fields {
  return { Name: name, Id: id, ARN: arn, ...given };
}

function settingsIn(input: Fields): Fields {
  return Object.fromEntries(settings.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}

/** Templates have a `SearchString` as text (or as base64, under another name); the API has bytes. */
function withBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withBytes);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key === 'SearchString') return [key, new Uint8Array(Buffer.from(String(part)))];
      if (key === 'SearchStringBase64') return ['SearchString', new Uint8Array(Buffer.from(String(part), 'base64'))];
      return [key, withBytes(part)];
    }),
  );
}

const nonexistent = () =>
  new AwsError('WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.');
