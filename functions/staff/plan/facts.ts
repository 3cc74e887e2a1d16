import { cohorts } from '#domain/account/sweep-plan.ts';
import { type CampaignRow, listNames } from '#domain/campaign/campaign.ts';
import { defaultQuiet } from '#domain/pacing/quiet-hours.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { paths } from '../faces/paths.ts';
import { channelWords, cohortWords, dollars, instant, listWords, number, primitiveWords, scopeWords } from '../faces/words.ts';

/** A term and what it is. */
export type Fact = readonly [term: string, text: Html | string];

/** What was planned. */
export function planFacts(path: string, campaign: CampaignRow): readonly Fact[] {
  const { scope, exemptions, compromisedSince, wantedEpoch, containsFederated, widens, lists = {} } = campaign;
  const facts: Fact[] = [
    ['Scope', scopeWords(scope)],
    ['Exemptions', exemptions.length === 0 ? 'none' : entryWords(exemptions.length)],
  ];
  if (widens !== undefined)
    facts.push([
      'Widens',
      html`<a href="${linkTo(path, paths.campaign, { id: widens })}">another campaign</a>; whoever that has is exempt`,
    ]);
  if (compromisedSince !== undefined) facts.push(['Compromised since', instant(compromisedSince)]);
  if (wantedEpoch !== undefined) facts.push(['Epoch', html`${instant(wantedEpoch)}, not the moment of the start`]);
  if (containsFederated) facts.push(['Other directories', 'accounts with a password elsewhere are contained too']);
  for (const name of listNames.filter((each) => each !== 'scope')) {
    const size = lists[name];
    if (size) facts.push([listWords[name], name === 'breached' ? number(size.entries) : entryWords(size.entries)]);
  }
  const { dormant } = campaign;
  if (dormant !== undefined)
    facts.push([
      'Dormant accounts',
      `unchanged for ${number(dormant.afterDays)} days; ${dormant.notices === 'none' ? 'no notices' : 'notices go out last'}`,
    ]);
  const { canary } = campaign;
  if (canary !== undefined) {
    const { notices, holdMinutes } = canary;
    const until = holdMinutes === undefined ? 'until somebody lets them go on' : `for ${number(holdMinutes)} minutes`;
    facts.push(['First notices', `${number(notices)}, then the others wait ${until}`]);
  }
  if (campaign.channels !== undefined) facts.push(['Next channels', nextWords(campaign.channels)]);
  if (campaign.sms !== undefined)
    facts.push(['Text messages', `for ${dollars(campaign.sms.ceilingUsd)} at most; $${campaign.sms.usdPerPart} a part at most`]);
  if (campaign.contacts !== undefined)
    facts.push(['Contacts', `of ${number(campaign.contacts)} ${campaign.contacts === 1 ? 'organisation' : 'organisations'}`]);
  const { reminders, quietHours = defaultQuiet } = campaign;
  facts.push([
    'Reminders',
    reminders === undefined ? 'none planned' : `on ${dayWords(reminders.days)} after the start, to whoever is still out`,
  ]);
  const whom = quietHours.firstNotice ? 'first notices, but those to accounts that were used, and reminders wait' : 'reminders wait';
  facts.push(['Quiet hours', `${quietHours.from} to ${quietHours.to} by the clock of each holder; ${whom}`]);
  facts.push(['Sweep', sweepWords(campaign)]);
  return facts;
}

function dayWords(days: readonly number[]): string {
  const last = days.at(-1);
  return days.length < 2 ? `day ${last}` : `days ${days.slice(0, -1).join(', ')} and ${last}`;
}

function entryWords(entries: number): string {
  return entries === 1 ? '1 user name or address' : `${number(entries)} user names or addresses`;
}

/** What is done, and by whom, for holders who cannot be reached. */
function nextWords(channels: NonNullable<CampaignRow['channels']>): Html {
  const rows = channels.map(
    ({ channel, owner, afterHours }) =>
      html`<li>${channelWords[channel]}: ${owner}${afterHours === 0 ? '' : `, after ${number(afterHours)} h`}</li>`,
  );
  return html`<ol class="fields">${rows}</ol>`;
}

function sweepWords({ sweep }: CampaignRow): Html | string {
  if (sweep === undefined) return 'none';
  const rows = cohorts.flatMap((cohort) => {
    const primitive = sweep.primitives[cohort];
    return primitive === undefined ? [] : [html`<li>${cohortWords[cohort]}: ${primitiveWords[primitive].toLowerCase()}</li>`];
  });
  return html`<ul class="fields">${rows}</ul>Active: changed within ${number(sweep.activeDays)} days.`;
}

/** What whoever approves should know of the scope. */
export function planWarnings({ writable = [] }: CampaignRow): Html {
  if (writable.length === 0) return nothing;
  const lines = writable.map(({ attribute, clients }) => html`<li><code>${attribute}</code>, through ${clients.join(', ')}</li>`);
  return html`<section class="note warning" aria-labelledby="writable"><h2 id="writable">Holders can change what the scope rests on</h2>
    <ul class="fields">${lines}</ul>
    <p>Whoever is in scope when it is counted stays in it, whatever they change later. But an intruder may have changed it before that, and be missing. Rather take a scope that rests on nothing that holders can change, such as a list.</p>
  </section>`;
}
