import { languages } from '#domain/account/language.ts';
import { pageTexts } from '#shared/languages/pages.ts';
import { html } from './markup.ts';

/**
 * What a holder reads where the API itself turns them away, before any function runs: in every language, as nothing knows theirs there. It has no `$`, which
 * API Gateway would take for a variable of a template.
 */
export function busyPage(): string {
  const parts = languages.map((language) => {
    const say = pageTexts[language];
    return html`<section lang="${language}"><h1>${say('busy.title')}</h1><p>${say('busy.text')}</p></section>`;
  });
  return `<!doctype html>${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sluis</title></head><body><main>${parts}</main></body></html>`}`;
}
