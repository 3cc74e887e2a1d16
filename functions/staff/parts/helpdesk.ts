import type { Role } from '#domain/staff/staff.ts';

/** Who helps single holders: calls them, writes to them, and sends them their notice again. */
export const helpdesk: readonly Role[] = ['commander', 'agent'];
