import { fromHex } from '../../bytes.ts';
import type { Scope } from '../scope.ts';
import type { TileId, Tiles } from './tiles.ts';
import { tileKey } from './tiles.ts';

type Row = TileId & { readonly hashes: string };

/** In one query, however many. Those that are not there are left out. */
export async function readTiles({ db, orgId }: Scope, ids: readonly TileId[]): Promise<Tiles> {
  if (ids.length === 0) return new Map();
  const { results } = await db
    .prepare(
      `SELECT t.level, t.tile, hex(t.hashes) AS hashes FROM json_each(?2) k
         CROSS JOIN log_tiles t ON t.org_id = ?1 AND t.level = k.value->>0 AND t.tile = k.value->>1`,
    )
    .bind(orgId, JSON.stringify(ids.map(({ level, tile }) => [level, tile])))
    .all<Row>();
  return new Map(results.map((row) => [tileKey(row), fromHex(row.hashes)]));
}
