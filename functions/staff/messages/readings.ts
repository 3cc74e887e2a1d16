import * as z from 'zod';
import { languages } from '#domain/account/language.ts';
import { ok } from '#domain/result.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { messageNames, showMessage } from '#shared/messages/campaign-mails.ts';
import { type Operation, reading, type Target } from '../operation.ts';
import { overall } from '../parts/targets.ts';

const name = z.enum(messageNames).meta({ description: messageNames.join(', '), examples: ['sms'] });
const language = z.enum(languages).meta({ description: languages.join(', '), examples: ['en'] });

/** Where a message is found, among the parameters of a path. */
export const messageAddress = z.object({ message: name, language });

const shownMessage = z.object({
  message: z
    .object({
      name,
      language,
      subject: z.string().optional().meta({ description: 'of a mail' }),
      preheader: z.string().optional().meta({ description: 'what an inbox shows behind the subject of a mail' }),
      html: z.string().optional().meta({ description: 'of a mail' }),
      text: z.string(),
      parts: z.int().optional().meta({ description: 'parts of a text message' }),
      faults: z
        .array(z.string().meta({ description: 'one line: what, its value, and what is allowed' }))
        .meta({ description: 'what keeps it from being sent' }),
    })
    .meta({ id: 'Message' }),
});

/** The message of `{message}` in `{language}`; one that there is not is refused with those that there are. */
const oneMessage: Target<z.output<typeof messageAddress>> = {
  params: messageAddress.shape,
  find: async (_, params) => requireValid(messageAddress, params),
  missing: overall.missing,
  campaignOf: () => undefined,
  back: overall.back,
};

/** What staff look at of the messages of campaigns. */
export const messageReadings: readonly Operation[] = [
  reading({
    id: 'getMessage',
    name: 'message',
    path: '/api/messages/{message}/{language}',
    on: oneMessage,
    summary: 'Read a message to holders',
    description: 'As it goes out, with invented values, and what keeps it from going out. Messages are the same in every campaign.',
    answer: shownMessage,
    example: {
      answer: { message: { name: 'sms', language: 'en', text: 'Your password no longer works. …', parts: 1, faults: [] } },
    },
    run: async ({ dependencies, target: { message, language } }) => {
      const shown = showMessage(message, language, dependencies.page);
      return ok({ message: { ...shown, faults: [...shown.faults] } });
    },
  }),
];
