import { html } from '#shared/lambda/http-response.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { overall } from '../parts/targets.ts';
import { alarmStatus } from './alarms.ts';
import { alarmsPage } from './page.ts';

/** The page on which staff see who hears the alarms, and test them. */
export const alarmPages: readonly AnyPage[] = [
  page({
    path: paths.alarms,
    on: overall,
    summary: 'See who hears the alarms',
    show: async ({ dependencies }, visit) =>
      html(alarmsPage({ ...visit, status: await alarmStatus(dependencies), nowMs: dependencies.clock.now() })),
  }),
];
