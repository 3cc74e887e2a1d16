import * as z from 'zod';

/** A text of 1 to `most` characters. */
export const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .meta({ description: `1 to ${most} characters` });

/** What tells a person's device. */
export const device = z.string().regex(/^[\w-]{43}$/);

/** What a program logs in with. */
export const credentials = z
  .strictObject({
    username: text(128),
    password: text(256),
    code: z
      .string()
      .regex(/^\s*\d{3}\s*\d{3}\s*$/)
      .optional()
      .meta({ description: 'the 6 digits that the authenticator app shows; each code counts once' }),
    device: device.optional().meta({
      description: 'what stands behind device= in the link for new devices; with it, wrong log-ins of others do not keep you out',
    }),
  })
  .meta({ description: 'an object with username, password and code, optionally device' });

/** Credentials as examples show them. */
export const credentialsExample = { username: 'anna', password: 'anna-has-a-long-password', code: '123456' };

/** What a log-in gives. */
export const session = z.object({
  token: z
    .string()
    .meta({ description: 'for the header Authorization of every other operation; valid for 15 minutes', examples: ['eyJraWQiOiJ…'] }),
});
