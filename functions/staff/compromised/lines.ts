import type { Fault } from '#shared/lambda/validate.ts';

/** `jansen`, then in any order a grade and since when: `jansen,suspected,2026-11-20`. As the API takes it, not yet checked. */
export function parseCompromised(line: string): object {
  const [account, ...more] = line.split(',');
  const words = more.map((word) => word.trim()).filter((word) => word !== '');
  const grade = words.find((word) => /^[a-z]+$/i.test(word));
  const since = words.find((word) => word !== grade);
  return { account, ...(grade !== undefined && { grade: grade.toLowerCase() }), ...(since !== undefined && { since }) };
}

/** The lines of a text that are not empty, each with its number from 1. */
export function numberedLines(text: string): readonly (readonly [number, string])[] {
  return text.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [[index + 1, line] as const]));
}

/** A fault of an entry as it stands in a text. @param numbers of the lines that the entries stand on */
export function lineFault({ field, given, allowed }: Fault, numbers: readonly number[]): string {
  const [, at = '', part = 'account'] = /^compromised\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
  const number = numbers[Number(at)];
  if (at === '' || number === undefined) return `The list is ${given}. Allowed: ${allowed}.`;
  return `Line ${number}, ${part}: ${given} is not possible. Allowed: ${allowed}.`;
}
