import { visible } from '../command-line.ts';

/** An answer of the API as one JSON document on one line. */
export function asJson(value: unknown): string {
  return `${visible(JSON.stringify(value))}\n`;
}

/** An answer of the API for people: a line a field, nested ones further in; a list of objects as a table would be too wide, so one after the other. */
export function say(value: unknown): string {
  return typeof value === 'string' ? value : `${linesOf(value, '').join('\n')}\n`;
}

function linesOf(value: unknown, indent: string): readonly string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}none`];
    return value.flatMap((each) => (isPlain(each) ? [`${indent}- ${shown(each)}`] : startOf(linesOf(each, `${indent}  `), indent)));
  }
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, each]) =>
    isPlain(each) ? [`${indent}${name}: ${shown(each, name)}`] : [`${indent}${name}:`, ...linesOf(each, `${indent}  `)],
  );
}

function startOf([first = '', ...more]: readonly string[], indent: string): readonly string[] {
  return [`${indent}- ${first.trimStart()}`, ...more];
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

/** A moment in ms since 1970 as people read it. */
function shown(value: unknown, name = ''): string {
  const isMoment = typeof value === 'number' && /(At|Ms|epoch|since)$/i.test(name) && value > 1e12;
  return isMoment ? new Date(value).toISOString() : visible(String(value));
}
