import { expect, it } from 'vitest';
import { download, toGateway } from './http-response.ts';

it('gives a file that is saved under its name, not shown, not guessed at and not kept by caches', () => {
  const { statusCode, headers, body } = toGateway(download('call-list.csv', 'text/csv; charset=utf-8', '\uFEFF"a"\r\n'), 'GET');
  expect([statusCode, body]).toEqual([200, '\uFEFF"a"\r\n']);
  expect(headers).toMatchObject({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="call-list.csv"',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
});
