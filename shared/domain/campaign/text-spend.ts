/**
 * What a text message costs at most. Carriers bill by the part, so its parts are counted before it is sent, and all of its worst case is taken from
 * the campaign's ceiling. Amounts are whole units of 0.00001 US dollars, the finest that SendTextMessage's `MaxPrice` can say.
 */

/** What a campaign may spend on text messages. */
export interface TextBudget {
  /** Most that the campaign spends, in US dollars. */
  readonly ceilingUsd: number;
  /** Most that one part may cost, in US dollars, 0.00001 to 9.99999: that of the dearest country that texts go to. A text that costs more is refused. */
  readonly usdPerPart: number;
}

/** Units in a US dollar. */
const unitsPerUsd = 100_000;

/** The GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1), one septet a character. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension table (3GPP TS 23.038, 6.2.1.1), two septets a character. */
const extension = new Set('\f^{}\\[~]|€');

/** Room of a message of one part, and of each part of several (3GPP TS 23.040, 9.2.3.24.1), in septets or UTF-16 units. */
const room = { gsm7: { alone: 160, together: 153 }, ucs2: { alone: 70, together: 67 } } as const;

/** How a text goes out. */
export interface TextSize {
  /** `ucs2` as soon as one character is not in GSM's alphabet. */
  readonly alphabet: 'gsm7' | 'ucs2';
  /** At least 1. */
  readonly parts: number;
}

/** How many parts a text has. A character of two septets or two UTF-16 units is never cut in two, which may take a part more. */
export function textSize(text: string): TextSize {
  const characters = [...text];
  const alphabet = charactersOutsideGsm(text).length === 0 ? 'gsm7' : 'ucs2';
  const sizes = characters.map((character) => (alphabet === 'ucs2' ? character.length : extension.has(character) ? 2 : 1));
  const { alone, together } = room[alphabet];
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return { alphabet, parts: 1 };
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > together) {
      parts++;
      used = 0;
    }
    used += size;
  }
  return { alphabet, parts };
}

/** The characters of a text that are not in GSM's alphabet, each once. */
export function charactersOutsideGsm(text: string): readonly string[] {
  return [...new Set(text)].filter((character) => !basic.has(character) && !extension.has(character));
}

/** The most that a text of so many parts may cost, in units: the price of a part is rounded up. */
export function worstPrice(parts: number, { usdPerPart }: TextBudget): number {
  return parts * Math.ceil(toUnits(usdPerPart));
}

/** The ceiling in units, rounded down. */
export function ceilingUnits({ ceilingUsd }: TextBudget): number {
  return Math.floor(toUnits(ceilingUsd));
}

/** An amount in US dollars. */
export function toUsd(units: number): number {
  return units / unitsPerUsd;
}

/** Fractions of a unit below a millionth are noise of the multiplication, and would round an exact price up. */
function toUnits(usd: number): number {
  return Number((usd * unitsPerUsd).toFixed(6));
}

/** Whether a text can be sent to a number: `+`, then 8 to 15 digits of which the first is not 0 (E.164). */
export function isPhoneNumber(number: string): boolean {
  return /^\+[1-9]\d{7,14}$/.test(number);
}
