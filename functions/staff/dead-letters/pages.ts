import { html } from '#shared/lambda/http-response.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { overall } from '../parts/targets.ts';
import { deadLettersPage } from './page.ts';

/** The page with the dead-letter queues, from which operators redrive them. */
export const deadLetterPages: readonly AnyPage[] = [
  page({
    path: paths.deadLetters,
    on: overall,
    summary: 'See the dead-letter queues',
    show: async ({ dependencies }, visit) => html(deadLettersPage({ ...visit, queues: await dependencies.deadLetters.list() })),
  }),
];
