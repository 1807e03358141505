import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';

/** Where a member's request belongs: the only organisation that it can reach. */
export function placeOf(c: Context<AppEnv>): { db: D1Database; orgId: string } {
  return { db: c.env.DB, orgId: c.var.member.orgId };
}

/** Who does it, and when: for the audit. */
export function doing(c: Context<AppEnv>): { actor: string; now: number } {
  return { actor: c.var.member.actor, now: Date.now() };
}
