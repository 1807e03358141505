/** The npm package, not Node's deprecated module of the same name; its own file name keeps them apart. */
declare module 'punycode/punycode.es6.js' {
  export function encode(label: string): string;
  /** Throws `RangeError` on what is no punycode. */
  export function decode(label: string): string;
}
