import * as z from 'zod';
import { may } from '#domain/staff/staff.ts';
import { HttpError, html } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { overall } from '../parts/targets.ts';
import { devicePage } from './device-page.ts';
import { deviceToken } from './guarded-log-in.ts';

const deviceQuery = z.strictObject({ username: z.string().min(1).max(128).optional().meta({ description: '1 to 128 characters' }) });

/** The page with the link for new devices: everybody's own, and for an operator that of a colleague. */
export const devicePages: readonly AnyPage[] = [
  page({
    path: paths.device,
    on: overall,
    summary: 'See the link for a new device',
    show: async ({ dependencies, staff }, visit, { query }) => {
      const { username = staff.username } = requireValid(deviceQuery, query);
      if (username !== staff.username && !may(staff, 'inviteDevice'))
        throw new HttpError(403, 'an operator shows the link of somebody else');
      return html(devicePage({ ...visit, username, token: await deviceToken(dependencies.deviceSecret, username) }));
    },
  }),
];
