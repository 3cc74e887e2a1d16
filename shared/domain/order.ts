/**
 * What a person may order about the notices while a campaign is live. `resume-all-mail` ends what the guard stopped for the whole AWS account;
 * `remind-now` reminds whoever is still out.
 */
export const orderNames = ['pause-notices', 'resume-notices', 'resume-all-mail', 'set-ceiling', 'refresh-quota', 'remind-now'] as const;

/** One of {@link orderNames}. */
export type OrderName = (typeof orderNames)[number];

/** An order as it was given. It is written before it is carried out, so the audit log misses none. */
export interface OrderRow {
  readonly id: string;
  /** The campaign on whose page it was given; ceiling and quota are those of all campaigns. */
  readonly campaignId: string;
  readonly order: OrderName;
  /** Of `set-ceiling`: notices a second; none takes the ceiling away. */
  readonly perSecond?: number;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Whether it was carried out; it then changes nothing any more. */
  readonly done?: boolean;
}
