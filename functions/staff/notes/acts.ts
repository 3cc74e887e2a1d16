import * as z from 'zod';
import { isNote, type NoteRow, normalizeNote, notedStates, noteLength, takesNotes } from '#domain/campaign/note.ts';
import { ok, refused } from '#domain/result.ts';
import { html } from '#shared/web/markup.ts';
import { field, fields } from '../faces/form.ts';
import { number } from '../markup/words.ts';
import { type AnyAct, act, type Operation, reading } from '../operation.ts';
import { oneCampaign } from '../parts/targets.ts';
import { next, pageOfRows, pagingQuery } from '../schemas/paging.ts';
import { campaignId, exampleIds, instant } from '../schemas/schemas.ts';

const path = '/api/campaigns/{id}/notes';

const text = z
  .string()
  .transform(normalizeNote)
  .pipe(z.string().refine(isNote))
  .meta({ description: `1 to ${noteLength} characters, on several lines where wanted; no control characters but newlines` });

const note = z.object({ id: campaignId, campaignId, text: z.string(), by: z.string(), atMs: instant }).meta({ id: 'Note' });

const example = {
  id: '01KAJ00000000000000000NTE1',
  campaignId: exampleIds.campaign,
  text: 'The hotline of Bakery Jansen is told.\nTo do: call the council back at nine.',
  by: 'agnes',
  atMs: 1_763_733_600_000,
};

const put = act({
  id: 'putNote',
  name: 'put-note',
  path,
  on: oneCampaign,
  by: ['commander', 'approver', 'agent'],
  from: notedStates,
  when: (campaign) => takesNotes(campaign),
  summary: 'Put a note on a campaign',
  description:
    'By a commander, an approver or an agent, for whoever takes over. It is erased with the personal data of the campaign, and none is taken after that began. Repeating it with the same key changes nothing.',
  label: 'Put a note',
  input: fields(
    {
      text: field(text, {
        label: 'Note',
        kind: 'prose',
        hint: `For whoever takes over. At most ${number(noteLength)} characters, on several lines where wanted.`,
      }),
    },
    'an object with text',
  ),
  answer: z.object({ note }),
  refusals: ['state'],
  audit: 'note: put, by <who>; not its text',
  example: { body: { text: example.text }, answer: { note: example } },
  done: 'The note is on the campaign.',
  ask: () => ({
    title: 'Put a note on this campaign',
    meaning: html`<p class="lead">Everybody who can see the campaign can read it. It cannot be changed afterwards, and it is erased with the personal data of the campaign.</p>`,
    yes: 'Put the note',
  }),
  run: async ({ dependencies, staff, target, key: id }, given) => {
    const { notes, clock } = dependencies;
    const row: NoteRow = { id, campaignId: target.id, text: given.text, by: staff.username, atMs: clock.now() };
    const kept = await notes.put(row);
    if (kept !== undefined) return ok({ note: kept });
    const why = 'the campaign takes no notes any more: it was cancelled, or its personal data is being erased; nothing was written';
    return refused({ kind: 'state', text: why });
  },
});

/** What staff do with notes. */
export const noteActs: readonly AnyAct[] = [put];

/** What staff look at of notes. */
export const noteReadings: readonly Operation[] = [
  reading({
    id: 'listNotes',
    name: 'notes',
    path,
    on: oneCampaign,
    summary: 'List the notes on a campaign',
    description: 'Newest first; none once the personal data of the campaign was erased.',
    asks: z.strictObject(pagingQuery),
    answer: z.object({ notes: z.array(note), next }),
    example: { answer: { notes: [example] } },
    run: async ({ dependencies, target }, paging) => {
      const { rows, ...more } = pageOfRows(await dependencies.notes.list(target.id), paging);
      return ok({ notes: rows, ...more });
    },
  }),
];
