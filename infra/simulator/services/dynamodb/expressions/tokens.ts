/** A word of an expression. */
export interface Token {
  /**
   * `name`: an identifier. `keyword`: AND, OR and the like, in any case. `nameRef`: `#x`. `valueRef`: `:x`.
   * `index`: a whole number without leading zeros. `symbol`: an operator, a bracket, or a character that has no meaning.
   */
  readonly kind: 'name' | 'keyword' | 'nameRef' | 'valueRef' | 'index' | 'symbol' | 'end';
  /** As written; keywords in upper case. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const keywords: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE']);

/** Cuts an expression into words; the last is of kind `end`. Never fails: what has no meaning is a symbol. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const first = text.charCodeAt(start);
  if (isLetter(first)) {
    const end = endOfWord(text, start);
    const word = text.slice(start, end);
    const upper = word.toUpperCase();
    return keywords.has(upper) ? { kind: 'keyword', text: upper, start, end } : { kind: 'name', text: word, start, end };
  }
  if (first === 0x23 || first === 0x3a) {
    const end = endOfWord(text, start + 1);
    const kind = end === start + 1 ? 'symbol' : first === 0x23 ? 'nameRef' : 'valueRef';
    return { kind, text: text.slice(start, end), start, end };
  }
  if (isDigit(first)) {
    let end = start + 1;
    if (first !== 0x30) while (isDigit(text.charCodeAt(end))) end++;
    return { kind: 'index', text: text.slice(start, end), start, end };
  }
  const pair = text.slice(start, start + 2);
  const symbol = pair === '<>' || pair === '<=' || pair === '>=' ? pair : String.fromCodePoint(text.codePointAt(start) as number);
  return { kind: 'symbol', text: symbol, start, end: start + symbol.length };
}

function endOfWord(text: string, from: number): number {
  let end = from;
  for (let unit = text.charCodeAt(end); isLetter(unit) || isDigit(unit) || unit === 0x5f; unit = text.charCodeAt(end)) end++;
  return end;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d && unit !== 0x0b);
}

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
