import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const logIn = (body: unknown) =>
  makeStage().ask({ method: 'POST', path: '/api/log-in', json: body, headers: { Accept: 'application/json' } });

describe('the log-in of a program', () => {
  it('gives the token that the other operations take', async () => {
    const answer = await logIn({ username: 'carla', password: 'carla-has-a-long-password' });
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([200, { token: 'id-carla' }]);
  });

  it('takes the code of an authenticator app with it', async () => {
    const answer = await logIn({ username: 'careful', password: 'careful-has-a-password', code: '123 456' });
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([200, { token: 'id-careful' }]);
  });

  it('never repeats a password, however wrong', async () => {
    const { body } = await logIn({ username: 'carla', password: 'x'.repeat(300) });
    expect(JSON.parse(body).detail).toBe('password is not shown; allowed: 1 to 256 characters');
  });

  it.each([
    [{ username: 'carla', password: 'wrong' }, 401],
    [{ username: 'nobody', password: 'carla-has-a-long-password' }, 401],
    [{ username: 'careful', password: 'careful-has-a-password' }, 401],
    [{ username: 'careful', password: 'careful-has-a-password', code: '000000' }, 401],
    [{ username: 'careful', password: 'careful-has-a-password', code: '000123' }, 401],
    [{ username: 'careful', password: 'careful-has-a-password', code: '12345' }, 400],
    [{ username: 'carla', password: 'again-and-again' }, 429],
    [{ username: 'carla' }, 400],
    [{ username: 'carla', password: 'carla-has-a-long-password', role: 'commander' }, 400],
  ])('refuses %j with %i', async (body, status) => {
    expect((await logIn(body)).statusCode).toBe(status);
  });

  it('says after too many of them when all tries are there again', async () => {
    const { headers } = await logIn({ username: 'carla', password: 'again-and-again' });
    expect(headers?.['Retry-After']).toBe('960');
  });
});
