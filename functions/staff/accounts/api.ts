import * as z from 'zod';
import { maskAddress } from '#domain/campaign/campaign.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { accountQuery } from '../campaign/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { findAccounts } from './find.ts';

const found = z.object({
  accounts: z.array(
    z
      .object({
        sub: z.string(),
        username: z.string(),
        address: z.string().optional().meta({ description: 'masked' }),
        organisation: z.string().optional(),
        language: z.string(),
        state: z.enum(['contained', 'recovering', 'recovered', 'exempt']),
        trusted: z.boolean().meta({ description: 'whether a code can go to the address on record' }),
        factorLockedAt: z
          .number()
          .optional()
          .meta({ description: 'when its second factor was closed for a day, as too many wrong codes were typed; ms since 1970' }),
        mails: z
          .array(z.object({ mail: z.string(), state: z.string(), reason: z.string().optional() }))
          .meta({ description: 'the first notice and further mails, and where each stands' }),
      })
      .meta({ id: 'FoundAccount' }),
  ),
});

/** The operation that finds an account for somebody who calls. It is a POST so that no address stands in a log of requests. */
export function makeFindOperations(dependencies: Dependencies): readonly Operation[] {
  return [
    {
      method: 'POST',
      path: '/api/campaigns/{id}/find',
      id: 'findAccount',
      summary: 'Find an account',
      description:
        'By the address on record or the sub; where it stands, and the mails to its holder. Changes nothing; it is in the audit log, and one person may make 40 an hour and 200 a day.',
      body: accountQuery,
      answer: found,
      refusals: [400, 403, 404, 415, 429],
      run: async (staff, request) => {
        const { id } = await requireCampaign(dependencies.campaigns, request);
        const all = valueOrProblem(await findAccounts(dependencies, staff, id, requireValid(accountQuery, request.body).account));
        return {
          accounts: all.map(({ account, mails }) => ({
            ...account,
            ...(account.address && { address: maskAddress(account.address) }),
            mails: mails.map(({ mail = 'notice', state, reason }) => ({ mail, state, ...(reason && { reason }) })),
          })),
        };
      },
    },
  ];
}
