import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type AdditionRow, noOutcome } from '#domain/plan/addition.ts';
import type { ProposalState } from '#domain/plan/proposal.ts';
import { noProgress } from '#domain/progress/progress.ts';
import type { Role } from '#domain/staff/staff.ts';
import type { TestRequest } from '#test/kits/rest-event.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import { maxBodyBytes } from './faces/api.ts';
import { describeApi } from './faces/openapi.ts';
import { operations } from './operations.ts';
import { exampleIds } from './schemas/schemas.ts';

/** The description of the API as a program reads it: nothing here but `by` comes from the declarations. */
interface Described {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: { readonly examples?: readonly unknown[] };
  }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly example?: unknown; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
    >;
  };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, unknown>> }>>;
}

/** One documented example: of several at one operation, one each. */
interface Example {
  /** The `operationId`, or the name among several examples. */
  readonly key: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly described: Described;
  readonly body?: unknown;
}

const document = JSON.parse(JSON.stringify(describeApi())) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
};

const examples = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, described]): readonly Example[] => {
    const common = { key: described.operationId, path, method: method.toUpperCase() as 'GET' | 'POST', described };
    const content = described.requestBody?.content['application/json'];
    if (content === undefined) return [common];
    const several = Object.entries(content.examples ?? { [described.operationId]: { value: content.example } });
    return several.map(([key, { value }]) => ({ ...common, key, body: value }));
  }),
);

const formats = {
  'unix-time-ms': { type: 'number' as const, validate: (ms: number) => Number.isInteger(ms) && ms >= 0 },
  'date-time': (text: string) => new Date(text).toISOString() === text,
};
const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true, formats });
ajv.addSchema(document, 'api');

/** What an independent validator finds wrong in a value, by the schema at a place in the description. */
function faultsOf(place: readonly string[], value: unknown): readonly unknown[] {
  const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const check = ajv.getSchema(`api#/${pointer}`);
  if (check === undefined) return [`there is no schema at ${pointer}`];
  return check(value) ? [] : (check.errors ?? []);
}

type Stage = ReturnType<typeof makeStage>;

const live = (stage: Stage) => stage.put({ state: 'live', epoch: stage.stage.nowMs, startedAt: stage.stage.nowMs });
const sub = '3f1c0d2e-0000-4000-8000-000000000000';

const proposal = (stage: Stage, state: ProposalState = 'proposed') => {
  const campaignId = live(stage).id;
  const row = { id: exampleIds.proposal, campaignId, kind: 'lift', state, reason: 'A test', proposedBy: 'anna', proposedAt: 1 } as const;
  stage.proposals.set(row.id, row);
};

const addition = (stage: Stage, state: AdditionRow['state']) => {
  const campaignId = live(stage).id;
  const undo = state === 'undoProposed' ? { undoBy: 'anna' } : {};
  const outcome = state === 'proposed' ? {} : { outcome: { ...noOutcome, unmatched: 0, unmatchedFirst: [] } };
  const row: AdditionRow = { id: exampleIds.addition, campaignId, state, entries: 1, doubles: 0, by: 'anna', atMs: 1, ...undo, ...outcome };
  stage.additions.set(row.id, row);
};

const step = (stage: Stage) => {
  const channels = [{ channel: 'call', owner: 'Helpdesk', afterHours: 4 }] as const;
  const { id: campaignId } = stage.put({ state: 'live', epoch: 1, startedAt: 1, channels });
  stage.putStep({ campaignId, sub, channel: 'call', state: 'due', owner: 'Helpdesk', dueAt: 1_000, list: '' }, { username: 'jansen' });
};

const account = (stage: Stage) => {
  const { id: campaignId } = live(stage);
  const whose = { campaignId, sub, username: 'jansen', address: 'jansen@example.org', language: 'nl' } as const;
  stage.mail.account = { ...whose, state: 'contained', trusted: true };
  stage.stillOut.push(stage.mail.account);
  stage.mail.notices = [{ ...whose, state: 'delivered' }];
};

/** The world in which an example works, by its key: of most, one with a live campaign. */
const worlds: Readonly<Record<string, (stage: Stage) => void>> = {
  logIn: () => undefined,
  planCampaign: () => undefined,
  listCampaigns: live,
  getCampaign: live,
  getCampaignHistory: (stage) => {
    live(stage);
    stage.stage.history = [{ atMs: stage.stage.nowMs, totals: noProgress }];
  },
  approveCampaign: (stage) => stage.put(),
  startCampaign: (stage) => stage.put({ state: 'approved' }),
  closeCampaign: live,
  cancelCampaign: (stage) => stage.put(),
  pauseSweepCampaign: (stage) => stage.put({ state: 'live', sweep: { primitives: {}, activeDays: 90 } }),
  resumeSweepCampaign: (stage) => stage.put({ state: 'live', sweep: { primitives: {}, activeDays: 90 }, sweepPausedBy: 'boris' }),
  getMail: live,
  checkMail: live,
  pause: live,
  resume: (stage) => {
    live(stage);
    stage.mail.pausedFor = 'person';
  },
  'send-remaining': (stage) => {
    live(stage);
    stage.mail.canaryAt = stage.stage.nowMs;
  },
  'resume-all': (stage) => {
    live(stage);
    stage.mail.allPausedFor = 'bounces';
  },
  'limit-rate': live,
  raise: live,
  'helpdesk-capacity': live,
  'report-calls': live,
  'resend-rejected': live,
  remind: live,
  resend: account,
  listNotes: live,
  putNote: live,
  listProposals: proposal,
  release: live,
  lift: live,
  confirmProposal: proposal,
  withdrawProposal: proposal,
  listAdditions: (stage) => addition(stage, 'done'),
  addCompromised: live,
  confirmAddition: (stage) => addition(stage, 'proposed'),
  withdrawAddition: (stage) => addition(stage, 'proposed'),
  undoAddition: (stage) => addition(stage, 'done'),
  keepAddition: (stage) => addition(stage, 'undoProposed'),
  confirmUndoAddition: (stage) => addition(stage, 'undoProposed'),
  getContents: (stage) => stage.put(),
  getProposalContents: proposal,
  getAdditionContents: (stage) => addition(stage, 'proposed'),
  getNotReached: step,
  listSteps: step,
  downloadSteps: step,
  recordStep: step,
  listStillOut: account,
  findAccount: account,
  getMessage: () => undefined,
  listDoors: live,
  listDeadLetters: (stage) => stage.deadLetters.set('event', { queue: 'event', messages: 3 }),
  redriveDeadLetters: (stage) => stage.deadLetters.set('event', { queue: 'event', messages: 3 }),
  getAlarms: () => undefined,
  testAlarms: () => undefined,
};

/** Somebody with each role. */
const somebody: Readonly<Record<Role, string>> = { commander: 'anna', approver: 'carla', agent: 'new', auditor: 'eva', operator: 'olga' };

/** Whoever may do what an example shows. */
function callerOf({ key, described }: Example): { readonly username: string; readonly role: Role } {
  const { by = ['auditor'] as const } = operations.find(({ id, name }) => name === key || id === described.operationId) ?? {};
  const [role = 'auditor'] = by;
  return { username: somebody[role], role };
}

/** The request that an example describes. */
function requestOf(example: Example): TestRequest & { readonly path: string } {
  const { path, method, described, body } = example;
  const given = (where: string): [string, string][] =>
    (described.parameters ?? []).flatMap(({ name, in: at, schema: { examples: [value] = [] } }) =>
      at === where && value !== undefined ? [[name, String(value)] as [string, string]] : [],
    );
  const inPath = new Map(given('path'));
  const query = new URLSearchParams(given('query')).toString();
  const { username, role } = callerOf(example);
  return {
    method,
    path: path.replaceAll(/\{(\w+)\}/g, (_, name) => inPath.get(name) ?? '') + (query && `?${query}`),
    headers: { Accept: 'application/json', Origin: undefined },
    ...(described.security === undefined && { claims: { 'cognito:username': username, 'cognito:groups': role, token_use: 'id' } }),
    ...(body !== undefined && { json: body }),
  };
}

const cases = examples.map((example) => [example.key, example] as const);

function setUp({ key }: Example): Stage {
  const stage = makeStage();
  worlds[key]?.(stage);
  return stage;
}

describe('every documented example', () => {
  it('has a world to run in, and no world is left over', () => {
    expect(examples.map(({ key }) => key).sort()).toEqual(Object.keys(worlds).sort());
  });

  it.each(cases)('%s works, and its answer fits the schema', async (_, example) => {
    const { path, method, described } = example;
    const answer = await setUp(example).ask(requestOf(example));
    const [success = ''] = Object.keys(described.responses).filter((status) => status.startsWith('2'));
    expect([answer.statusCode, answer.body]).toEqual([Number(success), expect.any(String)]);
    const contents = Object.keys(described.responses[success]?.content ?? {});
    expect(contents).toEqual([String(answer.headers?.['Content-Type']).split(';')[0]]);
    if (success === '201') expect(answer.headers?.Location).toMatch(/^\/api\//);
    const [type = ''] = contents;
    const body: unknown = type === 'application/json' ? JSON.parse(answer.body) : answer.body;
    expect(faultsOf(['paths', path, method.toLowerCase(), 'responses', success, 'content', type, 'schema'], body)).toEqual([]);
  });

  it.each(cases)('%s shows a body that fits the schema', (_, { path, method, described, body }) => {
    if (described.requestBody === undefined) return;
    const place = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
    expect(faultsOf(place, body)).toEqual([]);
  });
});

type Request = ReturnType<typeof requestOf>;

const withHeaders = (request: TestRequest, headers: Readonly<Record<string, string>>) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
const withBody = ({ json: _, ...request }: Request, body: string, type = 'application/json') => ({
  ...withHeaders(request, { 'Content-Type': type }),
  body,
});

/** Requests that must be refused, made from one that works; undefined where an operation cannot be asked so. */
const faulty: Readonly<Record<string, (request: Request) => TestRequest | undefined>> = {
  'without a token': ({ claims: _, ...request }) => request,
  'by somebody without a role': (request) => ({ ...request, claims: { 'cognito:username': 'fred', token_use: 'id' } }),
  'with an unknown field': (request) =>
    request.method === 'GET' ? { ...request, path: `${request.path.split('?')[0]}?nonsense=1` } : { ...request, json: { nonsense: 1 } },
  'with half a body': (request) => (request.method === 'GET' ? undefined : withBody(request, '{')),
  'with another kind of body': (request) => (request.method === 'GET' ? undefined : withBody(request, '{}', 'text/plain')),
  'with too large a body': (request) => (request.method === 'GET' ? undefined : withBody(request, ' '.repeat(maxBodyBytes + 1))),
  'about something that there is not': (request) =>
    request.path.includes(exampleIds.campaign)
      ? { ...request, path: request.path.replaceAll(exampleIds.campaign, '01KAJ00000000000000000NNNN') }
      : undefined,
};

/** Checks that an answer is a problem, and that the description of the operation has its status. */
function expectProblem({ path, method, described }: Example, answer: Awaited<ReturnType<Stage['ask']>>): void {
  const status = String(answer.statusCode);
  expect(Object.keys(described.responses)).toContain(status);
  expect(answer.headers?.['Content-Type']).toBe('application/problem+json');
  const body = JSON.parse(answer.body);
  const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content', 'application/problem+json', 'schema'];
  expect(faultsOf(place, body)).toEqual([]);
  expect(body).toMatchObject({ status: answer.statusCode, type: `urn:sluis:problem:${body.code}` });
}

describe('every refusal is a problem with a documented status', () => {
  const refused = cases.filter(([, { described }]) => described.security === undefined);
  it.each(refused)('of %s, whatever is wrong with the request', async (_, example) => {
    const { ask } = setUp(example);
    for (const [what, spoil] of Object.entries(faulty)) {
      const request = spoil(requestOf(example));
      if (request === undefined) continue;
      const answer = await ask(request);
      expect([what, answer.statusCode >= 400]).toEqual([what, true]);
      expectProblem(example, answer);
    }
  });

  it.each(refused.filter(([, { method, described }]) => method === 'POST' && described.operationId !== 'findAccount'))(
    'of a request whose key was used for another: %s',
    async (_, example) => {
      const stage = setUp(example);
      const request = requestOf(example);
      await stage.dependencies.idempotencyKeys.take(callerOf(example).username, 'one-key', 'another request');
      const answer = await stage.ask(withHeaders(request, { 'Idempotency-Key': 'one-key' }));
      expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([409, 'key-reused']);
      expectProblem(example, answer);
    },
  );

  it.each(['listStillOut', 'findAccount'])('of too many look-ups: %s, which says when to come back', async (key) => {
    const [, example] = cases.find(([name]) => name === key) ?? [];
    if (example === undefined) throw new Error(`there is no example ${key}`);
    const stage = setUp(example);
    await stage.dependencies.lookUps.take('eva', 40);
    const answer = await stage.ask(requestOf(example));
    expect([answer.statusCode, answer.headers?.['Retry-After']]).toEqual([429, '1800']);
    expectProblem(example, answer);
  });
});
