import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import { type ChannelTotals, isManual, stepStates } from '#domain/next-channel/next-channel.ts';
import { hiddenField } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { consolePath } from '../faces/ask.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { channelWords, dollars, instant, number, stepWords } from '../markup/words.ts';
import { isAllowed, obstacle } from '../operation.ts';
import { recordStep } from './acts.ts';
import { type ListedStep, meansOf, type StepListing, type TextCost } from './steps.ts';

/** What the page of all channels shows. */
export interface NotReachedView extends Visit {
  readonly campaign: CampaignRow;
  readonly totals: Readonly<Record<NextChannel, ChannelTotals>>;
  readonly cost: TextCost | undefined;
}

/** The page with what is done for holders who were not reached, by channel. */
export function notReachedPage({ path, staff, done, campaign, totals, cost }: NotReachedView): string {
  const { channels = [] } = campaign;
  const body = html`${heading(path, campaign, 'Not reached')}
    ${channels.length === 0 ? html`<p class="lead">The plan of this campaign has no next channels.</p>` : html`<p class="lead">What is done for holders whose notice bounced, or who have no usable address. Accounts that are disabled, archived or never confirmed are not among them. Counts are a few seconds behind.</p>${channelTable(path, campaign, channels, totals)}`}
    ${cost === undefined ? nothing : html`<p>Text messages have cost at most ${dollars(cost.spentUsd)} of their ceiling of ${dollars(cost.ceilingUsd)}.</p>`}`;
  return frame({ path, staff, done, title: `Not reached: ${campaign.title}`, body });
}

function channelTable(
  path: string,
  { id }: CampaignRow,
  channels: NonNullable<CampaignRow['channels']>,
  totals: Readonly<Record<NextChannel, ChannelTotals>>,
): Html {
  const states = (Object.keys(stepWords) as (keyof typeof stepWords)[]).filter((state) =>
    channels.some(({ channel }) => totals[channel][state] !== undefined),
  );
  const columns = [{ title: 'Channel' }, { title: 'Owner' }, ...states.map((state) => ({ title: stepWords[state], number: true }))];
  const rows = channels.map(({ channel, owner }) => [
    html`<a href="${linkTo(path, paths.steps, { id, channel })}">${channelWords[channel]}</a>`,
    owner,
    ...states.map((state) => number(totals[channel][state] ?? 0)),
  ]);
  return html`<div class="panel">${thingsTable({ label: 'Steps by channel and state', columns, rows })}</div>`;
}

/** What the page with the steps of a channel is made from. */
export interface StepsView extends Visit {
  readonly campaign: CampaignRow;
  readonly listing: StepListing;
  readonly listed: readonly ListedStep[];
  readonly next: string | undefined;
  /** In how many files the whole list can be downloaded; 0 where it cannot. */
  readonly files: number;
}

/** The page with the steps of one channel in one state. */
export function stepsPage(view: StepsView): string {
  const { path, staff, done, campaign, listing, listed, next, files } = view;
  const { channel, state } = listing;
  const states = stepStates.map((each) => {
    const text = each === 'done' ? 'Done' : stepWords[each];
    return each === state ? html`<strong aria-current="page">${text}</strong>` : html`<a href="?state=${each}">${text}</a>`;
  });
  const body = html`${heading(path, campaign, channelWords[channel])}
    <p><a href="${linkTo(path, paths.notReached, campaign)}">All channels</a></p>
    <nav class="row" aria-label="State of the steps">${states}</nav>
    ${files === 0 ? nothing : filesPart(linkTo(path, paths.stepFile, campaign), channel, files)}
    ${listed.length === 0 ? html`<p class="lead">${next === undefined ? noneWords[state] : 'Everybody on this page has recovered.'}</p>` : stepTable(view)}
    ${next === undefined ? nothing : html`<p><a href="?state=${state}&amp;cursor=${encodeURIComponent(next)}">Next page</a></p>`}`;
  return frame({ path, staff, done, title: `${channelWords[channel]}: ${campaign.title}`, body });
}

function filesPart(file: string, channel: NextChannel, files: number): Html {
  const links = Array.from({ length: files }, (_, index) => {
    const text = files === 1 ? 'Download the list (CSV)' : `Part ${index + 1} of ${files} (CSV)`;
    return html`<a href="${file}?channel=${channel}&amp;part=${index + 1}&amp;of=${files}">${text}</a>`;
  });
  const more = files === 1 ? nothing : html` The list does not fit into one file; each part has other holders.`;
  return html`<div class="row">${links}</div><p class="hint">Who downloads it is in the audit log.${more}</p>`;
}

const noneWords: Readonly<Record<StepListing['state'], string>> = {
  planned: 'None is planned.',
  due: 'None is due now. Those that are planned fall due at their time.',
  'under-way': 'No mail is under way now.',
  done: 'None is done yet.',
};

function heading(path: string, campaign: CampaignRow, title: string): Html {
  return html`<div class="stack"><p><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p><h1>${title}</h1></div>`;
}

function stepTable({ path, staff, campaign, listing: { channel, state }, listed }: StepsView): Html {
  const manual = isManual(channel);
  const helps = isAllowed(recordStep, staff);
  const records = manual && state === 'due' && helps && obstacle(recordStep, { target: campaign, staff }) === undefined;
  const action = linkTo(path, consolePath(recordStep), campaign);
  const columns = [
    { title: 'Username' },
    { title: 'Organisation' },
    ...(manual ? [{ title: channel === 'call' ? 'Number' : 'Postal address' }] : []),
    { title: 'Owner' },
    { title: 'Due' },
    { title: records ? 'How did it end?' : 'Outcome' },
  ];
  const rows = listed.map((each) => {
    const { step, account } = each;
    return [
      account?.username ?? step.sub,
      account?.organisation ?? 'none',
      ...(manual ? [meansOf(staff, each) ?? (helps ? 'none on record' : 'not shown')] : []),
      step.owner,
      instant(step.dueAt),
      records ? outcomeForm(action, step, account?.username ?? '') : outcomeWords(each),
    ];
  });
  return html`<div class="panel">${thingsTable({ label: `Steps: ${channelWords[channel]}`, columns, rows })}</div>`;
}

function outcomeWords({ step: { outcome, state, by, atMs } }: ListedStep): Html | string {
  if (state !== 'done') return stepWords[state];
  return html`${outcome && stepWords[outcome]}${by === undefined ? '' : `, as ${by} said`}${atMs === undefined ? nothing : html`, ${instant(atMs)}`}`;
}

function outcomeForm(action: string, { channel, sub }: ListedStep['step'], username: string): Html {
  const choice = (outcome: 'reached' | 'not-reached') =>
    html`<form method="post" action="${action}">${hiddenField('channel', channel)}${hiddenField('account', sub)}${hiddenField('outcome', outcome)}<button class="button quiet">${stepWords[outcome]}<span class="hidden">: ${username}</span></button></form>`;
  return html`<div class="row">${choice('reached')}${choice('not-reached')}</div>`;
}
