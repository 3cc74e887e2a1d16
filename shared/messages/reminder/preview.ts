import { noticeData } from '../notice/notice.ts';
import { invented, type Preview } from '../preview.ts';
import { reminder } from './reminder.ts';

/** The reminder, to look at. */
export const reminderPreview: Preview = { mail: reminder, values: (language) => noticeData({ language, ...invented }) };
