import type { LayoutTexts } from '../layout.ts';

/** What stands around every page in Dutch. */
export const layout: LayoutTexts = { skip: 'Naar de inhoud', navigation: 'Hoofdmenu', languages: 'Taal' };
