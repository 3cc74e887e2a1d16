import { expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { pageTexts } from '#shared/languages/pages.ts';
import type { HttpResponse } from '#simulator/services/apigateway/http.ts';
import { attribute, plainUsers } from '../kits/reminders.ts';
import { setStage } from '../kits/world.ts';

it('4,000 requests at once for slow pages leave the gate its own executions: whoever signs in gets an answer (attack 65)', async () => {
  const users = await plainUsers();
  const [user] = users;
  if (user === undefined) throw new Error('nobody can sign in');
  const stage = await setStage({
    users,
    faults: {
      at: ({ phase, service, caller }) =>
        phase === 'before' && service === 'dynamodb' && caller.startsWith('pages') ? { kind: 'delay', ms: 20_000 } : undefined,
    },
  });
  const gateId = [...(stage.simulator.stacks.get('sluis-gate')?.resources.keys() ?? [])].find((id) => /^gatefunction/.test(id)) ?? '';
  const form = new URLSearchParams({ address: attribute(user, 'email') }).toString();
  const headers = { host: 'pages.example', origin: 'https://pages.example', 'content-type': 'application/x-www-form-urlencoded' };
  const statuses: number[] = [];
  let refusal: HttpResponse | undefined;
  for (let request = 0; request < 4_000; request++) {
    void stage.simulator.http('sluis-pages', { method: 'POST', path: '/identify', headers, body: form }).then((answer) => {
      statuses.push(answer.status);
      if (answer.status === 429) refusal ??= answer;
    });
  }
  await stage.pass(2_000);
  const outcomes = await Promise.all(
    users.slice(0, 40).map(({ Username = '' }) =>
      stage.signIn(Username, stolenPassword).then(
        () => 'in',
        (error: Error) => error.message,
      ),
    ),
  );
  expect(Object.fromEntries(Object.entries(Object.groupBy(outcomes, (each) => each)).map(([each, all]) => [each, all?.length]))).toEqual({
    in: Math.min(40, users.length),
  });
  await stage.pass(60_000);
  expect(statuses).toHaveLength(4_000);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(3_000);
  expect(stage.simulator.services.lambda.usage(gateId).throttles).toBe(0);
  // Whom the API turns away, which knows nobody's language, is told what to do in all of them.
  expect(refusal?.headers).toMatchObject({ 'Content-Type': ['text/html; charset=utf-8'], 'Retry-After': ['1'] });
  for (const language of languages) expect(refusal?.body).toContain(pageTexts[language]('busy.text'));
  // API Gateway would read a variable.
  expect(refusal?.body).not.toContain('$');
});
