import type { SQSBatchResponse } from 'aws-lambda';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { ProbeTrial } from '#domain/gate/probe.ts';
import type { Watch } from '#domain/gate/watch.ts';
import type { PoolSettings } from '#domain/pool/pool.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import type { Firewall } from '#shared/aws/directory/firewall.ts';
import type { Trial } from '#shared/aws/directory/probe.ts';
import type { LogFields } from '#shared/lambda/log.ts';
import type { Dependencies } from '../../functions/watch/dependencies.ts';
import { makeHandler } from '../../functions/watch/handler.ts';

/** Where the directory's triggers lead when they are attached. */
export const gate = 'arn:aws:lambda:eu-west-1:1:function:gate';

/** When a stage begins, in ms since 1970. */
export const startMs = Date.UTC(2026, 10, 20, 14);

/** A campaign over everybody whose epoch holds. */
export function someEpoch(more: Partial<EpochRow> = {}): EpochRow {
  const times = { epoch: startMs, startedAt: startMs };
  return { campaignId: 'c1', ...times, scope: { kind: 'everybody' }, page: 'https://pages.example', lingers: noStaleCredentials, ...more };
}

const client = (id: string) => ({ id, name: id, flows: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH'] });

/** The watch on a directory that lives in memory. */
export function makeStage() {
  const stage = {
    nowMs: startMs,
    epochs: [] as readonly EpochRow[],
    pool: {
      clients: [client('ours'), client('product')],
      triggers: { PreTokenGeneration: gate, PreAuthentication: gate, PostConfirmation: gate },
    } as unknown as PoolSettings,
    /** From when the firewall refuses a public reset; undefined for never. */
    shutFromMs: undefined as number | undefined,
    /** What a trial comes to. */
    trial: (_: ProbeTrial): Trial => ({ outcome: 'refused', stale: false }),
    watch: undefined as Watch | undefined,
    copies: 0,
    resets: 0,
  };
  const modes: string[] = [];
  const passwords: string[] = [];
  const tried: (ProbeTrial & { readonly password: string; readonly atMs: number })[] = [];
  const log: { readonly code: string; readonly fields: LogFields | undefined }[] = [];
  const counts: Record<string, number> = {};

  const dependencies: Dependencies = {
    epochs: async () => stage.epochs,
    syncCopy: async () => ({ written: stage.copies++ === 0, isShortened: false }),
    nameOurClient: async () => 0,
    store: {
      read: async () => stage.watch,
      write: async (watch) => {
        stage.watch = watch;
      },
    },
    readPool: async () => stage.pool,
    firewall: {
      set: async (mode) => {
        const change = modes.at(-1) === mode ? 'kept' : 'written';
        modes.push(mode);
        return change;
      },
    } satisfies Firewall,
    probe: {
      make: async (password) => {
        passwords.push(password);
        return { username: 'sluis-probe' };
      },
      attempt: async (trial, _, password) => {
        tried.push({ ...trial, password, atMs: stage.nowMs });
        return stage.trial(trial);
      },
      resetRefused: async () => {
        stage.resets++;
        return stage.shutFromMs !== undefined && stage.nowMs >= stage.shutFromMs;
      },
    },
    secret: async () => 'the secret of the codes',
    gateArn: gate,
    ourClientId: 'ours',
    clock: {
      now: () => stage.nowMs,
      sleep: async (ms) => {
        stage.nowMs += Math.max(0, ms);
      },
    },
    logger: { log: ({ code }, fields) => void log.push({ code, fields }) },
    metrics: { count: (name, by = 1) => void (counts[name] = (counts[name] ?? 0) + by) },
  };

  return {
    stage,
    dependencies,
    modes,
    passwords,
    tried,
    log,
    counts,
    /** One minute of the watch, with these in the place of its own dependencies. */
    minute: async (instead: Partial<Dependencies> = {}) => {
      const answer = (await makeHandler({ ...dependencies, ...instead })({}, {} as never)) as SQSBatchResponse;
      stage.nowMs = startMs + Math.ceil((stage.nowMs - startMs + 1) / 60_000) * 60_000;
      return answer;
    },
  };
}
