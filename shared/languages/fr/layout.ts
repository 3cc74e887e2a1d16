import type { LayoutTexts } from '../layout.ts';

/** What stands around every page in French. */
export const layout: LayoutTexts = { skip: 'Aller au contenu', navigation: 'Menu principal', languages: 'Langue' };
