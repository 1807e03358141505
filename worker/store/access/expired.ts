/** How long a browser's or a key's entry outlives it, so that who wonders why it stopped can see. */
const shownFor = 30 * 86_400_000;

/** What has run out and is worth nothing any more, one condition each; better-auth asks again before it uses its own. */
const expired: readonly (readonly [table: string, condition: string])[] = [
  ['sessions', 'expires_at <= ?1'],
  ['verifications', 'expires_at <= ?1'],
  ['links', 'expires_at <= ?1'],
  ['device_requests', 'expires_at <= ?1'],
  ['devices', `expires_at <= ?1 - ${shownFor}`],
  ['api_keys', `expires_at <= ?1 - ${shownFor}`],
];

/** Deletes it. Answers how many rows. */
export async function forgetExpired(db: D1Database, now: number): Promise<number> {
  const done = await db.batch(
    expired.map(([table, condition]) =>
      db.prepare(`DELETE FROM ${table} WHERE ${condition}`).bind(now),
    ),
  );
  return done.reduce((sum, { meta }) => sum + meta.changes, 0);
}
