import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { deadLetterNames } from '#domain/staff/dead-letter.ts';
import * as schemas from '../campaign/schemas.ts';
import { messageAddress } from '../messages/api.ts';
import { apiLogInPath, type Operation } from './api.ts';
import { credentials, session } from './log-in-schemas.ts';

/** The description of the API, made of the schemas that it checks with. Its server is relative to `/console/openapi.json`. */
export function describeApi(operations: readonly Operation[]) {
  const paths: ZodOpenApiPathsObject = {
    [apiLogInPath]: {
      post: {
        operationId: 'logIn',
        summary: 'Log in',
        description:
          'With user name, password and the code of the authenticator app of a member of the staff, who has set it up in the console.',
        security: [],
        requestBody: { required: true, content: { 'application/json': { schema: credentials } } },
        responses: {
          '200': { description: 'Done', content: { 'application/json': { schema: session } } },
          ...refusalsOf([400, 401, 429]),
        },
      },
    },
  };
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method === 'GET' ? 'get' : 'post']: describeOperation(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sluis',
      version: '1',
      description: 'Plans, approves, starts and watches campaigns. Every command is safe to repeat; every refusal is one clear line.',
    },
    servers: [{ url: '..' }],
    security: [{ staff: [] }],
    components: {
      securitySchemes: {
        staff: { type: 'http', scheme: 'bearer', description: 'The ID token of a member of the staff, from the user pool of the staff.' },
      },
    },
    paths,
  });
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, description, body = schemas.noFields, query, answer, refusals, method, path } = operation;
  return {
    operationId: id,
    summary,
    description,
    ...(path.includes('{') || query
      ? { requestParams: { ...(path.includes('{') && { path: z.object(pathParameters(path)) }), ...(query && { query }) } }
      : {}),
    ...(method === 'POST' && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      '200': {
        description: 'Done',
        content: answer === 'csv' ? { 'text/csv': { schema: z.string() } } : { 'application/json': { schema: answer } },
      },
      ...refusalsOf(refusals),
    },
  };
}

function pathParameters(path: string) {
  return {
    ...(path.includes('{id}') && { id: schemas.campaignId }),
    ...(path.includes('{proposal}') && { proposal: schemas.campaignId }),
    ...(path.includes('{addition}') && { addition: schemas.campaignId }),
    ...(path.includes('{message}') && messageAddress.shape),
    ...(path.includes('{queue}') && { queue: z.enum(deadLetterNames) }),
  };
}

function refusalsOf(statuses: readonly number[]) {
  const refusal = (status: number) => [
    String(status),
    { description: STATUS_CODES[status] ?? '', content: { 'application/problem+json': { schema: schemas.problem } } },
  ];
  return Object.fromEntries(statuses.map(refusal));
}
