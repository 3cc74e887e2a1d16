import { expect, test } from 'vitest';
import { person } from '../fixture.ts';
import { type DirectoryUser, isRefused, type RefusedLine, readDirectory } from './directory-file.ts';

const good = {
  ...person(1),
  UserCreateDate: 1465177892.807,
  UserLastModifiedDate: '2026-11-13T10:11:50.112Z',
  Enabled: true,
  UserStatus: 'CONFIRMED',
};

async function read(...lines: (string | object)[]): Promise<(DirectoryUser | RefusedLine)[]> {
  const entries: (DirectoryUser | RefusedLine)[] = [];
  for await (const entry of readDirectory(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))))
    entries.push(entry);
  return entries;
}

async function reason(line: string | object): Promise<string> {
  const [entry] = await read(line);
  return entry !== undefined && isRefused(entry) ? entry.reason : 'accepted';
}

test('reads a user with dates in either form', async () => {
  const [user] = await read({ ...good, MFAOptions: [], UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], Unknown: 1 });
  expect(user).toEqual({
    ...person(1),
    UserCreateDate: new Date('2016-06-06T01:51:32.807Z'),
    UserLastModifiedDate: new Date('2026-11-13T10:11:50.112Z'),
    Enabled: true,
    UserStatus: 'CONFIRMED',
    MFAOptions: [],
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
  });
});

test('a user without an address is whole', async () => {
  expect(await reason({ ...good, Attributes: [{ Name: 'sub', Value: good.Username }] })).toBe('accepted');
});

test('a missing sub is the Username where that is a UUID', async () => {
  const [user] = await read({ ...good, Attributes: [] });
  expect(user).toMatchObject({ Attributes: [{ Name: 'sub', Value: good.Username }] });
  expect(await reason({ ...good, Username: 'Corporate_1', Attributes: [] })).toContain('Attributes has no sub');
});

test('the byte-order mark of the first line does not count', async () => {
  expect(await reason(`\uFEFF${JSON.stringify(good)}`)).toBe('accepted');
});

test('a bad line is told with its number and stops nothing', async () => {
  const two = { ...good, ...person(2) };
  const entries = await read(good, '', JSON.stringify(good).slice(0, 200), two);
  expect(entries.map((entry) => (isRefused(entry) ? entry.line : entry.Username))).toEqual([good.Username, 2, 3, two.Username]);
});

test.each([
  ['', 'the line is empty'],
  ['   ', 'the line is empty'],
  [JSON.stringify(good).slice(0, 60), 'the line is cut off'],
  [JSON.stringify(good).slice(0, -1), 'the line is cut off'],
  ['{"Username": "a" "b"}', 'the line is not JSON'],
  ['[1]', 'the line is an array; it must be one user as a JSON object'],
  ['3', 'the line is a number'],
  ['null', 'the line is nothing'],
])('refuses the line %j', async (line, expected) => {
  expect(await reason(line)).toContain(expected);
});

test.each([
  [{ Username: undefined }, 'Username is missing; allowed are 1 to 128 characters without spaces'],
  [{ Username: '' }, 'Username is empty'],
  [{ Username: 7 }, 'Username is a number'],
  [{ Username: 'a b' }, 'Username has 3 characters or one that is not allowed'],
  [{ Username: 'a'.repeat(129) }, 'Username has 129 characters'],
  [{ Attributes: undefined }, 'Attributes is missing; allowed is an array'],
  [{ Attributes: { sub: 'x' } }, 'Attributes is an object; allowed is an array'],
  [{ Attributes: [{ Value: 'x' }] }, 'Attributes[0] has no Name'],
  [{ Attributes: [{ Name: 'email', Value: 3 }] }, 'Attributes[0] (email) has a number as Value'],
  [{ Attributes: [{ Name: 'name', Value: 'x'.repeat(2049) }] }, 'Attributes[0] (name) has 2049 characters'],
  [
    {
      Attributes: [
        { Name: 'a', Value: 'x' },
        { Name: 'a', Value: 'y' },
      ],
    },
    'Attributes has a twice',
  ],
  [{ Attributes: [{ Name: 'sub', Value: 'x' }] }, 'sub is not a UUID'],
  [{ UserCreateDate: undefined }, 'UserCreateDate is missing; allowed is ISO 8601 with a time zone, or seconds since 1970'],
  [{ UserCreateDate: 'yesterday' }, 'UserCreateDate is "yesterday"; allowed is ISO 8601'],
  [{ UserCreateDate: '2026-02-30T25:00:00Z' }, 'UserCreateDate is "2026-02-30T25:00:00Z"'],
  [{ UserLastModifiedDate: 1465177892807 }, 'UserLastModifiedDate is 1465177892807; allowed is ISO 8601'],
  [{ UserLastModifiedDate: -1 }, 'UserLastModifiedDate is -1'],
  [{ UserLastModifiedDate: true }, 'UserLastModifiedDate is true'],
  [{ Enabled: 'yes' }, 'Enabled is "yes"; allowed are true and false'],
  [{ UserStatus: 'ACTIVE' }, 'UserStatus is "ACTIVE"; allowed are UNCONFIRMED, CONFIRMED, ARCHIVED'],
  [{ UserStatus: undefined }, 'UserStatus is missing'],
  [{ MFAOptions: 'SMS' }, 'MFAOptions is a string; allowed is an array'],
  [{ UserMFASettingList: [1] }, 'UserMFASettingList is an array; allowed is an array of texts'],
  [{ PreferredMfaSetting: 1 }, 'PreferredMfaSetting is a number'],
])('names field, value and what is allowed for %j', async (change, expected) => {
  expect(await reason({ ...good, ...change })).toContain(expected);
});

test('a Username or sub that came before is refused with the line where', async () => {
  const federated = { ...good, Username: 'Corporate_1' };
  const entries = await read(good, good, federated, { ...good, ...person(2), Username: 'Corporate_2' }, person(3));
  expect(entries.filter(isRefused).map(({ line, reason }) => `${line}: ${reason.split(';')[0]}`)).toEqual([
    '2: Username is the same as on line 1',
    '3: sub is the same as on line 1',
    '5: UserCreateDate is missing',
  ]);
});

test('a refused line does not take its Username from a later one', async () => {
  const entries = await read({ ...good, Enabled: 'yes' }, good);
  expect(entries.map(isRefused)).toEqual([true, false]);
});

test('reasons hold nothing of the holder', async () => {
  const holder = {
    ...good,
    Attributes: [
      { Name: 'email', Value: 'secret@example.com' },
      { Name: 'email', Value: 'secret@example.com' },
    ],
  };
  for (const line of [holder, { ...good, Attributes: 'secret@example.com' }, { ...good, Username: 'secret @example.com' }]) {
    const text = await reason(line);
    expect(text).not.toBe('accepted');
    expect(text).not.toContain('secret');
  }
});
