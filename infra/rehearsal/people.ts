import type { Simulator } from '#simulator/simulator.ts';

/** A member of staff. */
export interface StaffUser {
  readonly username: string;
  readonly password: string;
  /** A role of the console: commander, approver, agent, auditor or operator. */
  readonly role: string;
  /** @default an address of their own */
  readonly email?: string;
}

/** A member of staff who can log in. */
export interface EnrolledStaff extends StaffUser {
  /** Key of the authenticator app, in base32. */
  readonly totp: string;
}

/** The staff of a simulated Sluis. */
export const staffUsers: readonly StaffUser[] = [
  { username: 'carla', password: 'Carla-commands-2026', role: 'commander' },
  { username: 'anton', password: 'Anton-approves-2026', role: 'approver' },
  { username: 'agnes', password: 'Agnes-answers-2026', role: 'agent' },
  { username: 'aukje', password: 'Aukje-audits-2026', role: 'auditor' },
  { username: 'olaf', password: 'Olaf-operates-2026', role: 'operator' },
];

/** The password that every account of a simulated directory has before a campaign: the one that was stolen. */
export const stolenPassword = 'Stolen-Password-2016';

/** Puts the staff into the staff pool, each with an authenticator app. */
export function addStaff({ services: { cognito } }: Simulator, poolId: string, staff = staffUsers): readonly EnrolledStaff[] {
  const run = (operation: string, input: object) => void cognito.operations[operation]?.({ UserPoolId: poolId, ...input });
  const users = staff.map(({ username, email = `${username}@staff.example` }) => ({
    Username: username,
    Attributes: [{ Name: 'email', Value: email }],
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
  }));
  cognito.importUsers(poolId, users);
  return staff.map((user) => {
    const { username, password, role } = user;
    run('AdminSetUserPassword', { Username: username, Password: password, Permanent: true });
    run('AdminAddUserToGroup', { Username: username, GroupName: role });
    return { ...user, totp: cognito.inspect.user(poolId, username).softwareToken ?? '' };
  });
}
