/** Thrown where {@link parseStrictJson} refuses a text; the message says why. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** How deep objects and arrays may stand inside each other. The deepest body of the API needs 3. */
const maxDepth = 10;

/**
 * `JSON.parse` that also refuses what two readers could understand differently or what costs a reader too much: an object that
 * names a key twice, and more than 10 levels.
 * @throws JsonError
 */
export function parseStrictJson(text: string): unknown {
  const value = parse(text);
  // Only in a text that is JSON does every quotation mark have its partner, which keeps this search linear.
  const tokens = /"(?:[^"\\]+|\\.)*"(\s*:)?|[{}[\]]/gs;
  const open: (Set<string> | undefined)[] = [];
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined);
      if (open.length > maxDepth) throw new JsonError(`the JSON is more than ${maxDepth} levels deep`);
    } else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) rememberKey(open.at(-1), token.slice(0, token.length - colon.length));
  }
  return value;
}

function rememberKey(keys: Set<string> | undefined, literal: string): void {
  const key = String(parse(literal));
  if (keys?.has(key)) throw new JsonError(`the JSON names "${key.slice(0, 40)}" twice in one object`);
  keys?.add(key);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonError('the body is not JSON');
  }
}
