import { defaultDormant } from '#domain/account/notice-order.ts';
import { cohorts, defaultActiveDays, primitives } from '#domain/account/sweep-plan.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { nextChannels } from '#domain/campaign/channel-plan.ts';
import { reminderLimits } from '#domain/next-channel/reminders.ts';
import { defaultQuiet } from '#domain/pacing/quiet-hours.ts';
import { planLimits } from '#domain/plan/plan.ts';
import type { Staff } from '#domain/staff/staff.ts';
import {
  button,
  checkbox,
  collapsedSection,
  errorSummary,
  type FormState,
  hiddenField,
  radios,
  select,
  textArea,
  textField,
} from '#shared/web/forms.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { sharedGateNote } from '../campaign/list-page.ts';
import { frame } from '../faces/frame.ts';
import { campaignStates, cohortWords, number, primitiveWords } from '../faces/words.ts';
import { sweepField } from './form.ts';

/** What the page to plan a campaign is made from. */
export interface PlanView {
  readonly path: string;
  readonly staff: Staff;
  /** Makes sending it twice plan one campaign. */
  readonly key: string;
  /** Campaigns that a new one may widen. */
  readonly widenable: readonly CampaignRow[];
  /** Concurrent executions kept for the gate; 0 for none. */
  readonly gateConcurrency: number;
  readonly state: FormState;
}

/** The page to plan a campaign. What few need is folded away. */
export function planPage({ path, staff, key, widenable, gateConcurrency, state }: PlanView): string {
  const body = html`<h1>Plan a campaign</h1>
    <p class="lead">Planning changes nothing for anybody. The scope is counted first; then a second person approves; then it can be started.</p>${sharedGateNote(gateConcurrency)}
    ${errorSummary('This cannot be planned yet', state.faults)}
    <form class="panel" method="post">
      ${textField({ name: 'title', label: 'Title', hint: `For staff only; account holders never see it. At most ${planLimits.titleLength} characters.`, autocomplete: 'off' }, state)}
      ${scopePart(state)}
      ${textArea({ name: 'exemptions', label: 'Exemptions', hint: `Accounts that the campaign must not touch, such as that of the monitoring or for emergencies. One user name or address to a line, at most ${number(planLimits.exemptions)}; none is fine.` }, state)}
      ${sincePart(state)}
      ${orderPart(state)}
      ${nextPart(state)}
      ${contactPart(state)}
      ${sweepPart(state)}
      ${otherPart(widenable, state)}
      ${hiddenField('key', key)}
      <div>${button('Count the scope')}</div>
    </form>`;
  return frame({ path, staff, title: 'Plan a campaign', body });
}

function scopePart(state: FormState): Html {
  const choices = [
    { value: 'environment', label: 'Some environments', hint: 'Accounts of which the environment attribute has one of these values.' },
    { value: 'organisation', label: 'Some organisations', hint: 'Accounts of which the organisation attribute has one of these values.' },
    { value: 'attributes', label: 'Accounts with certain attributes', hint: 'Accounts that meet all of your conditions.' },
    { value: 'client', label: 'Some app clients', hint: 'Every account, when it signs in through one of these clients.' },
    { value: 'list', label: 'A list', hint: 'Exactly the accounts that you name.' },
    { value: 'everybody', label: 'Everybody', hint: 'Every account of the directory.' },
  ];
  const optional = { autocomplete: 'off', optional: true };
  return html`${radios({ name: 'scope', label: 'Whom is it about?', choices }, state)}
    <div class="only-environment">${textField({ name: 'environments', label: 'Environments', hint: 'Such as nl, be: small letters, digits and hyphens, with commas between them.', ...optional }, state)}</div>
    <div class="only-organisation">${textArea({ name: 'organisations', label: 'Organisations', hint: `Values of the organisation attribute, one to a line, at most ${planLimits.values}.` }, state)}</div>
    <div class="only-attributes">${textArea({ name: 'where', label: 'Conditions', hint: html`One to a line, at most ${planLimits.values}; all must hold. <code>email $= @example.org</code> ends with, <code>name ^= Jan</code> begins with, <code>custom:plan = gold, silver</code> is one of these, <code>created &lt; 2026-11-01</code> was made before.` }, state)}</div>
    <div class="only-client">${textField({ name: 'clients', label: 'App clients', hint: 'Their ids, with commas between them.', ...optional }, state)}</div>
    <div class="only-list">${textArea({ name: 'list', label: 'User names or addresses', hint: `One to a line, at most ${number(planLimits.listEntries)}. Paste the content of a file here.` }, state)}</div>`;
}

function sincePart(state: FormState): Html {
  const fields = ['compromisedSince', 'compromised', 'wantedEpoch'];
  const optional = { autocomplete: 'off', optional: true };
  const content = html`${textField({ name: 'compromisedSince', label: 'Compromised since', hint: 'The earliest moment at which an intruder may have used an account, such as 2026-11-20 or 2026-11-20T13:00Z. No code goes to an address that may be newer. Empty: every verified address is trusted.', ...optional }, state)}
    ${textArea({ name: 'compromised', label: 'List of accounts that were used', hint: html`Accounts that an intruder is known to have used: one user name or address to a line, at most ${number(planLimits.listEntries)}; behind it a grade where less is known (<code>, suspected</code> or <code>, precaution</code>), and since when where you know it. Such as <code>jansen, suspected, 2026-11-20</code>.` }, state)}
    ${textField({ name: 'wantedEpoch', label: 'Credentials from before this moment are worthless', hint: 'A moment such as 2026-11-20. Empty: that of the start. An earlier one spares those who have recovered since in another campaign.', ...optional }, state)}`;
  return collapsedSection({ title: 'When were they compromised?', fields }, state, content);
}

function nextPart(state: FormState): Html {
  const amounts = { autocomplete: 'off', inputMode: 'decimal', optional: true } as const;
  const content = html`${textArea({ name: 'channels', label: 'Next channels', hint: html`For whoever bounces or has no usable address, in this order, one to a line: ${nextChannels.join(', ')}; who sees to it; after how many hours, 0 to 720 (without a number: at once). Such as <code>call, Helpdesk, 24</code>. None is fine.` }, state)}
    <div class="two">${textField({ name: 'smsCeiling', label: 'All texts, at most', hint: 'In US dollars, up to 1,000,000. Only where sms is a next channel.', ...amounts }, state)}
    ${textField({ name: 'smsPrice', label: 'One part, at most', hint: 'In US dollars, as AWS prices the dearest country, such as 0.12.', ...amounts }, state)}</div>
    ${textArea({ name: 'contacts', label: 'Contacts of organisations', hint: html`They are asked to tell their users. One to a line, at most ${number(planLimits.contacts)}: organisation, address, and a language where you know it. Such as <code>org-korenmaat, office@korenmaat.example, nl</code>.` }, state)}
    ${textArea({ name: 'breachedDomains', label: 'Domains whose mail the intruder reads', hint: `No notice and no code goes to an address there. One domain to a line, such as mail.example.nl, at most ${number(planLimits.breachedDomains)}.` }, state)}`;
  return collapsedSection(
    { title: 'Holders who cannot be reached by mail', fields: ['channels', 'smsCeiling', 'smsPrice', 'contacts', 'breachedDomains'] },
    state,
    content,
  );
}

function orderPart(state: FormState): Html {
  const choices = [
    { value: '', label: 'Last' },
    { value: 'none', label: 'Not at all' },
  ];
  const content = html`<p class="hint">Notices go first to accounts that were used, then to suspected, privileged and staff accounts, then to whoever was changed most recently.</p>
    ${textArea({ name: 'privileged', label: 'List of privileged accounts', hint: `Notices and sweep take them first. One user name or address to a line, at most ${number(planLimits.privileged)}.` }, state)}
    ${textField({ name: 'dormantDays', label: 'Dormant after days', hint: `Dormant is an account that was not changed within so many days, 1 to 3,650. Empty: ${defaultDormant.afterDays}.`, autocomplete: 'off', inputMode: 'numeric', optional: true }, state)}
    ${select({ name: 'dormantNotices', label: 'When do dormant accounts get their notice?', choices }, state)}
    ${textField({ name: 'canaryNotices', label: 'First notices, after which the others wait', hint: 'For somebody to see that they arrive and read well, 1 to 10,000. Empty: no notice waits.', autocomplete: 'off', inputMode: 'numeric', optional: true }, state)}
    ${textField({ name: 'canaryMinutes', label: 'Minutes until the others follow', hint: 'If few bounced or complained, 1 to 1,440. Empty: once a commander lets them go on.', autocomplete: 'off', inputMode: 'numeric', optional: true }, state)}`;
  return collapsedSection(
    { title: 'Who is told first?', fields: ['privileged', 'dormantDays', 'dormantNotices', 'canaryNotices', 'canaryMinutes'] },
    state,
    content,
  );
}

function contactPart(state: FormState): Html {
  const optional = { autocomplete: 'off', optional: true };
  const { from, to } = defaultQuiet;
  const content = html`${textField({ name: 'reminderDays', label: 'Days of reminders', hint: `On which days after the start whoever is still out is reminded, such as 3, 7, 14: at most ${reminderLimits.days}, from 1 to ${reminderLimits.lastDay}. Empty: no reminders.`, ...optional }, state)}
    <div class="two">${textField({ name: 'quietFrom', label: 'Quiet from', hint: `By the clock of each holder. Empty: ${from}.`, ...optional }, state)}
    ${textField({ name: 'quietTo', label: 'Quiet until', hint: `Empty: ${to}.`, ...optional }, state)}</div>
    ${checkbox({ name: 'quietFirst', label: 'Hold the first notice back in quiet hours too', hint: 'Holders then learn hours later why they cannot sign in. Accounts that were used are told at once all the same.' }, state)}`;
  return collapsedSection(
    { title: 'Reminders and quiet hours', fields: ['reminderDays', 'quietFrom', 'quietTo', 'quietFirst'] },
    state,
    content,
  );
}

function sweepPart(state: FormState): Html {
  const work = primitives.map((value) => ({ value, label: primitiveWords[value] }));
  const modes = [
    { value: '', label: 'Nothing: the gate is enough' },
    { value: 'active', label: 'Privileged, compromised and active accounts' },
    { value: 'all', label: 'All accounts' },
    { value: 'cohorts', label: 'Something else for each group' },
  ];
  const each = cohorts.map((cohort) =>
    select({ name: sweepField(cohort), label: cohortWords[cohort], choices: [{ value: '', label: 'Nothing' }, ...work] }, state),
  );
  const fields = ['sweep', ...cohorts.map(sweepField)];
  const content = html`<p class="hint">Behind the gate, each account can be worked on by and by. The gate does not need it. Accounts that are touched may be billed for this month; the count prices that.</p>
    ${select({ name: 'sweep', label: 'On which accounts?', choices: modes }, state)}
    <div class="only-one-primitive">${select({ name: 'primitive', label: 'What is done?', choices: work }, state)}</div>
    <div class="only-cohorts two">${each}</div>
    ${textField({ name: 'activeDays', label: 'Active days', hint: `Active is an account that was changed within so many days, 1 to 3,650. Empty: ${defaultActiveDays}.`, autocomplete: 'off', inputMode: 'numeric', optional: true }, state)}`;
  return collapsedSection({ title: 'Work on single accounts: the sweep', fields }, state, content);
}

function otherPart(widenable: readonly CampaignRow[], state: FormState): Html {
  const choices = widenable.map(({ id, title, state: of }) => ({ value: id, label: `${title} (${campaignStates[of].toLowerCase()})` }));
  const widens = {
    name: 'widens',
    label: 'Does it widen a campaign?',
    hint: 'Whoever that campaign has is exempt from this one and gets no second notice.',
  };
  const content = html`${choices.length > 0 || state.values.widens ? select({ ...widens, choices: [{ value: '', label: 'No' }, ...choices] }, state) : nothing}
    ${checkbox({ name: 'containsFederated', label: 'Contain accounts with a password elsewhere too', hint: 'They cannot recover here: two people have to release them.' }, state)}`;
  return collapsedSection({ title: 'Other campaigns and other directories', fields: ['widens', 'containsFederated'] }, state, content);
}
