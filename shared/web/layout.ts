import { type Language, languageFacts, languages } from '#domain/account/language.ts';
import { layoutTexts } from '#shared/languages/layout.ts';
import { relativeLink } from './links.ts';
import { type Html, html, nothing } from './markup.ts';
import { icon, stylesheet } from './style.ts';

/** Where somebody can go from every page. */
export interface NavigationEntry {
  readonly path: string;
  readonly label: string;
}

/** What surrounds a page. */
export interface Layout {
  /** Path of the page itself, as the request had it; links are relative to it. */
  readonly path: string;
  readonly language: Language;
  /** Says which page it is; stands in the browser's title before the name of Sluis. */
  readonly title: string;
  /** Where the mark leads. */
  readonly home: string;
  /** Small word beside the mark, such as `console`. @default none */
  readonly place?: string;
  /** `narrow` is for reading and one field at a time, `wide` for tables. */
  readonly width: 'narrow' | 'wide';
  /** @default none */
  readonly navigation?: readonly NavigationEntry[];
  /** Who is logged in, and how to leave. @default nothing */
  readonly account?: Html;
  /** A line at the foot of the page. */
  readonly foot: string;
  /** Whether the foot offers the other languages. */
  readonly offerLanguages: boolean;
  readonly body: Html;
}

/**
 * A whole page. Its referrer policy is `same-origin`, where the header of other answers says `no-referrer`: under that, browsers would send
 * our own forms with `Origin: null`, and those too old for `Sec-Fetch-Site` could not be told from another site. Neither leaks anything
 * to anybody else.
 */
export function layout(page: Layout): string {
  const { path, language, title, home, place, width, navigation = [], account = nothing, foot, offerLanguages, body } = page;
  const word = layoutTexts[language];
  const menu = html`<nav aria-label="${word.navigation}"><ul>${navigation.map((entry) => {
    const current = entry.path === path ? html` aria-current="page"` : nothing;
    return html`<li><a href="${relativeLink(path, entry.path)}"${current}>${entry.label}</a></li>`;
  })}</ul></nav>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="theme-color" content="#073b43">
<title>${title} · Sluis</title>
<link rel="stylesheet" href="${relativeLink(path, stylesheet.path)}">
<link rel="icon" href="${relativeLink(path, icon.path)}">
</head>
<body class="${width}">
<a class="skip" href="#main">${word.skip}</a>
<header class="quay"><div class="quay-inside">
<a class="mark" href="${relativeLink(path, home)}">${mark}Sluis${place === undefined ? nothing : html` <small>${place}</small>`}</a>
${navigation.length > 0 ? menu : nothing}${account}
</div></header>
${waterline}
<main id="main" tabindex="-1">
${body}
</main>
<footer class="bank"><div class="bank-inside"><span>${foot}</span>${offerLanguages ? languageLinks(language, word.languages) : nothing}</div></footer>
</body>
</html>`.toString();
}

function languageLinks(current: Language, label: string): Html {
  return html`<nav aria-label="${label}"><ul>${languages.map((language) => {
    const here = language === current ? html` aria-current="true"` : nothing;
    return html`<li><a href="?lang=${language}" lang="${language}" hreflang="${language}"${here}>${languageFacts[language].own}</a></li>`;
  })}</ul></nav>`;
}

const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M2 5h28M2 27h28" stroke="#9fd6d2" stroke-width="3" /><path d="M22 6 10 16l12 10" fill="none" stroke="#f2c14e" stroke-width="3.5" stroke-linejoin="round" /></svg>`;

/** The water before and behind a gate. */
const waterline = html`<svg class="waterline" viewBox="0 0 1200 26" preserveAspectRatio="none" aria-hidden="true"><path class="upper" d="M0 0H1200V5H860V16H0Z" /><path class="lower" d="M0 16H860V19H0ZM860 5H1200V8H860Z" /><path class="post" d="M856 0h8v26h-8z" /></svg>`;
