/**
 * The part before the @. Kept canonical: in quotes only where it needs them, so that `"jane"` and
 * `jane` are one. Inside quotes only `"` and `\` carry a backslash (RFC 5321 4.1.2).
 */

/** RFC 5322 atext; beyond ASCII whatever is seen (RFC 6531 3.3), so no controls, spaces or direction marks. */
const atext =
  String.raw`(?:[A-Za-z0-9!#$%&'*+\-/=?^_` + '`' + String.raw`{|}~]|[^\p{ASCII}\p{C}\p{Z}])`;
const dotAtom = new RegExp(String.raw`^${atext}+(?:\.${atext}+)*$`, 'u');

export function isDotAtom(text: string): boolean {
  return dotAtom.test(text);
}

/** `jane doe` becomes `"jane doe"`; `jane` stays. */
export function quoteIfNeeded(content: string): string {
  return isDotAtom(content) ? content : `"${content.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** `"jane doe"` becomes `jane doe`. Takes what `quoteIfNeeded` gave. */
export function unquote(local: string): string {
  return local.startsWith('"') ? local.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : local;
}
