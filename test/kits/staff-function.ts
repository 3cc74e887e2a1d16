import type { AccountRow } from '#domain/account/account.ts';
import { type CampaignRow, type CampaignState, campaignTransitions } from '#domain/campaign/campaign.ts';
import { type NoteRow, takesNotes } from '#domain/campaign/note.ts';
import type { Watch } from '#domain/gate/watch.ts';
import { type ProposalRow, type ProposalState, proposalTransitions } from '#domain/plan/proposal.ts';
import { noProgress, type ProgressTotals, type Snapshot } from '#domain/progress/progress.ts';
import { ok, refused } from '#domain/result.ts';
import { mostTries } from '#domain/staff/log-in-tries.ts';
import type { Role } from '#domain/staff/staff.ts';
import type { Transition } from '#domain/transition.ts';
import type { LogInRefusal, Tokens } from '#shared/aws/directory/staff.ts';
import type { NoticeMessage, ReleaseMessage, ReminderMessage, ScopeMessage, SweepMessage } from '#shared/aws/staff/queues.ts';
import { asker, type TestRequest } from '#test/kits/rest-event.ts';
import type { Dependencies } from '../../functions/staff/dependencies.ts';
import { makeHandler } from '../../functions/staff/handler.ts';
import { changeRow, type Values } from './change-row.ts';
import { makeAdditionStage } from './staff-additions.ts';
import { people, someHeadcount, somePool } from './staff-facts.ts';
import { makeMailStage } from './staff-mail.ts';
import { makeStepStage } from './staff-steps.ts';

/** The staff function on stores that live in memory. */
export function makeStage(startMs = Date.UTC(2025, 10, 21, 13, 0, 0), gateConcurrency = 250) {
  const rows = new Map<string, CampaignRow>();
  const lists = new Map<string, readonly string[]>();
  const planLists = new Map<string, Parameters<Dependencies['campaigns']['plan']>[1]>();
  const scopeMessages: ScopeMessage[] = [];
  const noticeMessages: NoticeMessage[] = [];
  const sweepMessages: SweepMessage[] = [];
  const stillOut: AccountRow[] = [];
  const proposalRows = new Map<string, ProposalRow>();
  const noteRows = new Map<string, NoteRow>();
  const releaseMessages: ReleaseMessage[] = [];
  const reminderMessages: ReminderMessage[] = [];
  const log: string[] = [];
  const requests = new Map<string, { readonly request: string; readonly number: string }>();
  const stage = {
    nowMs: startMs,
    totals: noProgress as ProgressTotals,
    history: [] as readonly Snapshot[],
    expired: new Set<string>(),
    copies: 0,
    isCopyBroken: false,
    textSpent: 0,
    lookUps: [] as string[],
    counted: [] as string[],
    wakes: 0,
    /** Wrong tries to log in, by device and name. */
    tries: new Map<string, number>(),
    pool: somePool,
    watch: undefined as Watch | undefined,
  };
  const mailStage = makeMailStage(() => stage.nowMs);
  const additionStage = makeAdditionStage();
  const stepStage = makeStepStage();
  let ids = 0;

  const change = (id: string, transition: Transition<CampaignState>, sets: Values, guards: Values = {}) =>
    changeRow<CampaignState, CampaignRow>(rows, id, transition, sets, guards);

  const changeProposal = (id: string, transition: Transition<ProposalState>, sets: Values, guards: Values = {}) =>
    changeRow<ProposalState, ProposalRow>(proposalRows, id, transition, sets, guards);

  const tokensOf = (username: string): Tokens => ({ access: username, id: `id-${username}`, refresh: `refresh-${username}` });
  const wrong = (reason: LogInRefusal = 'wrong') => refused(reason);

  const dependencies: Dependencies = {
    campaigns: {
      plan: async (row, given, contacts) => {
        const known = rows.get(row.id);
        if (known !== undefined && known.digest !== row.digest) return false;
        planLists.set(row.id, given);
        stepStage.contacts.set(row.id, contacts);
        if (known === undefined) rows.set(row.id, row);
        return true;
      },
      entries: async (id, list) => planLists.get(id)?.[list] ?? new Map(),
      get: async (id) => rows.get(id),
      list: async () => [...rows.values()].reverse(),
      change: async (id, transition, sets, guards) => change(id, transition, sets, guards),
    },
    startCampaign: async (id, { startedBy, startedAt, lastOldTokenAt }) =>
      change(id, campaignTransitions.start, { startedBy, startedAt, epoch: startedAt, lastOldTokenAt }),
    readPool: async () => stage.pool,
    copyEpochs: async () => {
      stage.copies++;
      return !stage.isCopyBroken;
    },
    ourClientId: 'recovery-client',
    names: { environment: 'custom:environment', organisation: 'custom:organisation' },
    page: 'https://pages.example',
    sendsTexts: true,
    textSpend: { spent: async () => stage.textSpent },
    accounts: {
      stillOut: async (_, limit, cursor = '0') => {
        const end = Number(cursor) + limit;
        return { rows: stillOut.slice(Number(cursor), end), next: end < stillOut.length ? String(end) : undefined };
      },
      get: async (_, sub) => (mailStage.mail.account?.sub === sub ? mailStage.mail.account : undefined),
      getMany: stepStage.getMany,
      byAddress: async (address) => [mailStage.mail.account].filter((row) => row !== undefined && row.address === address) as AccountRow[],
    },
    progress: { totals: async () => stage.totals, history: async () => stage.history, steps: stepStage.totals },
    proposals: {
      add: async (row, list) => {
        const known = proposalRows.get(row.id);
        if (known !== undefined && known.digest !== row.digest) return false;
        lists.set(row.id, list);
        if (known === undefined) proposalRows.set(row.id, row);
        return true;
      },
      entries: async (_, id) => new Set(lists.get(id)),
      get: async (_, id) => proposalRows.get(id),
      list: async (campaignId) => [...proposalRows.values()].filter((row) => row.campaignId === campaignId).reverse(),
      change: async (_, id, name, sets, guards) => changeProposal(id, proposalTransitions[name], sets, guards),
    },
    notes: {
      put: async (row) => {
        const campaign = rows.get(row.campaignId);
        if (!noteRows.has(row.id) && campaign !== undefined && takesNotes(campaign)) noteRows.set(row.id, row);
        return noteRows.get(row.id);
      },
      list: async (campaignId) => [...noteRows.values()].filter((row) => row.campaignId === campaignId).reverse(),
    },
    liftCampaign: async (id, proposalId, { person, ...sets }) =>
      changeProposal(proposalId, proposalTransitions.confirm, sets, { person }).ok &&
      change(id, campaignTransitions.lift, { liftedBy: sets.confirmedBy, liftedAt: sets.confirmedAt }).ok,
    ...mailStage.stores,
    ...additionStage.stores,
    ...stepStage.stores,
    idempotencyKeys: {
      take: async (username, key, request) => {
        const at = `${username} ${key}`;
        const said = JSON.stringify(request);
        const known = requests.get(at);
        if (known !== undefined) return known.request === said ? { number: known.number, isRepeated: true } : undefined;
        const number = dependencies.ids.next();
        requests.set(at, { request: said, number });
        return { number, isRepeated: false };
      },
      giveBack: async (username, key) => void requests.delete(`${username} ${key}`),
    },
    lookUps: { take: async (username, count) => (stage.lookUps.push(...Array<string>(count).fill(username)) <= 40 ? 0 : 1_800_000) },
    decoys: new Set(['jan.decoy@example.org']),
    buckets: { take: async () => 0, giveBack: async () => undefined, refilledAt: async () => mailStage.mail.unaskedUntil },
    mailReserve: 0.1,
    gateConcurrency,
    guardLimits: { bounces: 0.03, complaints: 0.0005 },
    releaseQueue: { send: async (...messages) => void releaseMessages.push(...messages) },
    reminderQueue: { send: async (...messages) => void reminderMessages.push(...messages) },
    scopeQueue: { send: async (...messages) => void scopeMessages.push(...messages) },
    noticeQueue: { send: async (...messages) => void noticeMessages.push(...messages) },
    wakeWatch: async () => void stage.wakes++,
    watch: { read: async () => stage.watch },
    gateArn: 'arn:aws:lambda:eu-west-1:1:function:gate',
    sweepQueue: { send: async (...messages) => void sweepMessages.push(...messages) },
    deviceSecret: async () => 'the secret of the devices on this stage',
    logInTries: {
      take: async (name, device) => {
        const key = `${device} ${name}`;
        const used = stage.tries.get(key) ?? 0;
        if (used < mostTries[device]) stage.tries.set(key, used + 1);
        return used < mostTries[device];
      },
      giveBack: async (name, device) => {
        const key = `${device} ${name}`;
        stage.tries.set(key, (stage.tries.get(key) ?? 1) - 1);
      },
      forget: async (name) => {
        for (const device of ['known', 'unknown'] as const) stage.tries.delete(`${device} ${name}`);
      },
    },
    staffPool: {
      logIn: async (username, password) => {
        const person = people.find((one) => one.username === username);
        if (password === 'again-and-again') return wrong('throttled');
        if (person?.password !== password) return wrong();
        if (username === 'new') return ok({ challenge: 'NEW_PASSWORD_REQUIRED', session: 'session-new' });
        if (username === 'careful') return ok({ challenge: 'SOFTWARE_TOKEN_MFA', session: 'session-careful' });
        return ok(tokensOf(username));
      },
      answer: async ({ username, session, answer, challenge }) => {
        if (session !== `session-${username}`) return wrong();
        if (challenge === 'NEW_PASSWORD_REQUIRED') return answer.length < 12 ? wrong('password') : ok(tokensOf(username));
        if (answer === '000123') return wrong('used');
        return answer === '123456' ? ok(tokensOf(username)) : wrong();
      },
      renew: async (refresh) => (stage.expired.has(refresh) ? undefined : tokensOf(refresh.replace('refresh-', ''))),
      identify: async (access) => (stage.expired.has(access) ? undefined : people.find(({ username }) => username === access)),
      logOut: async (refresh) => void stage.expired.add(refresh).add(refresh.replace('refresh-', '')),
    },
    clock: { now: () => stage.nowMs, sleep: async () => {} },
    ids: { next: () => `01KAJ0000${String(++ids).padStart(17, '0')}` },
    logger: { log: ({ code }) => void log.push(code) },
    metrics: { count: (name) => void stage.counted.push(name) },
  };
  const ask = asker(makeHandler(dependencies));

  return {
    stage,
    dependencies,
    ask,
    rows,
    putStep: stepStage.putStep,
    steps: stepStage.stepRows,
    contacts: stepStage.contacts,
    mail: mailStage.mail,
    orders: mailStage.orders,
    deadLetters: mailStage.deadLetters,
    moves: mailStage.moves,
    ...additionStage.shown,
    lists,
    planLists,
    scopeMessages,
    noticeMessages,
    sweepMessages,
    stillOut,
    proposals: proposalRows,
    notes: noteRows,
    releaseMessages,
    reminderMessages,
    log,
    /** A request of the console by somebody who is logged in. */
    as: (username: string, request: TestRequest) =>
      ask({ ...request, headers: { Cookie: `__Host-staff=${username}`, ...request.headers } }),
    /** A request of the API by somebody with a token. */
    call: (username: string, method: 'GET' | 'POST', path: string, json?: unknown, headers: Readonly<Record<string, string>> = {}) => {
      const roles: readonly Role[] = people.find((one) => one.username === username)?.roles ?? [];
      const claims = { 'cognito:username': username, 'cognito:groups': roles.join(','), token_use: 'id' };
      return ask({ method, path, claims, json, headers: { Accept: 'application/json', Origin: undefined, ...headers } });
    },
    /** Writes a campaign as counting leaves it. */
    put: (row: Partial<CampaignRow> = {}): CampaignRow => {
      const whole: CampaignRow = {
        id: '01KAJ000000000000000000PVT',
        kind: 'password',
        state: 'planned',
        title: 'Stolen passwords, start.example.nl',
        scope: { kind: 'environment', environments: ['nl'] },
        exemptions: ['monitor', 'robot@example.org'],
        plannedBy: 'anna',
        plannedAt: startMs,
        headcount: someHeadcount,
        sample: [
          { username: 'jansen', address: 'j•••@bakkerij-jansen.example', language: 'nl', organisation: 'Bakkerij Jansen' },
          { username: 'm.devries', address: 'm•••@devries.example', language: 'nl' },
          { username: 'smith', address: 's•••@smith.example', language: 'en', organisation: 'Smith & Sons <Ltd>' },
        ],
        ...row,
      };
      rows.set(whole.id, whole);
      return whole;
    },
  };
}

/** The staff function with a campaign that was started just now. */
export function makeLiveStage() {
  const made = makeStage();
  made.put({ state: 'live', epoch: made.stage.nowMs });
  return made;
}
