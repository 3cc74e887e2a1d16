import type { Grade } from '#domain/account/grade.ts';
import { invented, type Preview } from '../preview.ts';
import { notice, noticeData } from './notice.ts';

/** The notice of a grade, to look at. */
export function noticePreview(grade: Grade): Preview {
  return {
    mail: (language, options) => notice(language, { ...options, grade }),
    values: (language) => noticeData({ language, ...invented }),
  };
}
