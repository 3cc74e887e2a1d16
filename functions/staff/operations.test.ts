import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { roles } from '#domain/staff/staff.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import { methodOf } from './faces/api.ts';
import { consolePath } from './faces/ask.ts';
import { commandOf } from './faces/command-line.ts';
import { describeApi } from './faces/openapi.ts';
import { acts, operations } from './operations.ts';

const nobody = '01KAJ00000000000000000NNNN';
const pathTo = (path: string) => path.replaceAll(/\{\w+\}/g, nobody);

describe('who may do what', () => {
  const cells = operations.flatMap((operation) => roles.map((role) => [operation.name, role, operation] as const));

  it.each(cells)('%s, as %s, is refused exactly where the declaration does not name the role', async (_, role, operation) => {
    const { ask } = makeStage();
    const claims = { 'cognito:username': `one-${role}`, 'cognito:groups': role, token_use: 'id' };
    const method = methodOf(operation);
    const body = operation.kind === 'act' ? { ...operation.example.body, ...operation.fixed } : operation.example.asks;
    const asked = method === 'POST' ? { json: body ?? {} } : {};
    const headers = { Accept: 'application/json', Origin: undefined };
    const answer = await ask({ method, path: pathTo(operation.path), claims, headers, ...asked });
    const isAllowed = (operation.by ?? roles).includes(role);
    expect([answer.statusCode === 403, answer.statusCode]).toEqual([!isAllowed, expect.any(Number)]);
    if (!isAllowed)
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'forbidden', detail: expect.stringContaining(`one-${role} has ${role}`) });
  });

  it.each(acts.map((act) => [act.name, act] as const))('%s, in the console, is refused to the same roles', async (_, act) => {
    const { as } = makeStage();
    const person = act.by.includes('auditor') ? undefined : 'eva';
    const answer = await as(person ?? 'fred', { method: 'POST', path: pathTo(consolePath(act)), form: {} });
    expect(answer.statusCode).toBe(403);
  });
});

describe('every operation', () => {
  it('has a name of its own on the command line, and acts at one path are told apart', () => {
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
    const places = acts.map((act) => `${act.path} ${JSON.stringify(act.fixed ?? {})}`);
    expect(new Set(places).size).toBe(acts.length);
    expect(new Set(acts.map(consolePath)).size).toBe(acts.length);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))('%s answers as its example shows', (_, operation) => {
    const { answer, example } = operation;
    if (answer === 'csv') expect(example.answer).toEqual(expect.any(String));
    else expect(z.safeParse(answer, example.answer)).toMatchObject({ success: true });
  });

  it.each(acts.map((act) => [act.name, act] as const))('%s takes the body of its example, and says what the audit log will', (_, act) => {
    const body = Object.fromEntries(Object.entries(act.example.body).filter(([name]) => !(name in (act.fixed ?? {}))));
    expect(act.input.schema.safeParse(body)).toMatchObject({ success: true });
    expect([act.by.length > 0, act.audit, act.done, act.label].every(Boolean)).toBe(true);
    const isButton = Object.values(act.input.fields).every(({ kind }) => kind === 'hidden');
    expect(act.ask !== undefined || act.page !== undefined || isButton).toBe(true);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s stands in the API description and on the command line',
    (_, operation) => {
      const described = describeApi().paths?.[operation.path]?.[methodOf(operation).toLowerCase() as 'get' | 'post'];
      expect(described?.operationId).toBe(operation.id);
      const command = commandOf(operation);
      expect(command.parameters).toEqual(Object.keys(operation.on.params));
      expect(operation.path.match(/\{(\w+)\}/g) ?? []).toEqual(command.parameters.map((name) => `{${name}}`));
    },
  );
});
