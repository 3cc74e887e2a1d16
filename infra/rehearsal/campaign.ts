import { createHash } from 'node:crypto';
import type { CampaignView, Stage } from './stage.ts';

/** How a campaign went until its last notice. All times in seconds since its start, in virtual time. */
export interface CampaignRun {
  readonly accounts: number;
  readonly inScope: number;
  /** How long the counting of the scope took, before the start. */
  readonly planSeconds: number;
  /** Notices that were due. */
  readonly planned: number;
  /** Mails that SES accepted. */
  readonly sent: number;
  /** Until SES accepted the last of them. */
  readonly noticedSeconds: number;
  /** What the SES rate alone would have taken. */
  readonly rateLimitSeconds: number;
  /** Share (0 to 1) of recipients that SES throttled. */
  readonly throttledShare: number;
  /** Highest number of recipients accepted in one second, over the rate. */
  readonly peakOneSecondShare: number;
  readonly progress: CampaignView['progress'];
  /** Calls by service over accounts. */
  readonly callsPerAccount: Readonly<Record<string, number>>;
  /** SHA-256 over every accepted mail: when and to whom. The same seed gives the same. */
  readonly mailsDigest: string;
}

/** Runs a campaign over everybody from its plan until every notice was sent and its fate is known. */
export async function runCampaign(stage: Stage, accounts: number, ratePerSecond: number): Promise<CampaignRun> {
  const { world, simulator, until, look } = stage;
  const { ses } = simulator.services;
  const digest = createHash('sha256');
  const perSecond = new Map<number, number>();
  let lastMs = 0;
  ses.onAccepted(({ messageId, to }) => {
    lastMs = world.clock.now();
    digest.update(`${lastMs} ${messageId} ${to.join()}\n`);
    const second = Math.floor(lastMs / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + to.length);
  });
  const plannedFrom = world.clock.now();
  const id = await stage.plan({ kind: 'everybody' });
  const planSeconds = (world.clock.now() - plannedFrom) / 1000;
  const { inScope, notices: planned } = (await look(id)).campaign.headcount ?? { inScope: 0, notices: 0 };
  await stage.start(id);
  const startedAt = (await look(id)).campaign.epoch ?? 0;
  const limitMs = (planned / ratePerSecond) * 1000;
  await until(() => ses.mailCount >= planned, 2 * limitMs + 600_000, 1_000);
  const settled = ({ progress: { notices } }: CampaignView) =>
    ['waiting', 'claimed', 'uncertain', 'sent'].every((state) => notices[state] === 0);
  await until(async () => settled(await look(id)), 3_600_000, 5_000);
  const throttled = world.meter.total('ses').throttles;
  return {
    accounts,
    inScope,
    planSeconds,
    planned,
    sent: ses.mailCount,
    noticedSeconds: (lastMs - startedAt) / 1000,
    rateLimitSeconds: limitMs / 1000,
    throttledShare: throttled / (ses.mailCount + throttled),
    peakOneSecondShare: Math.max(...perSecond.values()) / ratePerSecond,
    progress: (await look(id)).progress,
    callsPerAccount: Object.fromEntries(
      ['cognito', 'dynamodb', 'ses', 'sqs', 'lambda'].map((service) => [
        service,
        Math.round((world.meter.total(service).calls / accounts) * 1000) / 1000,
      ]),
    ),
    mailsDigest: digest.digest('hex'),
  };
}
