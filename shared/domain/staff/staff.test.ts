import { describe, expect, it } from 'vitest';
import { may, staffFromClaims } from './staff.ts';

describe('staff', () => {
  it.each([
    ['text with commas, as API Gateway gives it', 'commander,auditor'],
    ['text with brackets', '[commander auditor]'],
    ['an array, as a token has it', ['auditor', 'commander', 'somebody-else']],
  ])('has the roles of its groups from %s', (_, groups) => {
    expect(staffFromClaims({ username: 'anna', 'cognito:groups': groups })?.roles).toEqual(['commander', 'auditor']);
  });

  it('has no role without groups, and none that only contains the name of one', () => {
    expect(staffFromClaims({ username: 'anna' })?.roles).toEqual([]);
    expect(staffFromClaims({ username: 'anna', 'cognito:groups': 'no-commander,commanders' })?.roles).toEqual([]);
  });

  it('is nobody without a username', () => {
    expect(staffFromClaims({ 'cognito:groups': 'commander' })).toBeUndefined();
    expect(staffFromClaims({ username: 1 })).toBeUndefined();
  });

  it.each([
    ['commander', ['seeContents']],
    ['approver', ['seeContents']],
    ['agent', []],
    ['auditor', ['seeContents']],
    ['operator', ['inviteDevice']],
  ] as const)('as %s may %j', (role, actions) => {
    const all = ['seeContents', 'inviteDevice'] as const;
    expect(all.filter((action) => may({ username: 'anna', roles: [role] }, action))).toEqual(actions);
  });
});
