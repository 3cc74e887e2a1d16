import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { button, errorSummary, type FormState, hiddenField } from '#shared/web/forms.ts';
import { html } from '#shared/web/markup.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { sharedGateNote } from '../markup/shared-gate-note.ts';
import { plan } from '../plan-fields/plan.ts';

/** What the page to plan a campaign is made from. */
export interface PlanView extends Visit {
  /** Makes sending it twice plan one campaign. */
  readonly key: string;
  /** Campaigns that a new one may widen. */
  readonly widenable: readonly CampaignRow[];
  /** Concurrent executions kept for the gate; 0 for none. */
  readonly gateConcurrency: number;
  readonly state: FormState;
}

/** The page to plan a campaign. What few need is folded away. */
export function planPage({ path, staff, done, key, widenable, gateConcurrency, state }: PlanView): string {
  const body = html`<h1>Plan a campaign</h1>
    <p class="lead">Planning changes nothing for anybody. The scope is counted first; then a second person approves; then it can be started.</p>${sharedGateNote(gateConcurrency)}
    ${errorSummary('This cannot be planned yet', state.faults)}
    <form class="panel" method="post">
      ${plan.sections(state, widenable)}
      ${hiddenField('key', key)}
      <div>${button('Count the scope')}</div>
    </form>`;
  return frame({ path, staff, done, title: 'Plan a campaign', body });
}
