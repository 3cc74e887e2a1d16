/** Letters that look like a Latin one or a digit, by what they look like, after NFKC, small letters and without accents. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аɑαⲁ',
  b: 'ЬьƄɓϐв',
  c: 'сϲⅽᴄςⲥ',
  d: 'ԁɗđⅾ',
  e: 'еєεҽəɛ',
  f: 'ƒϝꞙ',
  g: 'ɡցġ',
  h: 'һнհħ',
  j: 'јϳʝ',
  k: 'кκӄҡⲕ',
  l: 'iI1|ıɩιіӏļłℓǀاⲓ',
  m: 'мⅿɱ',
  n: 'ոηпɴ',
  o: '0оοσօøөⲟᴏ',
  p: 'рρϼⲣþ',
  q: 'ԛգզ',
  r: 'гⲅᴦɾ',
  s: 'ѕꜱʂ',
  t: 'тτŧⲧ',
  u: 'υսμᴜʋ',
  v: 'νѵᴠⅴ',
  w: 'ԝшωɯᴡѡ',
  x: 'хχⅹ×',
  y: 'уүγʏ',
  z: 'ᴢżȥʐ',
};

const plainLetters = new Map(Object.entries(lookAlikes).flatMap(([plain, others]) => [...others].map((other) => [other, plain] as const)));

/** Somebody, by what Cognito says of them. */
export interface Person {
  readonly username: string;
  /** On record in the staff's pool. @default none */
  readonly email?: string | undefined;
  /** Cognito's subject. @default unknown */
  readonly sub?: string | undefined;
}

/**
 * A name without what an eye does not tell apart: width and font (NFKC), capitals, accents, characters that cannot be seen, and look-alikes of other
 * scripts (the idea of Unicode TS 39, for the letters of Cyrillic, Greek and their neighbours). Two names that fold alike count as one.
 */
export function foldName(name: string): string {
  const plain = (text: string) => [...text].map((letter) => plainLetters.get(letter) ?? letter).join('');
  const letters = name.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}\s]/gu, '');
  // Before and after small letters: a Greek or Cyrillic capital may look like a letter that its small form does not.
  return plain(plain(plain(letters).normalize('NFKC').toLowerCase()))
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** An address without what leads to the same mailbox, or looks the same: a part behind `+`, and what {@link foldName} takes away. */
export function foldEmail(email: string): string {
  return foldName(email.replace(/\+[^@]*@/, '@'));
}

/** What makes somebody one person in every rule that takes two: name, address and subject, folded. Who shares one of them is the same person. */
export function personOf({ username, email, sub }: Person): readonly string[] {
  return [`name:${foldName(username)}`, ...(email ? [`mail:${foldEmail(email)}`] : []), ...(sub ? [`sub:${sub}`] : [])];
}

/** Whether somebody is the person who did something. @param keys what {@link personOf} gave then; rows of older versions lack it */
export function isSamePerson(keys: readonly string[] | undefined, username: string, somebody: Person): boolean {
  const known = new Set([...(keys ?? []), ...personOf({ username })]);
  return personOf(somebody).some((key) => known.has(key));
}
