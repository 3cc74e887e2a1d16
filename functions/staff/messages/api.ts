import * as z from 'zod';
import { languages } from '#domain/account/language.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { messageNames, showMessage } from '#shared/messages/campaign-mails.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Operation } from '../faces/api.ts';

const name = z.enum(messageNames).meta({ description: messageNames.join(', ') });
const language = z.enum(languages).meta({ description: languages.join(', ') });

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

/** The operations on the messages of campaigns. */
export function makeMessageOperations({ page }: Pick<Dependencies, 'page'>): readonly Operation[] {
  return [
    {
      method: 'GET',
      path: '/api/messages/{message}/{language}',
      id: 'getMessage',
      summary: 'Read a message to holders',
      description: 'As it goes out, with invented values, and what keeps it from going out. Messages are the same in every campaign.',
      answer: shownMessage,
      refusals: [400, 403],
      run: async (_, { params }) => {
        const { message, language } = requireValid(messageAddress, params);
        return { message: showMessage(message, language, page) };
      },
    },
  ];
}
