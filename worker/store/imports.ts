import type { By } from './event-rows.ts';
import type {
  ImportPage,
  ImportRecord,
  LinesPage,
  NewImport,
  PlacedLine,
} from './imports-records.ts';
import { beginImport, findImport, importLines, importPage } from './imports-records.ts';
import type { Step } from './imports-steps.ts';
import { advanceImport } from './imports-steps.ts';
import type { Scope } from './scope.ts';

/** Lists that are taken in. */
export type Imports = {
  readonly begin: (list: NewImport, by: By) => Promise<ImportRecord>;
  readonly find: (id: string) => Promise<ImportRecord | undefined>;
  /** Newest first. */
  readonly page: (page: ImportPage) => Promise<ImportRecord[]>;
  /** The report's lines, in the order of the rows. */
  readonly lines: (id: string, page: LinesPage) => Promise<PlacedLine[]>;
  /** Records rows and how far the list has come with them. Throws a 409 `Refusal` when it is elsewhere by now. */
  readonly advance: (from: ImportRecord, step: Step, by: By) => Promise<ImportRecord>;
};

export function importsOf(scope: Scope): Imports {
  return {
    begin: (list, by) => beginImport(scope, list, by),
    find: (id) => findImport(scope, id),
    page: (page) => importPage(scope, page),
    lines: (id, page) => importLines(scope, id, page),
    advance: (from, step, by) => advanceImport(scope, from, step, by),
  };
}
