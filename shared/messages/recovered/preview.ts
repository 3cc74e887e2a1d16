import { invented, type Preview } from '../preview.ts';
import { recoveredMail } from './recovered.ts';

/** The mail about a changed password, to look at. The linter would take the year for a code. */
export const recoveredPreview: Preview = {
  mail: (language) => recoveredMail(language, { ...invented, atMs: Date.UTC(2026, 10, 20, 13, 5) }),
  allowed: '2026',
};
