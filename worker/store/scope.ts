import type { OrgKeys } from '../keys.ts';

/** What every query of the store is made with: there is no way to ask without an organisation. */
export type Scope = { readonly db: D1Database; readonly orgId: string; readonly keys: OrgKeys };
