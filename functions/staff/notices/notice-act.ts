import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { ok, refused } from '#domain/result.ts';
import type { OrderRow } from '#domain/staff/order.ts';
import { type Act, type AnyAct, act, type Context, type Refusal, type Target } from '../operation.ts';
import { oneCampaign } from '../parts/targets.ts';
import { mailAnswer, mailExample } from './schemas.ts';
import { type MailStatus, readMailStatus } from './status.ts';

/** A campaign and how its notices go out. */
export interface CampaignMail {
  readonly campaign: CampaignRow;
  readonly mail: MailStatus;
}

/** The notices of the campaign of `{id}`. */
export const campaignMail: Target<CampaignMail> = {
  params: oneCampaign.params,
  missing: oneCampaign.missing,
  find: async (dependencies, params) => {
    const campaign = await oneCampaign.find(dependencies, params);
    return campaign && { campaign, mail: await readMailStatus(dependencies, campaign) };
  },
  campaignOf: ({ campaign }) => campaign,
  back: (path, { campaign }) => oneCampaign.back(path, campaign),
};

type Mail = Act<CampaignMail, unknown, { readonly mail: MailStatus }>;

/** What an act on notices says of itself. */
interface NoticeAct<I> extends Pick<Mail, 'name' | 'by' | 'summary' | 'description' | 'label' | 'done' | 'when' | 'ask' | 'refusals'> {
  /** What tells it from the others in the body of the API, and in the audit log; permanent. */
  readonly order: string;
  readonly input: Act<CampaignMail, I, unknown>['input'];
  /** Of the example: what comes beside `order`. */
  readonly body: object;
  /** Whether it would change nothing, as it is so already. @default never */
  inEffect?(target: CampaignMail, input: I, nowMs: number): boolean;
  /** Why it is not possible, seen before anything is written. @default it is */
  whyNot?(context: Context<CampaignMail> & { readonly key: string }, input: I): Promise<Refusal | undefined>;
  /** Does it; again where an earlier try did not end. Gives a {@link Refusal} where it could not be done after all. */
  carryOut(context: Context<CampaignMail>, row: OrderRow, input: I): Promise<unknown>;
}

/**
 * Declares an act on the notices of a live campaign. It is written down before it is done, so the audit log misses none; senders see it from the next
 * slot of half a second on.
 */
export function noticeAct<I extends Readonly<Record<string, unknown>>>({
  order,
  body,
  inEffect,
  whyNot,
  carryOut,
  ...more
}: NoticeAct<I>): AnyAct {
  return act<CampaignMail, I, { readonly mail: MailStatus }>({
    ...more,
    id: 'orderMail',
    path: '/api/campaigns/{id}/mail',
    fixed: { order },
    on: campaignMail,
    from: ['live'],
    answer: mailAnswer,
    refusals: ['state', ...(more.refusals ?? [])],
    audit: `order: ${[order, ...Object.keys(more.input.fields).map((name) => `<${name}>`)].join(' ')}, by <who>`,
    example: { body: { order, ...body }, answer: mailExample },
    run: async (context, input) => {
      const { dependencies, staff, target, key: id } = context;
      const { orders, clock, noticeQueue } = dependencies;
      const { campaign, mail } = target;
      if (inEffect?.(target, input, clock.now())) return ok({ mail });
      const before = await orders.get({ campaignId: campaign.id, id });
      if (before?.done) return ok({ mail });
      const why = await whyNot?.(context, input);
      if (why !== undefined) return refused(why);
      const { account: sub, key: _, ...what } = input;
      const given = { id, campaignId: campaign.id, order, ...what, ...(sub !== undefined && { sub: String(sub) }), by: staff.username };
      const row = await orders.begin({ ...given, atMs: clock.now() });
      const failed = await carryOut(context, row, input);
      if (isRefusal(failed)) return refused(failed);
      // Senders end while notices are paused, and would be woken by the schedule only.
      await noticeQueue.send({ campaignId: campaign.id, worker: 0 });
      await orders.end(row);
      return ok({ mail: await readMailStatus(dependencies, campaign) });
    },
  });
}

function isRefusal(value: unknown): value is Refusal {
  return value !== null && typeof value === 'object' && 'kind' in value && 'text' in value;
}
