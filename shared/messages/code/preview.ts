import { invented, type Preview } from '../preview.ts';
import { codeMail } from './code.ts';

/** The mail with a code, to look at. */
export const codePreview: Preview = {
  mail: (language, options) => codeMail(language, { ...options, code: '12345678', reference: invented.reference }),
  allowed: '1234 5678',
};
