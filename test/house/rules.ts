import { posix } from 'node:path';

/** A source file; `path` from the root of the project. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Breaks of a rule in one file, each a line that says what is wrong. */
export type Rule = (file: SourceFile) => readonly string[];

/** A part of the house, and what may be imported there beside the room itself. The first room that a path lies in counts. */
interface Room {
  readonly path: string;
  /** Rooms or files of the project. */
  readonly may: readonly string[];
  /** Whether its tests keep to that too; they may import everything otherwise. @default false */
  readonly testsToo?: boolean;
}

const stacks = ['infra/stacks/', 'infra/constructs/', 'infra/app.ts', 'infra/checks.ts', 'infra/parameters.ts'];

const wiring = ['shared/platform.ts', 'shared/variables.ts', 'shared/wiring.ts', 'shared/settings.ts'];

const rooms: readonly Room[] = [
  { path: 'shared/domain/', may: [] },
  { path: 'shared/platform.', may: [] },
  { path: 'shared/variables.', may: ['shared/domain/'] },
  { path: 'shared/wiring.', may: ['shared/platform.ts', 'shared/variables.ts'] },
  { path: 'shared/settings.', may: wiring },
  { path: 'shared/aws/', may: ['shared/domain/', ...wiring] },
  { path: 'shared/lambda/', may: ['shared/domain/', ...wiring] },
  { path: 'shared/languages/', may: ['shared/domain/'] },
  { path: 'shared/web/', may: ['shared/domain/', 'shared/languages/'] },
  { path: 'shared/messages/', may: ['shared/domain/', 'shared/languages/'] },
  { path: 'functions/', may: ['shared/'] },
  { path: 'infra/simulator/', may: [], testsToo: true },
  // Puts the handlers on the simulator: makes the platform that they run on, and the templates that wire them.
  { path: 'infra/rehearsal/', may: ['infra/simulator/', 'infra/app.ts', 'shared/domain/', 'shared/platform.ts'] },
  // The commands of campaigns are made from the declarations of what staff do.
  { path: 'infra/command/campaign/', may: ['infra/', 'shared/', 'functions/staff/'] },
  { path: 'infra/command/docs/', may: ['infra/', 'shared/', 'functions/staff/operation.ts', 'functions/staff/operations.ts'] },
  { path: 'infra/command/', may: ['infra/', 'shared/'] },
  // Metrics, alarms, names of tables and variables, and texts have one home.
  {
    path: 'infra/',
    may: [
      ...stacks,
      'shared/domain/',
      'shared/variables.ts',
      'shared/lambda/alarms/',
      'shared/lambda/metrics.ts',
      'shared/web/busy-page.ts',
    ],
  },
  { path: 'test/', may: [''] },
];

const aliases: Readonly<Record<string, string>> = {
  '#domain/': 'shared/domain/',
  '#shared/': 'shared/',
  '#functions/': 'functions/',
  '#simulator/': 'infra/simulator/',
  '#infra/': 'infra/',
  '#test/': 'test/',
};

/** Every file lies in a room and imports only what that room may. */
export const importsStayInRooms: Rule = ({ path, text }) => {
  const room = rooms.find((each) => path.startsWith(each.path));
  if (room === undefined) return [`${path} lies in no room`];
  if (isTest(path) && !room.testsToo) return [];
  const own = room.path === 'functions/' ? path.split('/').slice(0, 2).join('/').concat('/') : ownPaths(room);
  const allowed = [own, room.may].flat();
  return importsOf(text)
    .map((specifier) => resolve(path, specifier))
    .filter((target) => target !== undefined && !allowed.some((each) => target.startsWith(each)))
    .map((target) => `${path} imports ${target}; allowed: ${allowed.join(', ')}`);
};

/** Whoever reads an import need not count folders: what lies three folders up or further has a name in package.json. */
export const importsHaveNames: Rule = ({ path, text }) =>
  importsOf(text)
    .filter((specifier) => specifier.startsWith('../../../'))
    .map((specifier) => `${path} imports ${specifier}; allowed: ${Object.keys(aliases).join(', ')}`);

/** Of all that is deployed, `shared/aws` alone uses the AWS SDK. Streams bring attribute values, which have to be unpacked. */
export const sdkStaysInAws: Rule = ({ path, text }) => {
  if (!/^(functions|shared)\//.test(path) || path.startsWith('shared/aws/') || isTest(path)) return [];
  return importsOf(text)
    .filter((specifier) => specifier.startsWith('@aws-sdk/'))
    .filter((specifier) => !(path === 'shared/lambda/stream.ts' && specifier === '@aws-sdk/util-dynamodb'))
    .map((specifier) => `${path} imports ${specifier}; allowed: only in shared/aws`);
};

/** The domain is pure: of Node it uses hashes, of packages none. */
export const domainIsPure: Rule = ({ path, text }) => {
  if (!path.startsWith('shared/domain/') || isTest(path)) return [];
  const foreign = importsOf(text).filter((specifier) => !/^[.#]/.test(specifier) && specifier !== 'node:crypto');
  const waits = codeLines(text).filter(({ code }) => /\b(async|await|Promise)\b/.test(code));
  return [
    ...foreign.map((specifier) => `${path} imports ${specifier}; allowed: node:crypto`),
    ...waits.map(({ number }) => `${path}:${number} is asynchronous; the domain is not`),
  ];
};

const effects =
  /\bprocess\.env\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\b(set|clear)(Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b|\bperformance\.now\b|\brandom(Bytes|UUID|Int)\b|(?<![.\w])fetch\(/;
const mayHaveEffects = [
  'shared/platform.ts',
  'infra/simulator/clock.ts',
  'infra/simulator/world.ts',
  'infra/rehearsal/simulated-platform.ts',
  'infra/app.ts',
  'infra/command/',
  'test/',
];

/** Time, chance, the environment and the web come through the platform or the world. */
export const effectsComeThroughTheSeam: Rule = ({ path, text }) => {
  if (isTest(path) || mayHaveEffects.some((allowed) => path.startsWith(allowed))) return [];
  return codeLines(text).flatMap(({ code, number }) => {
    const found = effects.exec(code)?.[0];
    return found === undefined ? [] : [`${path}:${number} has ${found}; allowed only in ${mayHaveEffects.join(', ')}`];
  });
};

/** A sandbox of Lambda lives long: nothing changes at the top of a module. */
export const modulesKeepNoState: Rule = ({ path, text }) => {
  if (!/^(functions|shared)\//.test(path) || isTest(path)) return [];
  return codeLines(text).flatMap(({ code, number }) =>
    /^(export )?let\b/.test(code) ? [`${path}:${number} is a let at the top of a module`] : [],
  );
};

/** Whatever is exported says what it is; a log line does by its text. */
export const exportsAreDescribed: Rule = ({ path, text }) => {
  if (isTest(path) || /(^|\/)vitest\.config\.ts$|^functions\/[^/]+\/index\.ts$/.test(path)) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const name = /^export (?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/.exec(line)?.[1];
    return name === undefined || lines[index - 1]?.trimEnd().endsWith('*/') || / = message\(/.test(line)
      ? []
      : [`${path}:${index + 1} exports ${name} without saying what it is`];
  });
};

/** `import { z }` would put all of zod into a bundle: 410 KB instead of what is used. */
export const zodIsShaken: Rule = ({ path, text }) => {
  if (isTest(path)) return [];
  return codeLines(text).flatMap(({ code, number }) =>
    /^import \{.*\bz\b.*\} from 'zod(\/mini)?'/.test(code) ? [`${path}:${number} imports { z }; allowed: import * as z`] : [],
  );
};

/** Rooms of the staff function that its subjects share. */
const sharedByStaff = ['faces', 'log-in', 'markup', 'parts', 'plan-fields', 'schemas'];

/** The pages of campaigns show something of every subject. */
const showsEverySubject = /^functions\/staff\/campaign\/(page|pages|list-page)\.ts$/;

/** A subject of the staff function knows no other: what two need stands in a room that they share. */
export const staffSubjectsAreApart: Rule = ({ path, text }) => {
  const subject = /^functions\/staff\/([^/]+)\//.exec(path)?.[1];
  if (subject === undefined || isTest(path) || showsEverySubject.test(path)) return [];
  return importsOf(text)
    .map((specifier) => resolve(path, specifier) ?? '')
    .filter((target) => {
      const other = /^functions\/staff\/([^/]+)\//.exec(target)?.[1];
      return other !== undefined && other !== subject && !sharedByStaff.includes(other);
    })
    .map((target) => `${path} imports ${target}; allowed: its own folder, ${sharedByStaff.join(', ')}`);
};

const entry = [
  "import { realEnvironment, realPlatform } from '#shared/platform.ts';",
  "import { makeDependencies } from './dependencies.ts';",
  "import { makeHandler } from './handler.ts';",
  '',
  'export const handler = makeHandler(makeDependencies(realEnvironment(), realPlatform()));',
  '',
].join('\n');

/** Every function has the same three files, and the same entry. */
export function functionsLookAlike(files: readonly SourceFile[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  const folders = new Set(files.flatMap(({ path }) => /^functions\/[^/]+\//.exec(path)?.[0] ?? []));
  const missing = [...folders].flatMap((folder) =>
    ['index.ts', 'handler.ts', 'dependencies.ts'].filter((name) => !paths.has(folder + name)).map((name) => `${folder} has no ${name}`),
  );
  const entries = files.filter(({ path, text }) => /^functions\/[^/]+\/index\.ts$/.test(path) && text !== entry);
  return [...missing, ...entries.map(({ path }) => `${path} is not the entry that all functions have`)];
}

function isTest(path: string): boolean {
  return /(\.(test|journey)|(^|\/)testing)\.ts$/.test(path);
}

function ownPaths({ path }: Room): readonly string[] {
  return path === 'infra/' ? [] : [path];
}

function importsOf(text: string): readonly string[] {
  const code = codeLines(text).map((line) => line.code);
  return [...code.join('\n').matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** Path of an imported file of the project; undefined for packages. */
function resolve(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), specifier));
  const alias = Object.keys(aliases).find((each) => specifier.startsWith(each));
  return alias === undefined ? undefined : aliases[alias] + specifier.slice(alias.length);
}

/** Lines that are not comments. A comment behind code counts as code. */
function codeLines(text: string): readonly { readonly code: string; readonly number: number }[] {
  return text
    .split('\n')
    .map((code, index) => ({ code, number: index + 1 }))
    .filter(({ code }) => !/^\s*(\/\/|\/\*|\*)/.test(code));
}
