import { invalid } from '../refusals.ts';
import { assign, type Item, isMap } from '../values/values.ts';
import type { ExpressionKind, PathParts } from './syntax.ts';

/** The value at a path, or `undefined` where there is none. */
export function valueAt(item: Item, parts: PathParts): unknown {
  let value: unknown = item;
  for (const part of parts) {
    value = childOf(value, part);
    if (value === undefined) return undefined;
  }
  return value;
}

/**
 * Sets the value at a path. An index beyond a list's end appends.
 * @throws AwsError ValidationException where the way to the last part does not exist.
 */
export function setAt(item: Item, parts: PathParts, value: unknown): void {
  const [parent, last] = parentOf(item, parts);
  if (typeof last === 'string') assign(parent as Item, last, value);
  else (parent as unknown[])[Math.min(last, (parent as unknown[]).length)] = value;
}

/** Removes what is at a path, if anything. @throws AwsError ValidationException where the way to the last part does not exist. */
export function removeAt(item: Item, parts: PathParts): void {
  const [parent, last] = parentOf(item, parts);
  if (typeof last === 'string') delete (parent as Item)[last];
  else (parent as unknown[]).splice(last, 1);
}

function parentOf(item: Item, parts: PathParts): [Item | unknown[], string | number] {
  const parent = valueAt(item, parts.slice(0, -1));
  const last = parts.at(-1) as string | number;
  if (typeof last === 'string' ? isMap(parent) : Array.isArray(parent)) return [parent as Item | unknown[], last];
  throw invalid('The document path provided in the update expression is invalid for update');
}

function childOf(value: unknown, part: string | number): unknown {
  if (typeof part === 'number') return Array.isArray(value) ? value[part] : undefined;
  return isMap(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

/**
 * Refuses paths of which one lies within another, or that take one thing for both a list and a map.
 * @throws AwsError ValidationException that names the first such pair.
 */
export function checkOverlaps(kind: ExpressionKind, paths: readonly PathParts[]): void {
  for (let second = 1; second < paths.length; second++) {
    for (let first = 0; first < second; first++) {
      const [one, two] = [paths[first] as PathParts, paths[second] as PathParts];
      const length = Math.min(one.length, two.length);
      let at = 0;
      while (at < length && one[at] === two[at]) at++;
      const conflict = at < length && typeof one[at] !== typeof two[at];
      if (at < length && !conflict) continue;
      const verb = conflict ? 'conflict' : 'overlap';
      throw invalid(
        `Invalid ${kind}: Two document paths ${verb} with each other; must remove or rewrite one of these paths; path one: ${pathText(one)}, path two: ${pathText(two)}`,
      );
    }
  }
}

/** A path as AWS's messages write it: `[a, [0], b]`. */
export function pathText(parts: PathParts): string {
  return `[${parts.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join(', ')}]`;
}

/** What the paths lead to, in maps and lists like the item's own; list elements that no path leads to are closed up. */
export function project(item: Item, paths: readonly PathParts[]): Item {
  return (projected(item, paths) ?? {}) as Item;
}

function projected(value: unknown, paths: readonly PathParts[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  const branches = new Map<string | number, PathParts[]>();
  for (const [part, ...rest] of paths) {
    const branch = branches.get(part as string | number);
    if (branch === undefined) branches.set(part as string | number, [rest]);
    else branch.push(rest);
  }
  const found = [...branches].flatMap(([part, rests]) => {
    const child = childOf(value, part);
    const kept = child === undefined ? undefined : projected(child, rests);
    return kept === undefined ? [] : [[part, kept] as const];
  });
  if (found.length === 0) return undefined;
  if (Array.isArray(value)) return found.sort(([a], [b]) => Number(a) - Number(b)).map(([, kept]) => kept);
  return Object.fromEntries(found);
}
