import { rankOf, type Wave } from '#domain/account/notice-order.ts';
import { laneOf } from '#domain/lane.ts';
import { type NoticeRow, openWaiting } from '#domain/notice/notice.ts';
import type { CanaryPlan } from '#domain/pacing/canary.ts';
import type { VirtualClock } from '#simulator/clock.ts';
import type { FaultPoint, Faults } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';
import type { SesOptions } from '#simulator/services/ses/ses.ts';
import { type Stage, setStage } from '../stage.ts';

/** Notices to send. */
export interface NoticesOptions {
  /** How many. */
  readonly notices: number;
  /** Recipients a second that SES allows. */
  readonly quotaPerSecond: number;
  /** Recipients in 24 hours that SES allows. @default no limit */
  readonly quotaPerDay?: number;
  /** Seconds' worth of the rate that SES takes at once after a pause. @default 1 */
  readonly burstSeconds?: number;
  /** @default 1 */
  readonly seed?: number;
  /** Folder with the stacks' templates. @default synthesized anew */
  readonly templates?: string;
  /** What goes wrong. @default nothing */
  readonly faults?: Faults;
  /** What mails meet. @default they are delivered */
  readonly behaviour?: SesOptions['behaviour'];
  /** Status with which SES refuses mails to an address. @default none is refused */
  readonly refuses?: SesOptions['refuses'];
  /** How long SES's reports of a mail take. @default the simulator's */
  readonly deliverySeconds?: SesOptions['deliverySeconds'];
  /** Share of the addresses that are at slow.example. @default 0 */
  readonly slowShare?: number;
  /** Of so many accounts each one was used by an intruder. @default none was */
  readonly usedEvery?: number;
  /** The first notices, after which the others wait. @default none wait */
  readonly canary?: CanaryPlan;
  /** Sees every log line. @default nobody */
  readonly onLine?: (functionId: string, line: string) => void;
}

/** What SES saw, in ms since 1970. */
export interface SesTrace {
  /** When each recipient was accepted. */
  readonly accepted: readonly number[];
  /** When each recipient was throttled. */
  readonly throttled: readonly number[];
  /** How often each account's notice was accepted. */
  readonly byAccount: ReadonlyMap<string, number>;
}

/** Id of the campaign. */
export const campaignId = '01NOTICES';

/** DynamoDB partitions of each table: a thousand notices a second write 7,000 units, which a table reaches when it is warmed up before a campaign. */
const partitions = 16;

const languages = ['nl', 'nl', 'nl', 'nl', 'nl', 'nl', 'nl', 'en', 'de', 'fr'] as const;

/**
 * A live campaign whose notices wait, its rows written as a plan writes them; all else is the real thing: senders, pace, tables, SES's events and
 * who records them, counters. Virtual time begins with the senders being woken.
 */
export async function stageNotices(options: NoticesOptions) {
  const {
    quotaPerSecond,
    quotaPerDay = -1,
    burstSeconds = 1,
    seed = 1,
    templates,
    faults,
    behaviour,
    deliverySeconds,
    onLine,
    refuses,
  } = options;
  const accepted: number[] = [];
  const throttled: number[] = [];
  const byAccount = new Map<string, number>();
  const observing: { after: (point: FaultPoint) => void } = { after: () => undefined };
  const stage = await setStage({
    users: [],
    seed,
    ratePerSecond: quotaPerSecond,
    dynamodb: { partitions },
    ...(templates === undefined ? {} : { templates }),
    ...(onLine === undefined ? {} : { onLine }),
    ses: {
      burstSeconds,
      quota: { maxSendRate: quotaPerSecond, max24HourSend: quotaPerDay },
      ...(behaviour === undefined ? {} : { behaviour }),
      ...(deliverySeconds === undefined ? {} : { deliverySeconds }),
      ...(refuses === undefined ? {} : { refuses }),
    },
    faults: {
      at: (point) => {
        if (point.service === 'ses' && point.phase === 'after') observing.after(point);
        return faults?.at(point);
      },
    },
  });
  const { world, simulator } = stage;
  const clock = world.clock as VirtualClock;
  simulator.services.ses.onAccepted(({ tags, to }) => {
    const sub = String(tags.account);
    byAccount.set(sub, (byAccount.get(sub) ?? 0) + 1);
    for (const _ of to) accepted.push(clock.now());
  });
  const usage = world.meter.of('ses', 'SendBulkEmail');
  observing.after = () => {
    while (throttled.length < usage.throttles) throttled.push(clock.now());
  };
  await writeRows(stage, options, new Random(seed).fork('notices'));
  wakeSender(stage);
  const trace: SesTrace = { accepted, throttled, byAccount };
  return {
    ...stage,
    trace,
    /** Physical name of one of Sluis's tables. */
    tableName: (table: string) => physicalName(stage, `tables${table}`),
    /** Lets time pass until SES accepted this many recipients. */
    untilAccepted: (count: number, withinMs: number) => stage.until(() => accepted.length >= count, withinMs, 250),
  };
}

/** What {@link stageNotices} gives. */
export type NoticeStage = Awaited<ReturnType<typeof stageNotices>>;

/** Wakes the first sender, as a start does. */
export function wakeSender(stage: Pick<Stage, 'simulator'>): void {
  const QueueUrl = physicalName(stage, 'noticequeue');
  stage.simulator.services.sqs.operations.SendMessage?.({ QueueUrl, MessageBody: JSON.stringify({ campaignId, worker: 0 }) });
}

async function writeRows(
  stage: Stage,
  { notices: count, canary, slowShare = 0, usedEvery }: NoticesOptions,
  random: Random,
): Promise<void> {
  const tables = { notices: physicalName(stage, 'tablesnotices'), campaigns: physicalName(stage, 'tablescampaigns') };
  const put = (table: keyof typeof tables, item: object) =>
    void stage.simulator.services.dynamodb.operations.PutItem?.({ TableName: tables[table], Item: item });
  for (let index = 0; index < count; index++) {
    const sub = random.uuid();
    const row: NoticeRow = {
      campaignId,
      sub,
      username: `user${index}`,
      state: 'waiting',
      address: `holder${index}@${index % 10 < 10 * slowShare ? 'slow' : 'mail'}.example`,
      name: 'A. de Vries',
      language: languages[index % languages.length] ?? 'nl',
      ...(usedEvery === undefined ? { open: openWaiting(1, sub) } : ranked(index % usedEvery === 0, sub)),
    };
    put('notices', { pk: `${campaignId}#${String(laneOf(sub)).padStart(2, '0')}`, sk: sub, ...row });
    // A new table takes a thousand units a second a partition, two for a row that stands in an index.
    if (index % 2_000 === 1_999) await stage.pass(1_000);
  }
  const campaign = { id: campaignId, kind: 'password', state: 'live', title: 'Notices', plannedAt: 0, ...(canary && { canary }) };
  put('campaigns', { pk: 'campaign', sk: campaignId, ...campaign });
}

/** The grade and the place of an account's notice, as a plan gives them. */
function ranked(used: boolean, sub: string): Pick<NoticeRow, 'grade' | 'open'> {
  const place = (wave: Wave) => openWaiting(rankOf(wave, { modifiedAt: 0, plannedAt: 0 }), sub);
  return used ? { grade: 'confirmed', open: place('confirmed') } : { open: place('active') };
}

/** Name or address of the first resource whose logical id begins so. */
function physicalName({ simulator }: Pick<Stage, 'simulator'>, logicalId: string): string {
  const resources = [...simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
  const found = resources.find(([id]) => id.startsWith(logicalId))?.[1].ref;
  if (found === undefined) throw new Error(`there is no resource ${logicalId}`);
  return found;
}
