import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { badInput, wholeNumber } from '../command-line.ts';
import { call } from './call.ts';
import { defaultProfile, profileName, readProfile } from './profile.ts';
import { asJson } from './say.ts';

interface Options {
  readonly profile: string;
  readonly every: number;
  readonly json?: boolean;
}

interface Shown {
  readonly campaign: { readonly title: string; readonly state: string; readonly startedAt?: number };
  readonly progress: {
    readonly accounts: Readonly<Record<'contained' | 'recovering' | 'recovered' | 'exempt', number>>;
    readonly notices: Readonly<Record<string, number>>;
  };
}

/** States in which nothing moves any more by itself. */
const over = ['closed', 'cancelled', 'lifted', 'empty'];

/** Adds `watch` and `report`, which look at a campaign for longer than one request. */
export function addWatch(campaign: Command): void {
  campaign
    .command('watch')
    .description('Shows the progress of a campaign until it is over or everybody has recovered. Ctrl-C ends it; the campaign goes on.')
    .argument('<id>')
    .option('--every <seconds>', 'how often it asks', wholeNumber(1, 3_600), 10)
    .option('--profile <name>', 'which log-in', profileName, defaultProfile)
    .option('--json', 'print how it stood at the end as one JSON document')
    .action(watch);
  campaign
    .command('report')
    .description('Reports a campaign: what was planned, who did what, how it stands, and its course.')
    .argument('<id>')
    .option('--profile <name>', 'which log-in', profileName, defaultProfile)
    .option('--json', 'print one JSON document')
    .action(report);
}

async function watch(id: string, { profile, every, json }: Options): Promise<void> {
  for (;;) {
    const shown = await look(id, profile);
    process.stderr.write(`${lineOf(shown)}\n`);
    const { contained, recovering, recovered } = shown.progress.accounts;
    const isOver =
      over.includes(shown.campaign.state) || (shown.campaign.state === 'live' && recovered > 0 && contained + recovering === 0);
    if (isOver) {
      if (json) process.stdout.write(asJson(shown));
      return;
    }
    await sleep(every * 1000);
  }
}

async function report(id: string, { profile, json }: Options): Promise<void> {
  const shown = await look(id, profile);
  const { history } = (await get(`/api/campaigns/${encodeURIComponent(id)}/history`, profile)) as { readonly history: readonly Moment[] };
  if (json) {
    process.stdout.write(asJson({ ...shown, history }));
    return;
  }
  const { startedAt = 0 } = shown.campaign;
  const rows = pick(history.filter(({ atMs }) => atMs >= startedAt)).map(({ atMs, totals: { accounts } }) => {
    const all = accounts.contained + accounts.recovering + accounts.recovered;
    const hours = ((atMs - startedAt) / 3_600_000).toFixed(2).padStart(9);
    return `${hours} ${String(accounts.recovered).padStart(10)} ${(all === 0 ? 0 : (accounts.recovered / all) * 100).toFixed(1).padStart(7)} %`;
  });
  process.stdout.write(`${lineOf(shown)}\n\n    hours  recovered    share\n${rows.join('\n')}\n`);
}

interface Moment {
  readonly atMs: number;
  readonly totals: Shown['progress'];
}

/** At most 24 of them, evenly, the last included. */
function pick(history: readonly Moment[]): readonly Moment[] {
  const step = Math.max(1, Math.ceil(history.length / 24));
  return history.filter((_, at) => (history.length - 1 - at) % step === 0);
}

async function look(id: string, profile: string): Promise<Shown> {
  return (await get(`/api/campaigns/${encodeURIComponent(id)}`, profile)) as Shown;
}

async function get(path: string, profile: string): Promise<unknown> {
  const answer = await call(readProfile(profile), { method: 'GET', path });
  return answer.ok ? answer.value : badInput(answer.detail);
}

function lineOf({ campaign, progress: { accounts, notices } }: Shown): string {
  const all = accounts.contained + accounts.recovering + accounts.recovered;
  const share = all === 0 ? 0 : (accounts.recovered / all) * 100;
  const out = (notices.sent ?? 0) + (notices.delivered ?? 0) + (notices.bounced ?? 0) + (notices.complained ?? 0);
  return `${new Date().toISOString().slice(11, 19)} ${campaign.title}: ${campaign.state}; ${accounts.recovered} of ${all} recovered (${share.toFixed(1)} %), ${out} notices sent, ${notices.waiting ?? 0} waiting`;
}
