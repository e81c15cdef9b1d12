import type { Member } from '../database/member.ts';
import { Problem } from './problem.ts';

/** @throws Problem 403 `role_not_allowed` unless the member's role is among these */
export function requireRole({ role }: Member, ...allowed: string[]): void {
  if (allowed.includes(role)) return;
  throw new Problem(403, 'role_not_allowed', `This is for the role ${allowed.join(' or ')}; yours is ${role}.`);
}
