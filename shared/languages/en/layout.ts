import type { LayoutTexts } from '../layout.ts';

/** What stands around every page in English. */
export const layout: LayoutTexts = { skip: 'Skip to content', navigation: 'Main menu', languages: 'Language' };
