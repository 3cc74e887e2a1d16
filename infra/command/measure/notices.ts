import { classicDesigns, runClassic } from '#infra/rehearsal/notices/classic-senders.ts';
import { costOfNotice } from '#infra/rehearsal/notices/notice-cost.ts';
import { type CrashFigures, crashSenders, cutQuota, raiseQuota, useRate } from '#infra/rehearsal/notices/notice-figures.ts';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import type { Measurement } from './measurement.ts';

/** Notices for each quota: enough that a single throttle shows, few enough that all of it ends in three minutes. */
const noticesAt: ReadonlyMap<number, number> = new Map([
  [1, 600],
  [14, 4_000],
  [200, 8_000],
  [1_000, 15_000],
]);

/** How many seconds' worth of the rate SES takes at once; AWS speaks of short bursts and gives no figure. */
const bursts = [0.1, 0.2, 1] as const;

/** Runs with a quota that changes. */
const seeds = 20;

/** Runs in which senders are killed. */
const crashSeeds = 3;

/** What SES asks for a million recipients, in US dollars, without a plan (AWS Price List, August 2026). */
const usdPerMillionSes = 100;

/** The senders, pace, tables and events of a campaign on simulated SES in virtual time; its rows are written without a plan. */
export const measureNotices: Measurement = {
  description: 'how fully notices use the SES rate, what a raised or cut quota and crashes do to them, and what one costs (virtual time)',
  run: async () => {
    // So many recoveries that only SES limits the notices.
    const recoveries = { cognitoRecoveryPerSecond: '1000', cognitoUpdatePerSecond: '1000' };
    const templates = await synthesize({ pagesOrigin: 'https://pages.example', ...recoveries });
    const rows = [];
    for (const [quotaPerSecond, notices] of noticesAt) {
      for (const burstSeconds of bursts) {
        tell(`${quotaPerSecond}/s, ${burstSeconds} s of depth`);
        rows.push({ quotaPerSecond, burstSeconds, ...(await useRate({ notices, quotaPerSecond, burstSeconds, templates })) });
      }
    }
    const raised: number[] = [];
    const cut: number[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      tell(`quota raised and cut, seed ${seed} of ${seeds}`);
      raised.push(await raiseQuota({ seed, burstSeconds: 0.2, templates }));
      cut.push(await cutQuota({ seed, burstSeconds: 0.2, templates }));
    }
    const crashed = [];
    for (let seed = 1; seed <= crashSeeds; seed++) {
      tell(`senders killed, seed ${seed} of ${crashSeeds}`);
      crashed.push(await crashSenders({ seed, notices: 20_000, burstSeconds: 0.2, templates }));
    }
    const designs = [];
    for (const [name, design] of Object.entries(classicDesigns)) {
      for (const burstSeconds of bursts) {
        const { lost, ...figures } = await runClassic(design, 200, burstSeconds, 60);
        designs.push({ name, burstSeconds, ...figures, lostShare: lost / (200 * 60) });
      }
    }
    tell('cost');
    const { usdPerMillion, ...perNotice } = await costOfNotice({ notices: 8_000, quotaPerSecond: 200, templates });
    const report = {
      rows,
      raise: { usedWithinSecondsP95: percentile(raised, 0.95), usedWithinSeconds: raised },
      cut: { respectedWithinSecondsP95: percentile(cut, 0.95), respectedWithinSeconds: cut },
      crash: crashReport(crashed),
      designs,
      perNotice,
      usdPerMillion,
      usdPerMillionSes,
    };
    return { report: rounded(report), table: toTable(rounded(report)) };
  },
};

type Report = {
  readonly [Part in 'rows' | 'designs']: readonly Readonly<Record<string, string | number>>[];
} & {
  readonly [Part in 'raise' | 'cut' | 'crash' | 'perNotice']: Readonly<Record<string, unknown>>;
} & { readonly usdPerMillion: number; readonly usdPerMillionSes: number };

function toTable({ rows, designs, raise, cut, crash, perNotice, usdPerMillion, usdPerMillionSes }: Report) {
  const columns = ['utilisation', 'throttledShare', 'peakOneSecondShare', 'lost', 'duplicates'] as const;
  const line = (name: string, row: Readonly<Record<string, string | number>>) => [
    name,
    ...columns.map((column) => String(row[column] ?? '')),
  ];
  const figure = (name: string, value: unknown) => [name, String(value), ...columns.slice(1).map(() => '')];
  return [
    ['', ...columns],
    ...rows.map((row) => line(`Sluis at ${row.quotaPerSecond}/s, ${row.burstSeconds} s of depth`, row)),
    line('Sluis at 200/s, one sender in a hundred killed', crash as Readonly<Record<string, number>>),
    ...designs.map((row) =>
      line(`${row.name} at 200/s, ${row.burstSeconds} s`, { ...row, lost: `${Math.round(Number(row.lostShare) * 1000) / 10} %` }),
    ),
    figure('quota doubled: used within, s (p95)', raise.usedWithinSecondsP95),
    figure('quota halved: respected within, s (p95)', cut.respectedWithinSecondsP95),
    figure('duplicates per million, senders killed', crash.duplicatesPerMillion),
    ...Object.entries(perNotice).map(([name, value]) => figure(`${name} a notice`, value)),
    figure('US dollars a million notices', `${usdPerMillion}, beside ${usdPerMillionSes} for SES`),
  ];
}

/** What all runs in which senders were killed came to. */
function crashReport(runs: readonly CrashFigures[]) {
  const sum = (name: keyof CrashFigures) => runs.reduce((total, run) => total + run[name], 0);
  const mean = (name: keyof CrashFigures) => sum(name) / runs.length;
  return {
    crashShare: 0.01,
    killed: sum('killed'),
    lost: sum('lost'),
    duplicatesPerMillion: mean('duplicatesPerMillion'),
    utilisation: mean('utilisation'),
    throttledShare: mean('throttledShare'),
  };
}

/** The smallest value that at least this share of the values does not exceed. */
function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;
}

/** Every number in it to four places. */
function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'number' ? Math.round(each * 1e4) / 1e4 : each)) as T;
}

function tell(step: string): void {
  process.stderr.write(`${step}\n`);
}
