import { AwsError } from '../../errors.ts';

/** An error for a value that SES does not take. */
export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

/** What nearly all addresses look like, so that they need no closer look. */
const ordinary = /^[\w.+-]+@[a-z\d-]+(\.[a-z\d-]+)+$/;

/**
 * The bare address in `text`, which may have a display name before it: `Ann <ann@example.com>`.
 * @throws AwsError when the local part is not 7-bit ASCII, or anything else is wrong with it. The texts are those of the
 * Java mail library behind SES.
 */
export function bareAddress(text: string): string {
  if (ordinary.test(text)) return text;
  const address = text.endsWith('>') ? text.slice(text.lastIndexOf('<') + 1, -1) : text;
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) throw badRequest("Missing final '@domain'");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (!/^[!-~]+$/.test(local)) throw badRequest('Local address contains control or whitespace');
  if (/[()<>,;:\\"[\]@]/.test(local)) throw badRequest('Local address contains illegal character');
  if (!/^[!-~]+$/.test(domain)) throw badRequest('Domain contains control or whitespace');
  if (!/^[\w.-]+$/.test(domain)) throw badRequest('Domain contains illegal character');
  if (domain.startsWith('.')) throw badRequest('Domain starts with dot');
  if (domain.endsWith('.')) throw badRequest('Domain ends with dot');
  if (domain.includes('..')) throw badRequest('Domain contains dot-dot');
  return address;
}

/** The domain of a bare address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The address as the suppression list keeps it: the domain in lower case, the local part as it is (tried against SES, 2026-06). */
export function suppressionKey(address: string): string {
  return `${address.slice(0, address.lastIndexOf('@'))}@${domainOf(address)}`;
}

/**
 * The scenario that a mailbox-simulator address stands for, such as `bounce` for `bounce+anything@simulator.amazonses.com`;
 * undefined for every other address.
 */
export function simulatorScenario(address: string): string | undefined {
  if (domainOf(address) !== 'simulator.amazonses.com') return undefined;
  return address.slice(0, address.lastIndexOf('@')).replace(/\+.*$/, '').toLowerCase();
}
