import { commonWords } from './common-words.ts';

/** Fewest characters (Unicode code points, composed) of a new password. */
export const minPasswordLength = 12;

/** Most characters of a new password. Cognito takes 256; nothing is ever cut off. */
export const maxPasswordLength = 128;

/** Why a password cannot be taken: `blank` at its beginning or end, which Cognito refuses; `common` words and patterns; `personal` data in it. */
export type PasswordFault = 'short' | 'long' | 'blank' | 'common' | 'personal';

/**
 * What is wrong with a new password; undefined when it can be taken. Length and a short list, no rules of composition
 * (NIST SP 800-63B-4; OWASP ASVS 5, 6.2).
 * @param personal what a guesser tries first: user name, address
 */
export function passwordFault(password: string, personal: readonly string[]): PasswordFault | undefined {
  const length = [...password.normalize('NFC')].length;
  if (length < minPasswordLength) return 'short';
  if (length > maxPasswordLength) return 'long';
  if (/^\s|\s$|\p{Cc}/u.test(password)) return 'blank';
  const plain = withoutAccents(password);
  if (isPattern(plain) || isCommonWord(plain)) return 'common';
  if (personal.flatMap(guesses).some((guess) => plain.includes(guess) || asLetters(plain).includes(asLetters(guess)))) return 'personal';
  return undefined;
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
}

const figures: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i', '|': 'i' };

/** With the letters that figures and signs stand for: `p@ssw0rd` reads `password`. */
function asLetters(plain: string): string {
  return [...plain].map((sign) => figures[sign] ?? sign).join('');
}

/** A personal text, the part before its `@`, and its words; short ones say nothing, as many a sentence holds them. */
function guesses(text: string): string[] {
  const plain = withoutAccents(text);
  const wholes = [plain, plain.split('@')[0] ?? ''].filter((whole) => whole.length >= 4);
  return [...wholes, ...plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 5)];
}

/** Words that everybody thinks of and nothing else but figures and signs: `Welkom2026!!`, `p@ssw0rd1234`, `zomer-zomer-1`. */
function isCommonWord(plain: string): boolean {
  const isCommon = (word: string) => commonWords.has(shortestPeriod(word));
  const words = plain.split(/\P{L}+/u).filter((word) => word !== '');
  return words.every(isCommon) || isCommon(asLetters(plain.replaceAll(/^\P{L}+|\P{L}+$/gu, '')));
}

/** A short piece over and over, or signs that nearly all follow their neighbour in the alphabet, the figures or on the keys. */
function isPattern(plain: string): boolean {
  if (shortestPeriod(plain).length <= 4) return true;
  const signs = [...plain];
  const jumps = signs.filter((sign, index) => index > 0 && !neighbours.has(`${signs[index - 1]}${sign}`) && sign !== signs[index - 1]);
  return jumps.length <= 2;
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '12345678901',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
];
const neighbours: ReadonlySet<string> = new Set(
  rows.flatMap((row) => [...row].slice(1).flatMap((sign, index) => [`${row[index]}${sign}`, `${sign}${row[index]}`])),
);

/** The piece that a text repeats, such as `abc` of `abcabcabc`; the text itself when it repeats none. */
function shortestPeriod(text: string): string {
  const period = `${text}${text}`.indexOf(text, 1);
  return period > 0 ? text.slice(0, period) : text;
}
