import { type AdditionRow, additionTransitions, growingStates } from '#domain/plan/addition.ts';
import { ok } from '#domain/result.ts';
import { may } from '#domain/staff/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { paths } from '../faces/paths.ts';
import { contentsPart } from '../markup/contents-part.ts';
import { counted } from '../markup/words.ts';
import { type Act, type AnyAct, act, type Context, type Question } from '../operation.ts';
import { readAddition, releaseInput } from '../parts/contents.ts';
import { type OfCampaign, oneAddition } from '../parts/targets.ts';
import { type Decision, decide, deciders } from './decisions.ts';
import { additionAnswer, additionExample } from './schemas.ts';

type Target = OfCampaign<AdditionRow>;
type Words = Pick<Act<Target, unknown, unknown>, 'name' | 'by' | 'summary' | 'description' | 'label' | 'done' | 'ask' | 'notBy'> & {
  /** What the audit log says was done to the accounts. */
  readonly audited: string;
};

/** A decision about an addition; what it may come from and leads to is that of its transition. */
function decision(name: Decision, path: string, { description, audited, ...words }: Words): AnyAct {
  const { from, to } = additionTransitions[name];
  const by = deciders[name];
  const takesTwo = words.notBy !== undefined;
  return act<Target, { readonly digest?: string | undefined }, object>({
    ...words,
    id: `${name}Addition`,
    path: `/api/campaigns/{id}/compromised/{addition}/${path}`,
    on: oneAddition,
    from: growingStates,
    when: ({ row }) => from.some((state) => state === row.state),
    doneBy: ({ row }) => row[by],
    description: `${description} Repeating it changes nothing.`,
    input: releaseInput,
    answer: additionAnswer,
    refusals: ['state', ...(takesTwo ? (['second-person', 'digest'] as const) : [])],
    audit: `addition: compromised accounts ${audited}: <entries>, by <who>`,
    example: { body: {}, answer: { addition: { ...additionExample(to), [by]: 'carla' } } },
    run: async ({ dependencies, staff, target }, { digest }) => {
      const outcome = await decide(dependencies, staff, target, name, digest);
      return outcome.ok ? ok({ addition: outcome.value }) : outcome;
    },
  });
}

/** What people decide about an addition that takes two, or that is undone. */
export const decisionActs: readonly AnyAct[] = [
  decision('confirm', 'confirm', {
    name: 'confirm-addition',
    audited: 'confirmed',
    by: ['approver'],
    notBy: ({ row: { state, by, byPerson } }) =>
      state === 'proposed' ? { username: by, person: byPerson, did: 'added these accounts' } : undefined,
    summary: 'Confirm compromised accounts that take two people',
    description: 'By an approver who did not add them, where they are more than one person may grade. They are then graded.',
    label: 'Confirm',
    done: 'The addition is confirmed. Its accounts are being graded.',
    ask: async (context) =>
      withContents(
        context,
        'Confirm these compromised accounts?',
        html`<p class="lead">${context.target.row.by} added them. <strong>${counted(context.target.row.accounts ?? 0, 'account')}</strong> will be graded.</p>
          <p>Codes go to no address that is in doubt from then on: those holders need your helpdesk. Mails that go out because of it cannot be recalled.</p>`,
        'Grade these accounts',
      ),
  }),
  decision('withdraw', 'withdraw', {
    name: 'withdraw-addition',
    audited: 'withdrawn',
    by: ['commander', 'approver'],
    summary: 'Withdraw compromised accounts that wait',
    description: 'By a commander or an approver, before they are confirmed.',
    label: 'Withdraw',
    done: 'The addition is withdrawn. Nothing was graded.',
    ask: () => ({
      title: 'Withdraw this addition?',
      meaning: html`<p class="lead">It can then not be confirmed any more. Nothing was graded, and nothing will be.</p>`,
      yes: 'Withdraw the addition',
    }),
  }),
  decision('undo', 'undo', {
    name: 'undo-addition',
    audited: 'proposed to be undone',
    by: ['commander'],
    summary: 'Propose to undo an addition of compromised accounts',
    description: 'By a commander. Nothing changes until somebody else confirms it.',
    label: 'Undo',
    done: 'The undo is proposed. An approver other than you must confirm it; nothing has changed for any account.',
    ask: ({ target: { row } }) => ({
      title: 'Propose to undo this addition?',
      meaning: html`<p class="lead">${undoing(row)}</p><p>Nothing changes until an approver confirms it.</p>`,
      yes: 'Propose to undo it',
    }),
  }),
  decision('keep', 'keep', {
    name: 'keep-addition',
    audited: 'kept',
    by: ['commander', 'approver'],
    summary: 'Withdraw the proposal to undo an addition',
    description: 'By a commander or an approver. The addition stays as it is.',
    label: 'Keep the addition',
    done: 'The addition is kept as it is.',
    ask: ({ target: { row } }) => ({
      title: 'Keep this addition?',
      meaning: html`<p class="lead">${row.undoBy ?? 'Somebody'} proposed to undo it. That proposal is withdrawn, and nothing changes for any account.</p>`,
      yes: 'Keep the addition',
    }),
  }),
  decision('confirmUndo', 'confirm-undo', {
    name: 'confirm-undo-addition',
    audited: 'undone',
    by: ['approver'],
    notBy: ({ row: { state, undoBy, undoByPerson } }) =>
      state === 'undoProposed' && undoBy !== undefined
        ? { username: undoBy, person: undoByPerson, did: 'proposed to undo this' }
        : undefined,
    summary: 'Confirm that an addition is undone',
    description:
      'By an approver who did not propose it. Each account is as it was planned, graded by the additions that stay. Codes, recoveries and mails until then stay as they are.',
    label: 'Confirm the undo',
    done: 'The undo is confirmed. The accounts of the addition are being set back to how they were planned.',
    ask: async (context) =>
      withContents(
        context,
        'Undo this addition?',
        html`<p class="lead">${context.target.row.undoBy ?? 'Somebody'} proposed it. ${undoing(context.target.row)}</p>`,
        'Undo the addition',
      ),
  }),
];

/** A question with everybody whom the addition names; its answer is bound to them. */
async function withContents(
  { dependencies, staff, target }: Context<Target>,
  title: string,
  meaning: Html,
  yes: string,
): Promise<Question> {
  const contents = await readAddition(dependencies, target.row);
  const params = { id: target.campaign.id, addition: target.row.id };
  const here = `/console/campaigns/${params.id}/compromised/${params.addition}/confirm`;
  const whole = may(staff, 'seeContents') ? contentsPart(contents, linkTo(here, paths.additionContents, params)) : nothing;
  return { title, meaning: html`${meaning}${whole}`, yes, hidden: { digest: contents.digest } };
}

/** What undoing an addition means. */
export function undoing({ accounts = 0 }: Pick<AdditionRow, 'accounts'>): string {
  const whom = accounts === 0 ? 'Its accounts are' : `${counted(accounts, 'account')} ${accounts === 1 ? 'is' : 'are'}`;
  return `${whom} then as they were planned, and get codes again where their address was trusted. Codes, recoveries and mails until then stay as they are.`;
}
