import { posix } from 'node:path';
import { parseAst } from 'vitest/node';
import type { Rule, SourceFile } from './rules.ts';

/** Lines that a function may have; those of functions within it are theirs, so what only makes a set of short ones is short. */
const mostLines = 60;

/** Source files that a folder may hold; tests and what only they use are not counted. */
const mostFiles = 15;

/** A syntax node of the parser, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** No function has more than 60 lines of its own. */
export const functionsAreShort: Rule = ({ path, text }) => {
  if (!isCounted(path) || text.split('\n').length <= mostLines) return [];
  return ownLines(parseAst(text, { lang: 'ts' }) as unknown as Node, text)
    .filter(({ lines }) => lines > mostLines)
    .map(({ at, lines }) => `${path}:${at} is a function of ${lines} lines; allowed: ${mostLines}`);
};

/** No folder has more than 15 source files. */
export function foldersAreSmall(files: readonly SourceFile[]): readonly string[] {
  const byFolder = Map.groupBy(
    files.filter(({ path }) => isCounted(path)),
    ({ path }) => posix.dirname(path),
  );
  return [...byFolder]
    .filter(([, inside]) => inside.length > mostFiles)
    .map(([folder, inside]) => `${folder}/ has ${inside.length} files; allowed: ${mostFiles}`);
}

function isCounted(path: string): boolean {
  return !/^test\/|\.(test|testing)\.ts$|(^|\/)(testing|[\w-]+-stage)\.ts$/.test(path);
}

/** Every function with the line it begins at and the lines that are its own. */
function ownLines(root: Node, text: string): readonly { readonly at: number; readonly lines: number }[] {
  const found: { readonly at: number; readonly lines: number }[] = [];
  const lineOf = (position: number) => text.slice(0, position).split('\n').length;
  /** Gives how many lines of a node belong to functions within it. */
  const walk = (node: unknown): number => {
    if (Array.isArray(node)) return node.reduce((sum: number, each) => sum + walk(each), 0);
    if (typeof node !== 'object' || node === null) return 0;
    const within = Object.values(node).reduce((sum: number, child) => sum + (typeof child === 'object' ? walk(child) : 0), 0);
    const { type, start, end } = node as Node;
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type)) return within;
    const at = lineOf(start);
    const lines = lineOf(end) - at;
    found.push({ at, lines: lines + 1 - within });
    return lines;
  };
  walk(root);
  return found;
}
