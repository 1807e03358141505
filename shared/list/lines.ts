import type { Cells } from './cells.ts';
import type { Field } from './fields.ts';

/** What is to be said of a row: that it was refused, or what of it was not taken as it stands. Holds nothing of what it says. */
export type RowLine = {
  /** The column's name, where it is about one. */
  readonly column: string | null;
  readonly code: string;
  /** What is expected there. */
  readonly message: string;
};

/** Collects what is to be said of one row. */
export class Lines {
  readonly told: RowLine[] = [];
  readonly #nameOf: Cells['nameOf'];

  constructor({ nameOf }: Pick<Cells, 'nameOf'>) {
    this.#nameOf = nameOf;
  }

  tell(field: Field, code: string, message: string): undefined {
    this.tellOf(this.#nameOf(field), code, message);
  }

  /** By the column's own name, or of the whole row. */
  tellOf(column: string | null, code: string, message: string): undefined {
    const full = code.includes('.') ? code : `list.${code}`;
    if (!this.told.some((line) => line.code === full && line.column === column))
      this.told.push({ column, code: full, message });
  }
}
