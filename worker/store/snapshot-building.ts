import { packPart } from '../../shared/snapshot/pack.ts';
import { openPart } from '../../shared/snapshot/part.ts';
import { isWorthABase } from '../../shared/snapshot/snapshot.ts';
import type { Scope } from './scope.ts';
import type { Build, NewPart } from './snapshot-builds.ts';
import { addPart, newestBuild, openBuild, pastAll, startBuild } from './snapshot-builds.ts';
import type { IdentifierRow } from './snapshot-entries.ts';
import { entriesOf, identifierColumns } from './snapshot-entries.ts';
import type { Limits } from './snapshot-limits.ts';
import { versionStatement } from './event-rows.ts';

/** D1 takes 2 MB in a value (2026-04). */
const maxPart = 1_500_000;

/**
 * Makes one part more of the organisation's next whole, where one is due; each part is three queries and
 * bounded work, so that it can be gone on with after any stop. Gives whether there is more to do.
 */
export async function buildOn(
  scope: Scope,
  now: number,
  { few, perPart }: Limits,
): Promise<boolean> {
  const build = (await openBuild(scope)) ?? (await startIfDue(scope, now, few));
  if (!build) return false;
  const part = await nextPart(scope, build, perPart);
  try {
    await addPart(scope, build, part);
  } catch (error) {
    // Somebody else is at it, and has added this part before us.
    if (!(error instanceof Error && error.message.includes('UNIQUE constraint'))) throw error;
    return false;
  }
  return part.nextPrefix < pastAll;
}

async function startIfDue(scope: Scope, now: number, few: number): Promise<Build | undefined> {
  const newest = await newestBuild(scope);
  const { version } = (await versionStatement(scope).first<{ version: number }>())!;
  if (!isWorthABase(version - (newest?.version ?? 0), newest?.entries ?? 0, few)) return undefined;
  return startBuild(scope, version, now);
}

/** With half as many identifiers, where those known so much that it became too large to store. */
async function nextPart(scope: Scope, build: Build, limit: number): Promise<NewPart> {
  const { rows, nextPrefix } = await nextRows(scope, build.nextPrefix, limit);
  const entries = (await entriesOf(scope, rows, build.version)).filter(
    ({ members }) => members.length > 0,
  );
  const bytes = packPart(entries, {
    first: build.nextPrefix * 0x10000,
    last: nextPrefix * 0x10000 - 1,
  });
  const packed = await gzip(bytes);
  if (packed.byteLength > maxPart && nextPrefix > build.nextPrefix + 1 && limit > 1)
    return nextPart(scope, build, limit >> 1);
  const part = openPart(bytes.buffer);
  if (!part.ok) throw new Error(part.problem.message);
  const { checksum } = part.value;
  return { nextPrefix, entries: entries.length, size: bytes.length, checksum, packed };
}

const rowsQuery = `
SELECT ${identifierColumns} FROM identifiers i INDEXED BY identifiers_device
  LEFT JOIN persons p ON p.org_id = ?1 AND p.contact_id = i.contact_id
WHERE i.org_id = ?1 AND i.device_wide >= unhex(?2) ORDER BY i.device_wide LIMIT ?3`;

/** The next identifiers by device hash, up to the end of a 16-bit prefix; at least one prefix's, however many those are. */
async function nextRows(scope: Scope, prefix: number, limit: number) {
  const from = `${prefix.toString(16).padStart(4, '0')}${'0'.repeat(12)}`;
  const page = scope.db.prepare(rowsQuery).bind(scope.orgId, from, limit);
  const { results } = await page.all<IdentifierRow>();
  if (results.length < limit) return { rows: results, nextPrefix: pastAll };
  const last = prefixOf(results.at(-1)!);
  // The last prefix may go on behind the page.
  if (last > prefixOf(results[0]!))
    return { rows: results.filter((row) => prefixOf(row) < last), nextPrefix: last };
  return nextRows(scope, prefix, 2 * limit);
}

const prefixOf = ({ wide }: IdentifierRow): number => Number.parseInt(wide.slice(0, 4), 16);

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
