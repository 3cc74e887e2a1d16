import * as z from 'zod';
import type { Route } from '#shared/lambda/http.ts';
import { framed, HttpError, html, withFrames } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { messageNames, showMessage } from '#shared/messages/campaign-mails.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireCampaign } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { messageAddress } from './api.ts';
import { messagesPage } from './page.ts';

const chosen = z.strictObject(messageAddress.shape);

/** The pages on which somebody reads what holders get. */
export function messageRoutes({ campaigns, page }: Pick<Dependencies, 'campaigns' | 'page'>, inside: Inside): readonly Route[] {
  return [
    {
      method: 'GET',
      path: paths.messages,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const { message, language } = requireValid(chosen, { message: messageNames[0], language: 'en', ...request.query });
        const shown = showMessage(message, language, page);
        return withFrames(html(messagesPage({ path: request.path, staff, campaign, shown })));
      }),
    },
    {
      method: 'GET',
      path: paths.messageHtml,
      handle: inside(async (request) => {
        await requireCampaign(campaigns, request);
        const { message, language } = requireValid(messageAddress, request.params);
        const shown = showMessage(message, language, page);
        if (shown.html === undefined) throw new HttpError(404, `there is no HTML of ${message}`);
        return framed(shown.html);
      }),
    },
  ];
}
