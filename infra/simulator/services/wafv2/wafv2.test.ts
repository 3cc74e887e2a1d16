import { expect, it } from 'vitest';
import { virtualWorld } from '../../world.ts';
import { callerOf, refusal } from '../testing.ts';
import { simulateWaf } from './wafv2.ts';

const pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Mine';
const VisibilityConfig = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true, MetricName: 'm' };
const plain = [{ Priority: 0, Type: 'NONE' }];

/** A request of an operation matches; bytes as the API has them. */
const operationIs = (name: string, more: object = {}) => ({
  ByteMatchStatement: {
    SearchString: new Uint8Array(Buffer.from(name)),
    FieldToMatch: { SingleHeader: { Name: 'X-Amzn-Cognito-Operation-Name' } },
    TextTransformations: plain,
    PositionalConstraint: 'EXACTLY',
    ...more,
  },
});
const rule = (Name: string, Priority: number, Statement: object, Action: object = { Block: {} }) => ({
  Name,
  Priority,
  Statement,
  Action,
  VisibilityConfig,
});

/** An ACL in front of a pool, and short ways to use it. */
function firewall(Rules: readonly object[] = [], DefaultAction: object = { Allow: {} }) {
  const world = virtualWorld();
  const waf = simulateWaf(world);
  const { id, arn } = waf.createWebAcl('acl', { Scope: 'REGIONAL', DefaultAction, VisibilityConfig, Rules: [] });
  waf.associate(pool, arn);
  const call = callerOf(waf);
  const key = { Name: 'acl', Scope: 'REGIONAL', Id: id };
  const token = () => String(call('GetWebACL', key).LockToken);
  const update = (rules: readonly object[], more: object = {}) =>
    call('UpdateWebACL', { ...key, DefaultAction, VisibilityConfig, Rules: rules, LockToken: token(), ...more });
  const wait = (ms: number) => world.clock.settle(world.clock.sleep(ms));
  const passes = (operation: string, path = '/') =>
    waf.passes(pool, () => ({ path, headers: { 'x-amzn-cognito-operation-name': operation, 'x-amzn-cognito-client-id': 'web' } }));
  const ready = async () => {
    update(Rules);
    await wait(3000);
    return { waf, arn, call, key, token, update, wait, passes };
  };
  return ready();
}

it('blocks what a rule says, some seconds after the update, and lets a resource without ACL alone', async () => {
  const { waf, arn, update, wait, passes } = await firewall();
  update([rule('shut', 0, operationIs('ForgotPassword'))]);
  await wait(2999);
  expect(passes('ForgotPassword')).toBe(true);
  await wait(1);
  expect(passes('ForgotPassword')).toBe(false);
  expect(passes('InitiateAuth')).toBe(true);
  expect(waf.matches(arn)).toEqual({ shut: 1 });
  expect(waf.passes(`${pool}2`, () => ({ path: '/', headers: {} }))).toBe(true);
  update([]);
  await wait(1000);
  update([rule('shut', 0, operationIs('SignUp'))]);
  await wait(2000);
  expect(passes('ForgotPassword')).toBe(true);
  expect(passes('SignUp')).toBe(true);
  await wait(1000);
  expect(passes('SignUp')).toBe(false);
});

it('asks the rules by priority: Count goes on, Allow and Block end it', async () => {
  const signUp = operationIs('signup', { TextTransformations: [{ Priority: 0, Type: 'LOWERCASE' }] });
  const { waf, arn, passes } = await firewall(
    [
      rule('block', 2, operationIs('Sign', { PositionalConstraint: 'STARTS_WITH' })),
      rule('allow', 1, operationIs('SignIn'), { Allow: {} }),
      rule('count', 0, signUp, { Count: {} }),
    ],
    { Allow: {} },
  );
  expect(['SignUp', 'SignIn', 'SignUp', 'GetUser'].map((name) => passes(name))).toEqual([false, true, false, true]);
  expect(waf.matches(arn)).toEqual({ count: 2, block: 2, allow: 1 });
  const closed = await firewall([rule('allow', 1, operationIs('SignIn'), { Allow: {} })], { Block: {} });
  expect([closed.passes('SignIn'), closed.passes('SignUp')]).toEqual([true, false]);
});

it('reads And, Or and Not, and never takes what it cannot know for a match', async () => {
  const rate = { RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP' } };
  const ours = operationIs('ours', { FieldToMatch: { SingleHeader: { Name: 'x-amzn-cognito-client-id' } } });
  const either = { OrStatement: { Statements: [operationIs('A'), operationIs('B')] } };
  const path = operationIs('/forgotPassword', { FieldToMatch: { UriPath: {} }, PositionalConstraint: 'ENDS_WITH' });
  const { waf, arn, passes } = await firewall([
    rule('others', 0, { AndStatement: { Statements: [either, { NotStatement: { Statement: ours } }] } }),
    rule('unknown', 1, rate),
    rule('not unknown', 2, { NotStatement: { Statement: rate } }),
    rule('known and unknown', 3, { AndStatement: { Statements: [operationIs('C'), rate] } }),
    rule('known or unknown', 4, { OrStatement: { Statements: [rate, operationIs('D')] } }),
    rule('page', 5, path),
    {
      ...rule('group', 6, { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'x' } }),
      Action: undefined,
      OverrideAction: { None: {} },
    },
  ]);
  expect(['A', 'B', 'C', 'D', 'E'].map((name) => passes(name))).toEqual([false, false, true, false, true]);
  expect(passes('E', '/forgotPassword')).toBe(false);
  expect(waf.matches(arn)).toEqual({ others: 2, 'known or unknown': 1, page: 1 });
});

it('replaces an ACL as a whole, for the one who read it last', async () => {
  const { call, key, token, update } = await firewall([rule('shut', 0, operationIs('SignUp'))]);
  const old = token();
  expect(call('GetWebACL', key)).toMatchObject({ WebACL: { Name: 'acl', Rules: [{ Name: 'shut' }], VisibilityConfig } });
  const { NextLockToken } = update([], { Description: 'open' });
  expect(token()).toBe(NextLockToken);
  expect(call('GetWebACL', key)).toMatchObject({ WebACL: { Description: 'open', Rules: [] } });
  expect(refusal(() => update([], { LockToken: old })).name).toBe('WAFOptimisticLockException');
  expect(refusal(() => call('GetWebACL', { ...key, Id: 'x' })).name).toBe('WAFNonexistentItemException');
  update([]);
  expect(call('GetWebACL', key).WebACL).not.toHaveProperty('Description');
});

it.each<[string, object, string]>([
  ['a header in small letters of CDK', operationIs('x', { FieldToMatch: { SingleHeader: { name: 'a' } } }), 'WAFInvalidParameterException'],
  ['an And of one', { AndStatement: { Statements: [operationIs('x')] } }, 'WAFInvalidParameterException'],
  ['no statement', {}, 'WAFInvalidParameterException'],
  ['an empty search', operationIs(''), 'WAFInvalidParameterException'],
  ['another field', operationIs('x', { FieldToMatch: { Body: {} } }), 'UnsupportedError'],
  ['another transformation', operationIs('x', { TextTransformations: [{ Priority: 0, Type: 'BASE64_DECODE' }] }), 'UnsupportedError'],
  ['another constraint', operationIs('x', { PositionalConstraint: 'CONTAINS_WORD' }), 'UnsupportedError'],
  ['another statement', { RegexMatchStatement: {} }, 'UnsupportedError'],
])('refuses %s', async (_name, statement, error) => {
  const { update, token } = await firewall();
  const before = token();
  expect(refusal(() => update([rule('r', 0, statement)])).name).toBe(error);
  expect(token()).toBe(before);
});

it('refuses two rules of one name or priority, and actions that it does not have', async () => {
  const { update } = await firewall();
  const statement = operationIs('x');
  expect(refusal(() => update([rule('r', 0, statement), rule('r', 1, statement)])).name).toBe('WAFInvalidParameterException');
  expect(refusal(() => update([rule('r', 0, statement), rule('s', 0, statement)])).name).toBe('WAFInvalidParameterException');
  expect(refusal(() => update([rule('r', 0, statement, { Captcha: {} })])).message).toContain('the action Captcha');
});
