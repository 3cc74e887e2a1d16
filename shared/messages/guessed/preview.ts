import { invented, type Preview } from '../preview.ts';
import { guessedMail } from './guessed.ts';

/** The mail about guesses at a second factor, to look at. The linter would take the year for a code. */
export const guessedPreview: Preview = {
  mail: (language) => guessedMail(language, { ...invented, atMs: Date.UTC(2026, 10, 20, 13, 5) }),
  allowed: '2026',
};
