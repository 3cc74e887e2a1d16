import type { DirectoryAccount } from '#domain/account/account.ts';

/** An account of the directory whose holder can be mailed. */
export const someAccount: DirectoryAccount = {
  sub: '0b1c',
  username: '0b1c',
  status: 'CONFIRMED',
  enabled: true,
  email: 'Jan@Voorbeeld.example',
  emailVerified: true,
  name: 'Jan',
  locale: 'nl-NL',
  environment: 'nl',
  organisation: 'org-1',
  attributes: { email: 'Jan@Voorbeeld.example', 'custom:environment': 'nl' },
  createdAt: 1,
  modifiedAt: 1,
};
