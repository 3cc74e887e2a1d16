import { describe, expect, it } from 'vitest';
import { type DirectoryAccount, isUsableAddress, unreachable } from './account.ts';

const account: DirectoryAccount = {
  sub: 's',
  username: 'u',
  status: 'CONFIRMED',
  enabled: true,
  email: 'jan@voorbeeld.example',
  emailVerified: true,
  name: undefined,
  locale: undefined,
  environment: undefined,
  organisation: undefined,
  attributes: {},
  createdAt: undefined,
  modifiedAt: undefined,
};

describe('an account is reachable', () => {
  it('when it is enabled, confirmed, and its address is usable and verified', () => {
    expect(unreachable(account)).toBeUndefined();
    expect(unreachable({ ...account, status: 'RESET_REQUIRED' })).toBeUndefined();
  });

  it.each([
    ['disabled', { enabled: false }],
    ['unconfirmed', { status: 'UNCONFIRMED' }],
    ['archived', { status: 'ARCHIVED' }],
    ['no-address', { email: undefined }],
    ['no-address', { email: '' }],
    ['unusable-address', { email: 'not an address' }],
    ['unverified-address', { emailVerified: false }],
  ] as const)('not when it is %s', (reason, change) => {
    expect(unreachable({ ...account, ...change })).toBe(reason);
  });
});

describe('an address is usable', () => {
  it.each(['jan@voorbeeld.example', 'a+b@x.example', "o'neill@x.example", 'x@y.z.example', 'j.a.n@bücher.example'])(
    'such as %s',
    (address) => {
      expect(isUsableAddress(address)).toBe(true);
    },
  );

  it.each([
    'jan',
    'jan@',
    '@voorbeeld.example',
    'jan@voorbeeld',
    'jan..smit@voorbeeld.example',
    '.jan@voorbeeld.example',
    'jan.@voorbeeld.example',
    'jan@-voorbeeld.example',
    'jan@voorbeeld-.example',
    `${'a'.repeat(65)}@voorbeeld.example`,
    'a@b.example,c@d.example',
    'a@b.example;c@d.example',
    'a@b.example c@d.example',
    'a@b@c.example',
    'a@b.example\r\nBcc:x@y.example',
    'a@b.example\u0000',
    'ján@voorbeeld.example',
    '"a b"@c.example',
    '<a@b.example>',
    `${'a'.repeat(250)}@b.example`,
  ])('but not %j', (address) => {
    expect(isUsableAddress(address)).toBe(false);
  });
});
