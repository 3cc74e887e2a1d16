import * as z from 'zod';
import { framed, HttpError, html, withFrames } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { messageNames, showMessage } from '#shared/messages/campaign-mails.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { oneCampaign } from '../parts/targets.ts';
import { messagesPage } from './page.ts';
import { messageAddress } from './readings.ts';

const chosen = z.strictObject(messageAddress.shape);

/** The pages on which somebody reads what holders get. */
export const messagePages: readonly AnyPage[] = [
  page({
    path: paths.messages,
    on: oneCampaign,
    summary: 'Read the messages to holders',
    show: ({ dependencies, target: campaign }, visit, { query }) => {
      const { message, language } = requireValid(chosen, { message: messageNames[0], language: 'en', ...query });
      return withFrames(html(messagesPage({ ...visit, campaign, shown: showMessage(message, language, dependencies.page) })));
    },
  }),
  page({
    path: paths.messageHtml,
    on: oneCampaign,
    summary: 'Read the messages to holders',
    show: ({ dependencies }, _, { params }) => {
      const { message, language } = requireValid(messageAddress, params);
      const shown = showMessage(message, language, dependencies.page);
      if (shown.html === undefined) throw new HttpError(404, `there is no HTML of ${message}`);
      return framed(shown.html);
    },
  }),
];
