import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { type Door, doorsOf } from '#domain/gate/doors.ts';
import type { Dependencies } from '../dependencies.ts';

type Needs = Pick<Dependencies, 'readPool' | 'watch' | 'gateArn' | 'names' | 'clock'>;

/** The checklist of a campaign, from the directory's settings of this moment. */
export async function readDoors({ readPool, watch, gateArn, names, clock }: Needs, campaign: CampaignRow): Promise<readonly Door[]> {
  const [pool, seen] = await Promise.all([readPool(), watch.read()]);
  return doorsOf({ pool, campaign, gateArn, watch: seen, names, nowMs: clock.now() });
}
