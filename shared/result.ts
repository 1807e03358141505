/** Something wrong with a value that came from outside: what, where and how to mend it. */
export type Problem = {
  /** Stable, dot-separated, for programs: `contact.email.no-at`. */
  readonly code: string;
  /** One sentence for people: what is wrong and how to mend it. Never quotes personal data. */
  readonly message: string;
  /** Where in the input, as a JSON path: `recipients[3].value`. */
  readonly path?: string;
};

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: string, message: string): Result<never> {
  return { ok: false, problem: { code, message } };
}
