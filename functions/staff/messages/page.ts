import { languages } from '#domain/account/language.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { messageNames, messages, type ShownMessage } from '#shared/messages/campaign-mails.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { languageWords } from '../markup/words.ts';

/** What the page with the messages shows. */
export interface MessagesView extends Visit {
  readonly campaign: CampaignRow;
  /** The message that somebody chose. */
  readonly shown: ShownMessage;
}

/** The page on which somebody reads the messages, one at a time. */
export function messagesPage({ path, staff, done, campaign, shown }: MessagesView): string {
  const { name, language, subject, preheader, parts, faults, text } = shown;
  const { title, when } = messages[name];
  const facts: readonly (readonly [string, string, boolean])[] = [
    ['Goes out', when, false],
    ...(subject === undefined ? [] : [['Subject', subject, true] as const]),
    ...(preheader === undefined ? [] : [['Preview text', preheader, true] as const]),
    ...(parts === undefined ? [] : [['Parts', `${parts}`, false] as const]),
  ];
  const body = html`<div class="stack">
      <p><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>Messages</h1>
      <p class="lead">What holders get, with invented names, codes and references. Messages are the same in every campaign.</p>
      <nav aria-label="Message"><ul class="choices">${messageNames.map((each) => choice({ name: each, language }, each === name, messages[each].title))}</ul></nav>
      <nav aria-label="Language"><ul class="choices">${languages.map((each) => choice({ name, language: each }, each === language, languageWords[each]))}</ul></nav>
    </div>
    <section class="stack" aria-labelledby="message">
      <h2 id="message">${title}, ${languageWords[language]}</h2>
      <dl class="facts">${facts.map(([term, said, foreign]) => html`<dt>${term}</dt><dd${foreign ? html` lang="${language}"` : nothing}>${said}</dd>`)}</dl>
      ${check(faults)}
    </section>
    ${shown.html === undefined ? nothing : htmlPart(path, campaign, shown)}
    <section class="stack" aria-labelledby="text"><h2 id="text">As text</h2><div class="panel"><pre class="letter" lang="${language}">${text}</pre></div></section>`;
  return frame({ path, staff, done, title: `${title}, ${languageWords[language]}: ${campaign.title}`, body });
}

function choice({ name, language }: Pick<ShownMessage, 'name' | 'language'>, current: boolean, label: string): Html {
  return html`<li><a href="?message=${name}&amp;language=${language}"${current ? html` aria-current="true"` : nothing}>${label}</a></li>`;
}

function check(faults: readonly string[]): Html {
  if (faults.length === 0) return html`<p class="note">All checks passed.</p>`;
  return html`<div class="note warning"><p>It breaks these rules and may not be sent:</p><ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul></div>`;
}

function htmlPart(path: string, { id }: CampaignRow, { name, language, subject }: ShownMessage): Html {
  const address = linkTo(path, paths.messageHtml, { id, message: name, language });
  return html`<section class="stack" aria-labelledby="html"><h2 id="html">As HTML</h2>
    <iframe class="letter" sandbox title="The mail as HTML: ${subject}" src="${address}"></iframe>
    <p><a href="${address}">Open the HTML by itself</a></p></section>`;
}
