import * as z from 'zod';
import { digest } from '../contents/schemas.ts';
import type { ChangeOptions } from './changes.ts';
import { campaign, noFields } from './schemas.ts';

const startOptions = z
  .strictObject({
    notices: z.literal('hold').optional().meta({ description: 'hold: they are paused, whatever keeps them from going out' }),
  })
  .meta({ id: 'StartOptions', description: 'an empty object, or one with notices: "hold"' });

/** What comes with the release by a second person: the digest of what they looked at. */
export const releaseOptions = z.strictObject({ digest: digest.optional() }).meta({
  id: 'ReleaseOptions',
  description:
    'an object with the digest of what you looked at; without it, no more than 100 entries can be released, which the API shows whole',
});

/** Body of a decision on a proposal. */
export const decisionBody = (decision: 'confirm' | 'withdraw'): z.ZodType<Pick<ChangeOptions, 'digest'>> =>
  decision === 'confirm' ? releaseOptions : noFields;

/** Body of a command that changes a campaign. */
export const bodyOf = (change: string): z.ZodType<ChangeOptions> =>
  change === 'start' ? startOptions : change === 'approve' ? releaseOptions : noFields;

/** Said by a start or a lift. */
export const epochCopy = z
  .literal('missing')
  .optional()
  .meta({ description: 'the second copy of the epochs could not be written; it is compared again within a minute' });

/** One campaign, after a command. */
export const campaignOnly = z.object({ campaign: campaign.extend({ epochCopy }) });
