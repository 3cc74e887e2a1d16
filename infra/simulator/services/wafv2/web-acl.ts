import { AwsError, UnsupportedError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import type { Evaluate, Statement, WebRequest } from './request.ts';
import { readStatement } from './statements.ts';

/** A rule as the API has it. */
interface RuleSettings {
  readonly Name: string;
  readonly Priority: number;
  readonly Statement: Statement;
  readonly Action?: Readonly<Record<string, unknown>>;
  /** Of rules that are a group. */
  readonly OverrideAction?: Readonly<Record<string, unknown>>;
}

/** Rules, read, with the moment from which the resources keep to them. */
export interface Ruleset {
  readonly fromMs: number;
  /** In the order of evaluation. */
  readonly rules: readonly {
    readonly name: string;
    readonly action: 'Allow' | 'Block' | 'Count' | 'group';
    /** What a request that is blocked is answered with. */
    readonly status: number;
    readonly matches: Evaluate;
  }[];
  readonly otherwise: 'Allow' | 'Block';
}

/** A web ACL. */
export interface WebAcl {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly scope: string;
  /** What UpdateWebACL replaces as a whole, as the API has it: `DefaultAction`, `Rules`, `VisibilityConfig`, … */
  settings: Fields;
  lockToken: string;
  /** Those that are on their way to the resources come last. */
  rulesets: readonly Ruleset[];
  /** Requests that matched, by rule. */
  readonly matches: Map<string, number>;
}

/** Reads the rules of an ACL. @throws AwsError `WAFInvalidParameterException`; UnsupportedError for what is not simulated. */
export function readRules(settings: Fields, fromMs: number): Ruleset {
  const given = (settings.Rules ?? []) as readonly RuleSettings[];
  for (const key of ['Name', 'Priority'] as const) {
    if (new Set(given.map((rule) => rule[key])).size < given.length) {
      throw new AwsError('WAFInvalidParameterException', `Error reason: two rules have the same ${key}., field: RULE, parameter: ${key}`);
    }
  }
  const rules = given
    .toSorted((a, b) => a.Priority - b.Priority)
    .map((rule) => ({ name: rule.Name, action: actionOf(rule), status: statusOf(rule), matches: readStatement(rule.Statement) }));
  const otherwise = onlyKey(settings.DefaultAction);
  if (otherwise !== 'Allow' && otherwise !== 'Block') throw invalidAction('DEFAULT_ACTION', String(otherwise));
  return { fromMs, rules, otherwise };
}

/** With what status an ACL blocks a request at this moment; undefined where it passes. Counts the rules that matched. */
export function blockedWith(acl: WebAcl, request: WebRequest, nowMs: number): number | undefined {
  const ruleset = acl.rulesets.findLast(({ fromMs }) => fromMs <= nowMs);
  for (const { name, action, status, matches } of ruleset?.rules ?? []) {
    if (matches(request, nowMs) !== true) continue;
    acl.matches.set(name, (acl.matches.get(name) ?? 0) + 1);
    if (action === 'Allow') return undefined;
    if (action === 'Block') return status;
  }
  return ruleset?.otherwise === 'Block' ? forbidden : undefined;
}

/** What AWS WAF answers with unless a rule says otherwise. */
const forbidden = 403;

function statusOf({ Action }: RuleSettings): number {
  const block = Action?.Block as { readonly CustomResponse?: { readonly ResponseCode?: number } } | undefined;
  return block?.CustomResponse?.ResponseCode ?? forbidden;
}

function actionOf({ Action, OverrideAction }: RuleSettings): Ruleset['rules'][number]['action'] {
  if (OverrideAction !== undefined && Action === undefined) return 'group';
  const action = onlyKey(Action);
  if (action === 'Allow' || action === 'Block' || action === 'Count') return action;
  if (action === undefined) throw invalidAction('RULE_ACTION', 'none');
  throw new UnsupportedError('wafv2', `the action ${action}`);
}

function onlyKey(value: unknown): string | undefined {
  const keys = Object.entries(value ?? {}).flatMap(([key, part]) => (part === undefined ? [] : [key]));
  return keys.length === 1 ? keys[0] : undefined;
}

function invalidAction(field: string, parameter: string): AwsError {
  return new AwsError(
    'WAFInvalidParameterException',
    `Error reason: Your request has no valid action., field: ${field}, parameter: ${parameter}`,
  );
}
