import type { Random } from '#shared/platform.ts';

const kinds = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', '0123456789', '^$*.[]{}()?"!@#%&/,><:;|_~=+-'] as const;

/**
 * A password that nobody knows: 64 characters in turn of every kind that a policy may demand, some 297 bits. Of symbols only those that Cognito
 * counts as such (https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html).
 */
export function randomPassword(random: Random): string {
  const bytes = random.bytes(64);
  return Array.from(bytes, (byte, index) => {
    const kind = kinds[index % kinds.length] as string;
    return kind[byte % kind.length];
  }).join('');
}
