/** Fewest characters (Unicode code points, composed) of a new password. */
export const minPasswordLength = 12;

/** Most characters of a new password. Cognito takes 256; nothing is ever cut off. */
export const maxPasswordLength = 128;

/** Why a password cannot be taken: `blank` at its beginning or end, which Cognito refuses; `common` words and patterns; `personal` data in it. */
export type PasswordFault = 'short' | 'long' | 'blank' | 'common' | 'personal';

/**
 * What is wrong with a new password; undefined when it can be taken. Length and a list, no rules of composition (NIST SP 800-63B-4).
 * @param personal what a stranger may know or guess: user name, address, name
 */
export function passwordFault(password: string, personal: readonly string[]): PasswordFault | undefined {
  const length = [...password.normalize('NFC')].length;
  if (length < minPasswordLength) return 'short';
  if (length > maxPasswordLength) return 'long';
  if (/^\s|\s$|\p{Cc}/u.test(password)) return 'blank';
  const folded = fold(password);
  if (isCommon(folded)) return 'common';
  if (personal.flatMap(parts).some((part) => folded.includes(part))) return 'personal';
  return undefined;
}

/** As a guesser reads it: lower case, without accents, and with the letters that figures and signs stand for. */
function fold(text: string): string {
  return [...text.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '')].map((letter) => standsFor[letter] ?? letter).join('');
}

const standsFor: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '|': 'i' };

/** Pieces of personal data that say enough to be guessed: four letters and more. */
function parts(text: string): string[] {
  const at = text.lastIndexOf('@');
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return [text, at < 0 ? text : text.slice(0, at), ...words].map(fold).filter((part) => part.length >= 4);
}

/** A word that everybody thinks of, however decorated; a short piece over and over; or a run along the alphabet, the figures or the keys. */
function isCommon(folded: string): boolean {
  const letters = folded.replaceAll(/[^\p{L}]/gu, '');
  const once = shortestPeriod(letters);
  const undecorated = [once, once.replace(/^[ioeastl]+|[ioeastl]+$/g, '')];
  return shortestPeriod(folded).length <= 4 || isRun(folded) || undecorated.some((word) => commonWords.has(word));
}

/** The piece that a text repeats, such as `abc` of `abcabcabc`; the text itself when it repeats none. */
function shortestPeriod(text: string): string {
  const period = `${text}${text}`.indexOf(text, 1);
  return period > 0 ? text.slice(0, period) : text;
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiopü', 'azertyuiop', 'qsdfghjklm', 'yxcvbnm', 'wxcvbn'];
const runs = rows.map(fold).flatMap((row) => [row.repeat(3), [...row].reverse().join('').repeat(3)]);
const allRows = fold('qwertyuiopasdfghjklzxcvbnm');

function isRun(folded: string): boolean {
  return allRows.includes(folded) || runs.some((run) => run.includes(folded) || wholeOf(run, folded));
}

/** Whether a text is made of at most three stretches of a run, each of three characters and more. */
function wholeOf(run: string, text: string): boolean {
  let rest = text;
  for (let stretches = 0; stretches < 3 && rest !== ''; stretches++) {
    let length = rest.length;
    while (length >= 3 && !run.includes(rest.slice(0, length))) length--;
    if (length < 3) return false;
    rest = rest.slice(length);
  }
  return rest === '';
}
