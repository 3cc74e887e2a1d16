import * as z from 'zod';
import { furtherKinds } from '#domain/notice/notice.ts';
import { campaign } from '../schemas/campaign-answer.ts';
import { plannedContents } from '../schemas/contents-schemas.ts';
import { count, counts, instant } from '../schemas/schemas.ts';

const sweepTotals = z.object({ left: count, swept: count, refused: count });

const totals = z
  .object({
    accounts: z.object({ contained: count, recovering: count, recovered: count, exempt: count }),
    notices: z.object({
      waiting: count,
      claimed: count,
      uncertain: count,
      sent: count,
      delivered: count,
      bounced: count,
      complained: count,
      suppressed: count,
    }),
    further: z
      .partialRecord(z.enum(furtherKinds), counts)
      .optional()
      .meta({ description: 'further mails by kind and state: reminders, mails on a next channel, and such' }),
    sweep: z
      .object({ privileged: sweepTotals, compromised: sweepTotals, active: sweepTotals, dormant: sweepTotals })
      .meta({ description: 'accounts of the sweep by cohort; whoever recovers before it comes is no more among those left' }),
  })
  .meta({ id: 'Totals', description: 'accounts and notices by state, a few seconds behind' });

/** A campaign and how far it is. */
export const campaignWithProgress = z.object({ campaign, progress: totals, contents: plannedContents });

/** Totals over time. */
export const campaignHistory = z.object({ history: z.array(z.object({ atMs: instant, totals })) });

const cohortTotals = { left: 0, swept: 0, refused: 0 };

/** Totals as examples show them. */
export const totalsExample = {
  accounts: { contained: 8_000, recovering: 12, recovered: 900, exempt: 322 },
  notices: { waiting: 5_000, claimed: 50, uncertain: 0, sent: 400, delivered: 3_400, bounced: 40, complained: 0, suppressed: 148 },
  sweep: { privileged: cohortTotals, compromised: cohortTotals, active: cohortTotals, dormant: cohortTotals },
};
