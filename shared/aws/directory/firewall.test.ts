import { GetWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { describe, expect, it } from 'vitest';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import type { Service } from '#simulator/service.ts';
import { simulateWaf } from '#simulator/services/wafv2/wafv2.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeFirewall } from './firewall.ts';

const page = 'https://pages.example';
const key = 'a'.repeat(64);
const visible = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true, MetricName: 'x' };
const rule = (Name: string, Priority: number, path: string) => ({
  Name,
  Priority,
  Action: { Count: {} },
  Statement: {
    ByteMatchStatement: {
      FieldToMatch: { UriPath: {} },
      SearchString: path,
      PositionalConstraint: 'EXACTLY',
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  },
  VisibilityConfig: visible,
});

function setUp(rules = [rule('of-somebody', 0, '/x'), rule('self-service', 1, '/a'), rule('self-service-pages', 2, '/b')]) {
  const world = virtualWorld({});
  const waf = simulateWaf(world, { propagationMs: 0 });
  const properties = {
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: visible,
    Description: 'of the pool',
    Rules: rules,
  };
  const { arn } = waf.createWebAcl('acl', properties);
  const client = connectDirect(
    new WAFV2Client({ region: world.region }),
    world,
    outsideCaller,
    new Map<string, Service>([['WAFV2Client', waf]]),
  );
  const read = async () => (await world.clock.settle(client.send(new GetWebACLCommand({ ARN: arn })))).WebACL;
  return {
    world,
    waf,
    arn,
    client,
    read,
    set: (mode: 'count' | 'block') => world.clock.settle(makeFirewall(client, arn).set(mode, page, key)),
  };
}

describe('the firewall of the directory', () => {
  it('refuses operations with a text and pages with a redirect, both to the page, and leaves all else as it is', async () => {
    const { set, read } = setUp();
    const before = await read();
    expect(await set('block')).toBe('written');
    const after = await read();
    const [others, operations, pages] = after?.Rules ?? [];
    expect(others).toEqual(before?.Rules?.[0]);
    expect(operations?.Action?.Block?.CustomResponse?.ResponseCode).toBe(403);
    const key = operations?.Action?.Block?.CustomResponse?.CustomResponseBodyKey ?? '';
    expect(JSON.parse(after?.CustomResponseBodies?.[key]?.Content ?? '{}').message).toContain(page);
    expect(pages?.Action?.Block?.CustomResponse).toEqual({ ResponseCode: 302, ResponseHeaders: [{ Name: 'Location', Value: page }] });
    expect(after).toMatchObject({ Description: 'of the pool', DefaultAction: { Allow: {} } });
  });

  it('only counts again afterwards', async () => {
    const { set, read } = setUp();
    await set('block');
    expect(await set('count')).toBe('written');
    expect((await read())?.Rules?.map(({ Action }) => Action)).toEqual([{ Count: {} }, { Count: {} }, { Count: {} }]);
  });

  it('is written once, however often it is asked', async () => {
    const { set, world } = setUp();
    expect([await set('block'), await set('block'), await set('block')]).toEqual(['written', 'kept', 'kept']);
    expect(world.meter.of('wafv2', 'UpdateWebACL').calls).toBe(1);
    expect(await setUp().set('count')).toBe('kept');
  });

  it('without the rules of ours is said to be missing, and not touched', async () => {
    const { set, world } = setUp([rule('self-service', 0, '/a')]);
    expect(await set('block')).toBe('missing');
    expect(world.meter.of('wafv2', 'UpdateWebACL').calls).toBe(0);
  });

  it('loses no change that somebody else makes at the same moment', async () => {
    const { world, client, arn, read } = setUp();
    const one = makeFirewall(client, arn).set('block', page, key);
    const other = makeFirewall(client, arn).set('block', 'https://other.example', key);
    await world.clock.settle(Promise.all([one, other]));
    expect(world.meter.of('wafv2', 'UpdateWebACL').errors).toBe(1);
    expect(JSON.stringify((await read())?.CustomResponseBodies)).toMatch(/pages\.example|other\.example/);
  });
});
