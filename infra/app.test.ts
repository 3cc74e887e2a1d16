import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { makeApp } from '#infra/app.ts';
import { addChecks } from '#infra/checks.ts';
import { leftOutOfEmulator } from '#infra/constructs/emulator.ts';
import { policies, quickly } from '#shared/aws/calls/clients.ts';
import { realPlatform } from '#shared/platform.ts';
import { entryOf, type Json, type Resource, synthesize } from '#test/kits/templates.ts';

const { follow, ofType } = synthesize();
const functions = ofType('AWS::Lambda::Function');
const names = functions.map((resource) => entryOf(resource).split('/')[1] as string).sort();

test('AWS Solutions and Serverless checks find nothing that is not acknowledged with a reason', () => {
  expect(() => makeApp({ context: { bundle: 'no' }, checks: addChecks, outdir: mkdtempSync(join(tmpdir(), 'sluis-')) })).not.toThrow();
});

test('the checks would find something: without acknowledgements they do', () => {
  makeApp({
    context: { bundle: 'no' },
    checks: (app) => {
      for (const { node } of app.node.findAll()) Object.defineProperty(node, 'metadata', { value: [] });
      expect(new AwsSolutionsChecks(app).validateScope(app).violations.length).toBeGreaterThan(5);
      expect(new ServerlessChecks(app).validateScope(app).violations.length).toBeGreaterThan(2);
    },
  });
});

test('every function of the project is deployed once', () => {
  expect(names).toEqual([
    'authorizer',
    'check',
    'count-progress',
    'erase-campaigns',
    'expand-scope',
    'gate',
    'govern',
    'grade-accounts',
    'next-channel',
    'pages',
    'plan-reminders',
    'record-account',
    'record-audit',
    'record-event',
    'recount',
    'release-accounts',
    'seal-audit',
    'send-notices',
    'send-recovery-mail',
    'snapshot-channels',
    'staff',
    'sweep',
    'watch',
  ]);
});

describe.each(functions.map((resource) => [entryOf(resource), resource] as const))('%s', (source, { stack, Properties }) => {
  test('outlasts a try of every call, so that a call that hangs is given up and not the function', () => {
    const longest = source.includes('/gate/') ? quickly.tryMs : Math.max(...Object.values(policies).map(({ tryMs }) => tryMs));
    expect(longest).toBeLessThan(1000 * Number(Properties.Timeout));
  });

  test('runs on Node 24 on arm64, traced, with logs that end', () => {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], TracingConfig: { Mode: 'Active' } });
    expect(follow(stack, Properties.LoggingConfig.LogGroup)).toMatchObject({
      Type: 'AWS::Logs::LogGroup',
      Properties: { RetentionInDays: 90 },
    });
  });

  test('gets the variables that it reads and no other', async () => {
    const { NODE_OPTIONS, ...given } = Properties.Environment.Variables as Record<string, unknown>;
    const environment = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : 'eu-west-1_x']),
    );
    const read = new Set<string>();
    const watched = new Proxy(environment, {
      get: (target, name) => {
        read.add(String(name));
        return target[String(name)];
      },
    });
    const { makeDependencies } = await import(`../functions/${source.split('/')[1]}/dependencies.ts`);
    makeDependencies(watched, realPlatform());
    expect([...read].sort()).toEqual(Object.keys(environment).sort());
  });
});

describe('concurrency', () => {
  /** A new table has 4 shards; those of accounts and notices have 32 once they are warmed up for 1,000 notices a second. */
  const streamShards = (tableId: string) => (/^tables(accounts|notices)/.test(tableId) ? 32 : 4);

  /** How often each function may run at once, by its entry: what is kept for it, else by all that wakes it. */
  const mostAtOnce = (context: Readonly<Record<string, string>>) => {
    const { follow, ofType } = synthesize(context);
    const fed = ofType('AWS::Lambda::EventSourceMapping').map(({ stack, Properties }) => ({
      id: follow(stack, Properties.FunctionName).id,
      most:
        (Properties.ScalingConfig?.MaximumConcurrency as number | undefined) ?? streamShards(follow(stack, Properties.EventSourceArn).id),
    }));
    const scheduled = ofType('AWS::Scheduler::Schedule').map(({ stack, Properties }) => ({
      id: follow(stack, Properties.Target.Arn).id,
      most: 2,
    }));
    return ofType('AWS::Lambda::Function').map((each) => {
      const wakers = [...fed, ...scheduled].filter(({ id }) => id === each.id);
      const reserved = each.Properties.ReservedConcurrentExecutions as number | undefined;
      return { name: entryOf(each), reserved, most: reserved ?? wakers.reduce((sum, { most }) => sum + most, 0) };
    });
  };

  test('of all functions together fits into the account’s, the largest tables included, and 100 stay for others; each has a bound', () => {
    const all = mostAtOnce({});
    expect(all.filter(({ most }) => most === 0)).toEqual([]);
    expect(all.reduce((sum, { most }) => sum + most, 0)).toBeLessThanOrEqual(1_000 - 100);
    expect(
      Object.fromEntries(all.flatMap(({ name, reserved }) => (reserved === undefined ? [] : [[name.split('/')[1], reserved]]))),
    ).toEqual({
      gate: 250,
      pages: 200,
      staff: 25,
      check: 75,
      authorizer: 75,
    });
  });

  test('that does not fit is one line', () => {
    expect(() => synthesize({ gateReservedConcurrency: '600' })).toThrow(
      /^parameter lambdaConcurrency is "1000", allowed: \d+ and above with gateReservedConcurrency 600 and senders 20, or below 1000, where nothing is kept for the gate$/,
    );
    expect(() => synthesize({ senders: '900', lambdaConcurrency: '3000' })).not.toThrow();
  });

  test('of a new account cannot be kept: the staff are told, and APIs let less through', () => {
    const { ofType } = synthesize({ lambdaConcurrency: '10' });
    const functions = ofType('AWS::Lambda::Function');
    expect(functions.filter(({ Properties }) => Properties.ReservedConcurrentExecutions !== undefined)).toEqual([]);
    const kept = functions.flatMap(({ Properties }) => Properties.Environment?.Variables?.GATE_CONCURRENCY ?? []);
    expect(kept).toEqual(['0']);
    const rates = ofType('AWS::ApiGateway::Stage').map(({ Properties }) => Properties.MethodSettings[0].ThrottlingRateLimit as number);
    expect(rates.sort()).toEqual([10, 15, 20]);
  });
});

describe('grants', () => {
  const statements = ofType('AWS::IAM::Policy').flatMap(({ id, Properties }) =>
    Properties.PolicyDocument.Statement.map((statement: Json) => ({
      id,
      actions: [statement.Action].flat() as string[],
      resources: [statement.Resource].flat(),
      condition: statement.Condition,
    })),
  ) as readonly { id: string; actions: string[]; resources: unknown[]; condition: unknown }[];

  test('name every action', () => {
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('name every resource, but for the three actions that know none', () => {
    const starred = statements.filter(({ resources }) => JSON.stringify(resources).includes('*')).flatMap(({ actions }) => actions);
    const known = ['dynamodb:ListStreams', 'ses:GetAccount', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
    expect([...new Set(starred)].sort()).toEqual(known);
  });

  test('let the staff look at how SES is set up, at the one identity and the two configuration sets, and at nothing else of SES', () => {
    const ofStaff = statements.filter(({ id, actions }) => id.startsWith('staff') && actions.some((action) => action.startsWith('ses:')));
    const granted = ofStaff.map(({ actions, resources }) => [
      actions.filter((action) => action.startsWith('ses:')),
      JSON.stringify(resources),
    ]);
    expect(granted).toEqual([
      [['ses:GetAccount'], '["*"]'],
      [['ses:GetEmailIdentity'], expect.stringMatching(/:identity\/notices@accounts\.example/)],
      [['ses:GetConfigurationSet', 'ses:GetConfigurationSetEventDestinations'], expect.stringMatching(/:configuration-set\//)],
    ]);
  });

  test('let the watch switch the one firewall of the directory and nobody else any', () => {
    const switchers = statements.filter(({ actions }) => actions.includes('wafv2:UpdateWebACL'));
    expect(switchers).toEqual([expect.objectContaining({ id: expect.stringMatching(/^watch/), resources: [expect.anything()] })]);
  });

  test('let nobody send text messages without a sender, and with one the next channels alone, from that one', () => {
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.startsWith('sms-voice:'))).toEqual([]);
    const textSender = 'arn:aws:sms-voice:eu-west-1:123456789012:sender-id/SLUIS/NL';
    const granted = synthesize({ textSender })
      .ofType('AWS::IAM::Policy')
      .flatMap(({ id, Properties }) =>
        Properties.PolicyDocument.Statement.map((statement: Json) => [id, statement.Action, statement.Resource]),
      )
      .filter(([, action]) => JSON.stringify(action).includes('sms-voice:'));
    expect(granted).toEqual([[expect.stringMatching(/^nextchannel/), 'sms-voice:SendTextMessage', textSender]]);
  });

  test('let the key be used through a service only', () => {
    const ofKey = statements.filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
    expect(ofKey.length).toBeGreaterThan(5);
    for (const { condition } of ofKey) expect(JSON.stringify(condition)).toMatch(/kms:ViaService/);
  });

  test('let pages and sweep change passwords and nobody else; the watch sets that of its own account', () => {
    const setters = statements.filter(({ actions }) => actions.includes('cognito-idp:AdminSetUserPassword'));
    expect(setters.map(({ id }) => id).sort()).toEqual([
      expect.stringMatching(/^pages/),
      expect.stringMatching(/^sweep/),
      expect.stringMatching(/^watch/),
    ]);
  });

  test.each(['AdminRespondToAuthChallenge', 'AdminEnableUser'])('let the pages alone complete a recovery: %s', (action) => {
    const granted = statements.filter(({ actions }) => actions.includes(`cognito-idp:${action}`));
    const inAccounts = granted.filter(({ resources }) => JSON.stringify(resources).includes('accounts'));
    expect(inAccounts.map(({ id }) => id)).toEqual([expect.stringMatching(/^pages/)]);
    expect(granted.filter((each) => !inAccounts.includes(each)).map(({ id, resources }) => [id, JSON.stringify(resources)])).toEqual(
      action === 'AdminEnableUser' ? [] : [[expect.stringMatching(/^staff/), expect.stringMatching(/GetAttstaff|FnGetAttstaff/)]],
    );
  });
});

test('for an emulator only what it lacks is left out, and nothing is checked', () => {
  const count = (resources: readonly Resource[]) => resources.filter(({ Type }) => leftOutOfEmulator.includes(Type)).length;
  const { all, ofType } = synthesize();
  const emulated = synthesize({ emulator: 'yes' });
  expect(count(all)).toBe(4);
  expect(emulated.all).toHaveLength(all.length - 4);
  expect(emulated.ofType('AWS::WAFv2::WebACL')).toEqual(ofType('AWS::WAFv2::WebACL'));
});

test('channels are looked at in the night unless the parameter says no', () => {
  const snapshots = (context: Readonly<Record<string, string>>) =>
    synthesize(context)
      .ofType('AWS::Lambda::Function')
      .filter((resource) => entryOf(resource) === 'functions/snapshot-channels/index.ts');
  expect(snapshots({})).toHaveLength(1);
  expect(snapshots({ channelSnapshots: 'off' })).toHaveLength(0);
});
