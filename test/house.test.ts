import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as house from './house/rules.ts';
import { foldersAreSmall, functionsAreShort } from './house/size.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every source file of the project. */
const files: readonly house.SourceFile[] = ['functions', 'infra', 'shared', 'test']
  .flatMap((room) => readdirSync(root + room, { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));

const documented = '/** What it is. */\n';

/** Each rule, with files that break it and files that do not: a rule that finds nothing anywhere would be no rule. */
const rules: readonly {
  readonly name: string;
  readonly rule: house.Rule;
  readonly broken: Readonly<Record<string, string>>;
  readonly kept: Readonly<Record<string, string>>;
}[] = [
  {
    name: 'a file imports only what its room may',
    rule: house.importsStayInRooms,
    broken: {
      'functions/gate/handler.ts': "import { x } from '#functions/staff/handler.ts';",
      'functions/gate/epochs.ts': "import { x } from '../staff/handler.ts';",
      'functions/gate/config.ts': "const x = await import('#simulator/world.ts');",
      'shared/domain/account/scope.ts': "import { x } from '#shared/platform.ts';",
      'shared/aws/mail/pace.ts': "export { x } from '#shared/lambda/log.ts';",
      'shared/lambda/log.ts': "import {\n  a,\n  b,\n} from '#shared/aws/mail/pace.ts';",
      'shared/web/layout.ts': "import type { X } from '../platform.ts';",
      'shared/messages/notice/notice.ts': "import '#shared/web/layout.ts';",
      'infra/simulator/world.ts': "import { x } from '#domain/account/scope.ts';",
      'infra/simulator/world.test.ts': "import { x } from '#domain/account/scope.ts';",
      'infra/stacks/data.ts': "import { x } from '#shared/aws/mail/pace.ts';",
      'infra/constructs/tables.ts': "import { x } from '#simulator/world.ts';",
      'infra/rehearsal/people.ts': "import { x } from '#shared/aws/mail/pace.ts';",
      'infra/command/start.ts': "import { x } from '#functions/gate/handler.ts';",
      'elsewhere/file.ts': '',
    },
    kept: {
      'functions/gate/handler.ts': "import { x } from '#shared/aws/mail/pace.ts';\nimport { y } from './config.ts';\nimport z from 'zod';",
      'functions/staff/plan/page.ts': "import { x } from '../paths.ts';",
      'functions/gate/handler.test.ts': "import { x } from '#simulator/world.ts';",
      'shared/aws/mail/pace.ts':
        "import { x } from '#domain/pacing/pacing.ts';\nimport { y } from '../platform.ts';\nimport { z } from './transition.ts';",
      'infra/simulator/services/ses/ses.ts': "import { x } from '../../world.ts';",
      'infra/stacks/gate.ts': "import { x } from '#infra/constructs/tables.ts';\nimport { y } from '#domain/staff/staff.ts';",
      'infra/command/local.ts': "import { x } from '#simulator/world.ts';\nimport { y } from './directory.ts';",
      'shared/domain/account/scope.ts': "// see import('#shared/platform.ts')",
    },
  },
  {
    name: 'of the functions, shared/aws alone uses the AWS SDK',
    rule: house.sdkStaysInAws,
    broken: {
      'functions/gate/handler.ts': "import { GetCommand } from '@aws-sdk/lib-dynamodb';",
      'shared/lambda/stream.ts': "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
      'shared/lambda/queue.ts': "import { unmarshall } from '@aws-sdk/util-dynamodb';",
    },
    kept: {
      'shared/aws/mail/pace.ts': "import { GetCommand } from '@aws-sdk/lib-dynamodb';",
      'shared/lambda/stream.ts': "import { unmarshall } from '@aws-sdk/util-dynamodb';",
      'functions/gate/handler.test.ts': "import { GetCommand } from '@aws-sdk/lib-dynamodb';",
    },
  },
  {
    name: 'the domain is pure and synchronous',
    rule: house.domainIsPure,
    broken: {
      'shared/domain/a.ts': "import { readFileSync } from 'node:fs';",
      'shared/domain/b.ts': "import { ulid } from 'ulid';",
      'shared/domain/c.ts': 'export async function f() {}',
      'shared/domain/d.ts': 'export const f = (): Promise<void> => g();',
    },
    kept: {
      'shared/domain/a.ts': "import { createHash } from 'node:crypto';\n// Promise",
      'shared/aws/a.ts': 'export async function f() {}',
    },
  },
  {
    name: 'time, chance and the environment come through the seam',
    rule: house.effectsComeThroughTheSeam,
    broken: {
      'shared/aws/a.ts': 'const now = Date.now();',
      'shared/lambda/a.ts': 'const now = new Date();',
      'functions/gate/a.ts': 'if (process.env.DEBUG) return;',
      'functions/gate/b.ts': 'await new Promise((resolve) => setTimeout(resolve, 5));',
      'functions/gate/c.ts': 'setInterval(tick, 5);',
      'infra/simulator/services/a.ts': 'const chance = Math.random();',
      'shared/aws/b.ts': 'fetch(url, { signal: AbortSignal.timeout(5) });',
      'shared/lambda/b.ts': 'const answer = await fetch(url);',
      'infra/stacks/a.ts': 'const account = process.env.ACCOUNT;',
      'functions/pages/a.ts': 'const id = randomUUID();',
    },
    kept: {
      'shared/platform.ts': 'const now = Date.now();',
      'infra/simulator/clock.ts': 'setTimeout(run, 5);',
      'infra/command/start.ts': 'process.env.PATH',
      'functions/gate/a.test.ts': 'Date.now()',
      'shared/lambda/a.ts': 'await sandbox.fetch(url);',
      'shared/lambda/log.ts': 'new Date(platform.clock.now()).toISOString()',
      'shared/aws/a.ts': '/** Not Date.now(). */',
    },
  },
  {
    name: 'no import climbs three folders',
    rule: house.importsHaveNames,
    broken: { 'infra/simulator/services/cognito/pool/a.ts': `import { ServiceError } from '${'../'.repeat(3)}errors.ts';` },
    kept: {
      'infra/simulator/services/cognito/pool/a.ts': "import { ServiceError } from '#simulator/errors.ts';\nimport { b } from '../../b.ts';",
    },
  },
  {
    name: 'a subject of the staff function imports no other',
    rule: house.staffSubjectsAreApart,
    broken: {
      'functions/staff/notices/acts.ts': "import { planAct } from '../plan/acts.ts';",
      'functions/staff/parts/targets.ts': "import { propose } from '../release/proposals.ts';",
    },
    kept: {
      'functions/staff/notices/acts.ts': "import { field } from '../faces/form.ts';\nimport { act } from '../operation.ts';",
      'functions/staff/campaign/page.ts': "import { mailPart } from '../notices/mail-part.ts';",
      'functions/staff/operations.ts': "import { planAct } from './plan/acts.ts';",
    },
  },
  {
    name: 'no module of a function keeps state',
    rule: house.modulesKeepNoState,
    broken: { 'functions/gate/a.ts': 'let count = 0;', 'shared/aws/a.ts': 'export let count = 0;' },
    kept: { 'functions/gate/a.ts': 'function f() {\n  let count = 0;\n}', 'infra/command/a.ts': 'let count = 0;' },
  },
  {
    name: 'whatever is exported says what it is',
    rule: house.exportsAreDescribed,
    broken: {
      'shared/aws/a.ts': 'export const a = 1;',
      'shared/aws/b.ts': '// A number.\nexport const a = 1;',
      'infra/stacks/a.ts': `${documented}\nexport class A {}`,
      'functions/gate/a.ts': 'export interface A {}',
      'functions/gate/b.ts': 'export async function a() {}',
      'functions/gate/c.ts': 'export type A = 1;',
    },
    kept: {
      'shared/aws/a.ts': `${documented}export const a = 1;`,
      'shared/aws/b.ts': '/**\n * Long.\n */\nexport function a() {}',
      'functions/gate/index.ts': 'export const handler = 1;',
      'shared/lambda/log-messages.ts': "export const failed = message('SLU-003', 'ERROR', 'invocation failed');",
      'shared/aws/a.test.ts': 'export const a = 1;',
    },
  },
  {
    name: 'zod is imported so that a bundle holds only what is used of it',
    rule: house.zodIsShaken,
    broken: { 'functions/gate/a.ts': "import { z } from 'zod/mini';", 'functions/gate/b.ts': "import { type ZodType, z } from 'zod';" },
    kept: { 'functions/gate/a.ts': "import * as z from 'zod/mini';", 'functions/gate/b.ts': "import type { z } from 'zod';" },
  },
  {
    name: 'no function has more than 60 lines of its own',
    rule: functionsAreShort,
    broken: {
      'functions/gate/a.ts': `function f() {\n${'  g();\n'.repeat(59)}}`,
      'shared/aws/a.ts': `const f = () => ({\n${'  a: 1,\n'.repeat(59)}});`,
      'infra/stacks/a.ts': `class A {\n  constructor() {\n    f(() => 1);\n${'    g();\n'.repeat(58)}  }\n}`,
    },
    kept: {
      'functions/gate/a.ts': `function f() {\n${'  g();\n'.repeat(58)}}`,
      'shared/aws/a.ts': `function f() {\n${'  const g = () => {\n    h();\n  };\n'.repeat(50)}}`,
      'functions/gate/a.test.ts': `function f() {\n${'  g();\n'.repeat(59)}}`,
    },
  },
];

describe.each(rules)('$name', ({ rule, broken, kept }) => {
  test('in every file', () => {
    expect(files.flatMap(rule)).toEqual([]);
  });

  test.each(Object.entries(broken))('%s that breaks it is found', (path, text) => {
    expect(rule({ path, text })).not.toEqual([]);
  });

  test.each(Object.entries(kept))('%s that keeps it is not', (path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });
});

describe('every function has the same files and the same entry', () => {
  const gate = files.filter(({ path }) => path.startsWith('functions/gate/'));
  const without = (name: string) => gate.filter(({ path }) => path !== `functions/gate/${name}`);

  test('in every folder', () => {
    expect(house.functionsLookAlike(files)).toEqual([]);
  });

  test.each(['index.ts', 'handler.ts', 'dependencies.ts'])('a folder without %s is found', (name) => {
    expect(house.functionsLookAlike(without(name))).toEqual([`functions/gate/ has no ${name}`]);
  });

  test('an entry of its own is found', () => {
    const own = { path: 'functions/gate/index.ts', text: 'export const handler = () => undefined;\n' };
    expect(house.functionsLookAlike([...without('index.ts'), own])).toEqual([
      'functions/gate/index.ts is not the entry that all functions have',
    ]);
  });
});

describe('no folder has more than 15 files', () => {
  const folder = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => ({ path: `functions/gate/${index}${name}`, text: '' }));

  test('anywhere', () => {
    expect(foldersAreSmall(files)).toEqual([]);
  });

  test('one that has 16 is found', () => {
    expect(foldersAreSmall(folder(16, '.ts'))).toEqual(['functions/gate/ has 16 files; allowed: 15']);
  });

  test('tests and their kits are not counted', () => {
    expect(foldersAreSmall([...folder(15, '.ts'), ...folder(9, '.test.ts'), ...folder(9, '.testing.ts')])).toEqual([]);
  });
});
