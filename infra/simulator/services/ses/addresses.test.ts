import { describe, expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { bareAddress, simulatorScenario, suppressionKey } from './addresses.ts';

describe('an address', () => {
  it('is found behind a display name', () => {
    expect(bareAddress('ann@example.nl')).toBe('ann@example.nl');
    expect(bareAddress('"Ann, A." <ann+x@mail.example.nl>')).toBe('ann+x@mail.example.nl');
  });

  it.each([
    ['ann', "Missing final '@domain'"],
    ['@example.nl', "Missing final '@domain'"],
    ['ann@', "Missing final '@domain'"],
    ['zoë@example.nl', 'Local address contains control or whitespace'],
    ['a b@example.nl', 'Local address contains control or whitespace'],
    ['ann\r\nBcc:x@example.nl', 'Local address contains control or whitespace'],
    ['a@b@example.nl', 'Local address contains illegal character'],
    ['ann@exämple.nl', 'Domain contains control or whitespace'],
    ['ann@exa/mple.nl', 'Domain contains illegal character'],
    ['ann@.nl', 'Domain starts with dot'],
    ['ann@nl.', 'Domain ends with dot'],
    ['ann@a..nl', 'Domain contains dot-dot'],
  ])('is refused when it is %j', (address, message) => {
    expect(refusal(() => bareAddress(address))).toEqual({ name: 'BadRequestException', message });
  });

  it('is suppressed whatever the case of its domain, not of its local part', () => {
    expect(suppressionKey('Ann@Example.NL')).toBe('Ann@example.nl');
  });

  it('belongs to the mailbox simulator with and without a label', () => {
    expect(simulatorScenario('bounce+a+b@simulator.amazonses.com')).toBe('bounce');
    expect(simulatorScenario('Success@Simulator.amazonses.com')).toBe('success');
    expect(simulatorScenario('bounce@example.nl')).toBeUndefined();
  });
});
