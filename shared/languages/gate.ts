import { inEveryLanguage } from './texts.ts';

/** What the gate says as it refuses. `{page}` is the address of the holders' pages. No text ends with it, as a full stop follows. */
export interface GateTexts {
  /** Before the password is checked: for who may be contained, may be recovering, may have mistyped their name. */
  readonly before: string;
  readonly contained: string;
  readonly recovering: string;
  /** `{time}` is when signing in works, such as `14:05` in UTC. */
  readonly lingering: string;
  readonly unclear: string;
}

/** The gate's texts in every language. */
export const gateTexts = await inEveryLanguage<GateTexts>(async (language) => (await import(`./${language}/gate.ts`)).gate);
