import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { hearingOf, type Subscriber } from '#domain/staff/alarm-topic.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { hearingNote } from '../markup/hearing-note.ts';
import { sharedGateNote } from '../markup/shared-gate-note.ts';
import { campaignStates, instant, number, scopeWords } from '../markup/words.ts';
import { isAllowed } from '../operation.ts';
import { planAct } from '../plan/acts.ts';

/** What the page of all campaigns shows. */
export interface CampaignsView extends Visit {
  /** Newest first. */
  readonly campaigns: readonly CampaignRow[];
  readonly gateConcurrency: number;
  /** Of the alarms; undefined where SNS did not say. */
  readonly subscribers: readonly Subscriber[] | undefined;
}

/** The page with all campaigns, and a warning where not everybody hears the alarms. */
export function campaignsPage({ path, staff, done, campaigns, gateConcurrency, subscribers }: CampaignsView): string {
  const planLink = isAllowed(planAct, staff)
    ? html`<a class="button" href="${relativeLink(path, paths.plan)}">Plan a campaign</a>`
    : nothing;
  const body = html`<h1>Campaigns</h1>${sharedGateNote(gateConcurrency)}
    ${hearingOf(subscribers) === 'heard' ? nothing : hearingNote(subscribers)}
    ${campaigns.length === 0 ? none : list(path, campaigns)}
    <p class="row">${planLink}<a href="${relativeLink(path, paths.deadLetters)}">Dead letters</a><a href="${relativeLink(path, paths.alarms)}">Alarms</a><a href="${relativeLink(path, paths.roles)}">Who may do what</a></p>`;
  return frame({ path, staff, done, title: 'Campaigns', body });
}

/** The state of a campaign as a word with a mark. */
export function stateMark({ state }: CampaignRow): Html {
  return html`<span class="state ${state}">${campaignStates[state]}</span>`;
}

const none = html`<p class="lead">There is no campaign yet. One is planned, looked at and approved by a second person before anything happens to an account.</p>`;

function list(path: string, campaigns: readonly CampaignRow[]): Html {
  const columns = [
    { title: 'Campaign' },
    { title: 'State' },
    { title: 'Scope' },
    { title: 'In scope', number: true },
    { title: 'Planned' },
  ];
  const rows = campaigns.map((campaign) => [
    html`<a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a>`,
    stateMark(campaign),
    scopeWords(campaign.scope),
    campaign.headcount ? number(campaign.headcount.inScope) : 'not counted yet',
    html`${instant(campaign.plannedAt)} by ${campaign.plannedBy}`,
  ]);
  return html`<div class="panel">${thingsTable({ label: 'Campaigns', columns, rows })}</div>`;
}
