import { invalidParameter } from '../refusals.ts';

/** The attributes that ListUsers searches. */
export const searchable: ReadonlySet<string> = new Set([
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'cognito:user_status',
  'status',
  'sub',
]);

/** One comparison. */
export interface Filter {
  readonly attribute: string;
  /** `^=` (begins with) rather than `=`. */
  readonly prefix: boolean;
  readonly value: string;
}

/**
 * Reads `attribute = "value"` or `attribute ^= "value"`; in the value a backslash keeps the next character as it is. Empty: no filter.
 * @throws AwsError `InvalidParameterException`
 */
export function parseFilter(text: string): Filter | undefined {
  if (text.length > 256) {
    throw invalidParameter(
      "1 validation error detected: Value at 'filter' failed to satisfy constraint: Member must have length less than or equal to 256",
    );
  }
  let at = skipSpaces(text, 0);
  if (at === text.length) return undefined;
  const nameStart = at;
  while (at < text.length && !' =^"'.includes(text[at] ?? '')) at++;
  const attribute = text.slice(nameStart, at);
  at = skipSpaces(text, at);
  const prefix = text[at] === '^';
  if (prefix) at++;
  if (attribute === '' || text[at] !== '=') throw unparsable();
  at = skipSpaces(text, at + 1);
  if (text[at] !== '"') throw unparsable();
  at++;
  let value = '';
  while (text[at] !== '"') {
    if (text[at] === '\\') at++;
    if (at >= text.length) throw unparsable();
    value += text[at++];
  }
  if (skipSpaces(text, at + 1) !== text.length) throw unparsable();
  if (!searchable.has(attribute)) throw invalidParameter(`Invalid search attribute: ${attribute}`);
  return { attribute, prefix, value };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

const unparsable = () => invalidParameter('Error while parsing filter.');
