import type { LayoutTexts } from '../layout.ts';

/** What stands around every page in German. */
export const layout: LayoutTexts = { skip: 'Zum Inhalt springen', navigation: 'Hauptmenü', languages: 'Sprache' };
