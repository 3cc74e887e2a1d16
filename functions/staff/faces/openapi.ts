import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { apiLogInPath } from '../log-in/api-log-in.ts';
import { credentials, credentialsExample, session } from '../log-in/log-in-schemas.ts';
import type { AnyAct, Operation } from '../operation.ts';
import { subjects } from '../operations.ts';
import { methodOf } from './api.ts';
import { refusalsOf, statusesOf } from './refusals.ts';
import { type Described, describeIsoTimes, shown } from './times.ts';

/** Gives the description of the API, made when it is first asked for: strangers may ask for it, and making it takes 35 ms of a whole processor. */
export function describeOnce(): typeof describeApi {
  let described: ReturnType<typeof describeApi> | undefined;
  return () => {
    described ??= describeApi();
    return described;
  };
}

/** The description of the API, made of the declarations that it is made of. Its server is relative to `/console/openapi.json`. */
export function describeApi() {
  const paths: ZodOpenApiPathsObject = { [apiLogInPath]: { post: logIn } };
  const seen: Described = new Map();
  const tagged = Object.entries(subjects).flatMap(([tag, { operations: of }]) =>
    (of as readonly Operation[]).map((operation) => [tag, operation] as const),
  );
  for (const ofPath of Map.groupBy(tagged, ([, operation]) => `${methodOf(operation)} ${operation.path}`).values()) {
    const [[tag, first]] = ofPath as [readonly [string, Operation]];
    const described =
      ofPath.length === 1
        ? describe(first, seen)
        : describeSeveral(
            ofPath.map(([, operation]) => operation as AnyAct),
            seen,
          );
    paths[first.path] = { ...paths[first.path], [methodOf(first).toLowerCase()]: { ...described, tags: [tag] } };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sluis',
      version: '1',
      description: 'Plans, approves, starts and watches campaigns. Every command is safe to repeat; every refusal is one clear line.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '..' }],
    security: [{ staff: [] }],
    tags: [
      { name: 'log-in', description: 'Where a program gets its token.' },
      ...Object.entries(subjects).map(([name, { description }]) => ({ name, description })),
    ],
    components: {
      securitySchemes: {
        staff: { type: 'http', scheme: 'bearer', description: 'The ID token of a member of the staff, from the user pool of the staff.' },
      },
    },
    paths,
  });
}

const logIn: ZodOpenApiOperationObject = {
  operationId: 'logIn',
  tags: ['log-in'],
  summary: 'Log in',
  description: 'With username, password and the code of the authenticator app of a member of the staff, who has set it up in the console.',
  security: [],
  requestBody: { required: true, content: { 'application/json': { schema: credentials, example: credentialsExample } } },
  responses: {
    '200': { description: 'Done', content: { 'application/json': { schema: session } } },
    ...refusalsOf([400, 401, 413, 415, 429, 500, 504]),
  },
};

const key = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional()
  .meta({
    description: 'Makes sending the request again with the same key do it once. With the same key another request is refused for a day.',
  });

function describe(operation: Operation, seen: Described): ZodOpenApiOperationObject {
  const { id, summary, description, on, answer } = operation;
  const isAct = operation.kind === 'act';
  const location = isAct ? operation.location : undefined;
  const body = isAct ? operation.input.schema : operation.asksIn === 'body' ? operation.asks : undefined;
  const query = !isAct && operation.asksIn !== 'body' ? operation.asks : undefined;
  const sent = isAct ? operation.example.body : operation.example.asks;
  return {
    operationId: id,
    summary,
    description,
    requestParams: {
      ...(Object.keys(on.params).length > 0 && { path: z.object(on.params) }),
      ...(query !== undefined && { query: withExamples(query as z.ZodObject, sent ?? {}) }),
      ...(isAct && { header: z.object({ 'Idempotency-Key': key }) }),
    },
    ...(body !== undefined && { requestBody: { required: true, content: { 'application/json': { schema: body, example: sent } } } }),
    responses: {
      [location === undefined ? '200' : '201']: {
        description: 'Done',
        ...(location && { headers: z.object({ Location: z.string().meta({ description: 'where it is found from now on' }) }) }),
        content:
          answer === 'csv'
            ? { 'text/csv': { schema: z.string(), example: operation.example.answer } }
            : { 'application/json': { schema: describeIsoTimes(answer, seen), example: shown(answer, operation.example.answer) } },
      },
      ...refusalsOf(statusesOf(operation)),
    },
  };
}

/** A query, each parameter with its value in the example. */
function withExamples({ shape }: z.ZodObject, asked: object): z.ZodObject {
  const examples = new Map(Object.entries(asked));
  const shown = Object.entries(shape).map(([name, schema]) => [
    name,
    examples.has(name) ? (schema as z.ZodType).meta({ examples: [examples.get(name)] }) : schema,
  ]);
  return z.object(Object.fromEntries(shown));
}

/** Acts at one path: what the body names says which is meant. */
function describeSeveral(acts: readonly AnyAct[], seen: Described): ZodOpenApiOperationObject {
  const [first] = acts as [AnyAct];
  const [name = ''] = Object.keys(first.fixed ?? {});
  const bodies = acts.map(({ input, fixed = {}, summary, description }) =>
    (input.schema as unknown as z.ZodObject)
      .extend({ [name]: z.literal(fixed[name] ?? '') })
      .meta({ description: `${summary}. ${description}` }),
  );
  const described = describe(first, seen);
  const examples = Object.fromEntries(acts.map(({ name: of, summary, example }) => [of, { summary, value: example.body }]));
  return {
    ...described,
    summary: acts.map(({ summary }) => summary).join('; '),
    description: acts.map(({ summary, description }) => `${summary}: ${description}`).join('\n\n'),
    requestBody: { required: true, content: { 'application/json': { schema: z.union(bodies as never), examples } } },
    responses: { ...described.responses, ...refusalsOf(acts.flatMap(statusesOf)) },
  };
}
