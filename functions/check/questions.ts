import * as z from 'zod';

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .meta({ description: `1 to ${most} characters` });

const sub = text(128).meta({ description: "the account's subject: 1 to 128 characters" });

/** What is asked of a token that the caller has verified. */
export const tokenQuestion = z
  .strictObject({
    sub,
    authTime: z.int().min(0).max(9_999_999_999).meta({ description: 'whole seconds since 1970: the claim auth_time' }),
    clientId: text(128),
  })
  .meta({ description: 'an object with sub, authTime and clientId' });

/** What is asked before a log-in that is not Cognito's lets somebody in. Attributes decide for accounts that no campaign has counted. */
export const signInQuestion = z
  .strictObject({
    sub,
    clientId: text(128),
    environment: text(256).optional(),
    organisation: text(256).optional(),
    attributes: z.record(z.string(), z.string()).default({}).meta({ description: 'an object of texts' }),
  })
  .meta({ description: 'an object with sub, clientId, and optionally environment, organisation and attributes' });
