import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { hearingOf, type Subscriber } from '#domain/staff/alarm-topic.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { hearingNote } from '../alarms/page.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { campaignStates, instant, number, scopeWords } from '../faces/words.ts';

/** What the page of all campaigns shows. */
export interface CampaignsView {
  readonly path: string;
  readonly staff: Staff;
  /** Newest first. */
  readonly campaigns: readonly CampaignRow[];
  readonly gateConcurrency: number;
  /** Of the alarms; undefined where SNS did not say. */
  readonly subscribers: readonly Subscriber[] | undefined;
}

/** The page with all campaigns, and a warning where not everybody hears the alarms. */
export function campaignsPage({ path, staff, campaigns, gateConcurrency, subscribers }: CampaignsView): string {
  const planLink = may(staff, 'plan') ? html`<a class="button" href="${relativeLink(path, paths.plan)}">Plan a campaign</a>` : nothing;
  const body = html`<h1>Campaigns</h1>${sharedGateNote(gateConcurrency)}
    ${hearingOf(subscribers) === 'heard' ? nothing : hearingNote(subscribers)}
    ${campaigns.length === 0 ? none : list(path, campaigns)}
    <p class="row">${planLink}<a href="${relativeLink(path, paths.deadLetters)}">Dead letters</a><a href="${relativeLink(path, paths.alarms)}">Alarms</a></p>`;
  return frame({ path, staff, title: 'Campaigns', body });
}

/** Says, where it is so, that no concurrency is kept for the gate. */
export function sharedGateNote(gateConcurrency: number): Html {
  if (gateConcurrency > 0) return nothing;
  return html`<section class="note warning" aria-labelledby="shared"><h2 id="shared">The gate can be starved</h2><p>No concurrent executions are kept for it, so a flood of the pages can keep everybody from signing in. Have AWS raise Lambda’s concurrency (quota L-B99A9384) to 1,000, then deploy with lambdaConcurrency=1000.</p></section>`;
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
