import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Door, DoorState } from '#domain/gate/doors.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { number } from '../markup/words.ts';

const states: Readonly<Record<DoorState, { readonly word: string; readonly look: string }>> = {
  open: { word: 'Open', look: 'live' },
  watched: { word: 'Watched', look: 'approved' },
  shut: { word: 'Shut', look: 'closed' },
};

const title = 'Ways to sign in';

/** What the page shows. */
export interface DoorsView extends Visit {
  readonly campaign: CampaignRow;
  readonly doors: readonly Door[];
}

/** The checklist of every way in, or around the gate, that the directory's settings show. */
export function doorsPage({ path, staff, done, campaign, doors }: DoorsView): string {
  const open = doors.filter(({ state }) => state === 'open').length;
  const lead =
    open === 0 ? 'Nothing needs attention.' : `${number(open)} of ${number(doors.length)} ${open === 1 ? 'needs' : 'need'} attention.`;
  const body = html`<div class="stack">
      <p><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>${title}</h1>
      <p class="lead">Every way in, or around the gate, that the settings show now. ${lead}</p>
    </div>
    <div class="panel">${table(doors)}</div>`;
  return frame({ path, staff, done, title: `${title}: ${campaign.title}`, body });
}

function table(doors: readonly Door[]): Html {
  const columns = [{ title: 'Way' }, { title: 'App client' }, { title: 'State' }, { title: 'Why' }];
  const rows = doors.map(({ name, client, state, why }) => [name, client ?? 'all', mark(state), why]);
  return thingsTable({ label: title, columns, rows });
}

function mark(state: DoorState): Html {
  const { word, look } = states[state];
  return html`<span class="state ${look}">${word}</span>`;
}
