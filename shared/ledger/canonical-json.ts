import type { Problem, Result } from '../result.ts';
import { fail, ok } from '../result.ts';

/** Deeper than any record of ours, and far from where a recursion runs out of stack. */
const maxDepth = 256;

/** Where the writer is: the keys that led there, and the objects it is inside of. */
type Trail = { readonly keys: (string | number)[]; readonly inside: object[] };

class NotJson extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * The one text of a JSON value by RFC 8785 (JCS): no white space, keys in the order of their UTF-16
 * code units, numbers and strings as ECMAScript writes them. What JSON cannot hold is refused with
 * its path (`ledger.json.*`) and never left out: a value signed is the value meant.
 */
export function canonicalJson(value: unknown): Result<string> {
  try {
    return ok(write(value, { keys: [], inside: [] }));
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Reads a text that must be canonical already: one value, one spelling, so one hash. */
export function parseCanonicalJson(text: string): Result<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('ledger.json.unreadable', 'This is not JSON.');
  }
  const canonical = canonicalJson(value);
  if (!canonical.ok) return canonical;
  if (canonical.value === text) return ok(value);
  return fail(
    'ledger.json.not-canonical',
    `This is JSON, but not in its canonical form (RFC 8785): it differs at character ${firstDifference(canonical.value, text)}.`,
  );
}

function write(value: unknown, at: Trail): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return writeString(value, at);
    case 'number':
      if (!Number.isFinite(value)) refuse(at, 'not-finite', 'JSON has no NaN and no infinity.');
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      return writeNested(value, at);
    default:
      return refuse(at, 'not-json', `JSON cannot hold a value of type ${typeof value}.`);
  }
}

function writeString(text: string, at: Trail): string {
  if (!text.isWellFormed())
    refuse(at, 'lone-surrogate', 'The text holds half of a surrogate pair, which is no character.');
  return JSON.stringify(text);
}

function writeNested(value: object, at: Trail): string {
  if (at.inside.includes(value)) refuse(at, 'cycle', 'The value contains itself.');
  if (at.inside.length >= maxDepth)
    refuse(at, 'too-deep', `The value is nested more than ${maxDepth} levels deep.`);
  at.inside.push(value);
  const text = Array.isArray(value) ? writeArray(value, at) : writeObject(value, at);
  at.inside.pop();
  return text;
}

function writeArray(items: readonly unknown[], at: Trail): string {
  // By index, not `map`: a hole in the array is an `undefined` to refuse, not one to pass over.
  const parts: string[] = [];
  for (let index = 0; index < items.length; index++) {
    at.keys.push(index);
    parts.push(write(items[index], at));
    at.keys.pop();
  }
  return `[${parts.join(',')}]`;
}

function writeObject(value: object, at: Trail): string {
  if (!isPlain(value))
    refuse(at, 'not-plain', 'Only plain objects and arrays can be written, not class instances.');
  if (Object.getOwnPropertySymbols(value).length > 0)
    refuse(at, 'symbol-key', 'An object key is a symbol, which JSON cannot hold.');
  const parts: string[] = [];
  // `sort` without a comparison is by UTF-16 code units, as RFC 8785 section 3.2.3 wants.
  for (const key of Object.keys(value).sort()) {
    at.keys.push(key);
    parts.push(`${writeString(key, at)}:${write((value as Record<string, unknown>)[key], at)}`);
    at.keys.pop();
  }
  return `{${parts.join(',')}}`;
}

/** An object literal, also one made in another realm, where `Object.prototype` is another object. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(at: Trail, code: string, message: string): never {
  const path = at.keys.map(step).join('').replace(/^\./, '');
  throw new NotJson({ code: `ledger.json.${code}`, message, ...(path && { path }) });
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
