import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { NoteRow } from '#domain/campaign/note.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { offers } from '../faces/ask.ts';
import type { Visit } from '../faces/frame.ts';
import { counted, instant } from '../markup/words.ts';
import { noteActs } from './acts.ts';

/** Most notes that the page of a campaign shows. */
const shownNotes = 20;

/** The notes on a campaign, newest first, and the way to put another. @param notes all of them, newest first */
export function notesPart(visit: Visit, campaign: CampaignRow, notes: readonly NoteRow[]): Html {
  const links = offers(noteActs, visit, campaign, { id: campaign.id });
  if (notes.length === 0 && links.length === 0) return nothing;
  const older = notes.length - shownNotes;
  return html`<section class="stack" aria-labelledby="notes"><h2 id="notes">Notes</h2>
    ${links.length === 0 ? nothing : html`<div class="row">${links}</div>`}
    ${notes
      .slice(0, shownNotes)
      .map(
        ({ text, by, atMs }) =>
          html`<article class="panel"><p class="soft">${by}, ${instant(atMs)}</p><p class="prose">${text}</p></article>`,
      )}
    ${older > 0 ? html`<p class="soft">${counted(older, 'older note')}: the API and the command line list all.</p>` : nothing}</section>`;
}
