/**
 * Does something for each organisation in turn. Where one fails, the others get theirs; what went wrong
 * first is thrown in the end, so that the run shows it.
 */
export async function forEachOf(
  organisations: readonly string[],
  work: (orgId: string) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const orgId of organisations)
    await work(orgId).catch((error: unknown) => void errors.push(error));
  if (errors.length > 0) throw errors[0];
}
