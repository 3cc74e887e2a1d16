import * as z from 'zod';
import { may } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import { HttpError, html } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Inside } from '../release/pages.ts';
import { devicePage } from './device-page.ts';
import { deviceToken } from './guarded-log-in.ts';
import { paths } from './paths.ts';

const deviceQuery = z.strictObject({ username: z.string().min(1).max(128).optional().meta({ description: '1 to 128 characters' }) });

/** The page with the link for new devices: everybody's own, and for an operator that of a colleague. */
export function deviceRoutes({ deviceSecret }: Pick<Dependencies, 'deviceSecret'>, inside: Inside): readonly Route[] {
  return [
    {
      method: 'GET',
      path: paths.device,
      handle: inside(async ({ path, query }, staff) => {
        const { username = staff.username } = requireValid(deviceQuery, query);
        if (username !== staff.username && !may(staff, 'inviteDevice'))
          throw new HttpError(403, 'an operator shows the link of somebody else');
        return html(devicePage({ path, staff, username, token: await deviceToken(deviceSecret, username) }));
      }),
    },
  ];
}
