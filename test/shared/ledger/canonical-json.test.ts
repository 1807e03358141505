import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonicalJson } from '../../../shared/ledger/canonical-json.ts';
import { problemOf, valueOf } from './tools.ts';

const double = (bits: string) => Buffer.from(bits, 'hex').readDoubleBE(0);

describe('canonical JSON', () => {
  it('writes the sample of RFC 8785 section 3.2.2 as section 3.2.3 does', () => {
    const sample = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`);
    expect(valueOf(canonicalJson(sample))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('orders keys by UTF-16 code units, as in RFC 8785 section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = valueOf(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0]))));
    const order = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    expect(text).toBe(`{${order.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });

  // RFC 8785 appendix B.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555554', '333333333.33333325'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s', (bits, text) => {
    expect(valueOf(canonicalJson(double(bits)))).toBe(text);
  });

  it.each<[string, unknown, string, string | undefined]>([
    ['NaN', { a: [1, Number.NaN] }, 'not-finite', 'a[1]'],
    ['infinity', Number.POSITIVE_INFINITY, 'not-finite', undefined],
    ['undefined', { 'to do': undefined }, 'not-json', '["to do"]'],
    ['a hole in an array', { list: Array.of(1, 2).concat(Array(1)) }, 'not-json', 'list[2]'],
    ['a function', [[], { f() {} }], 'not-json', '[1].f'],
    ['a symbol', { s: Symbol('s') }, 'not-json', 's'],
    ['a bigint', { n: 1n }, 'not-json', 'n'],
    ['half a surrogate pair', { text: ['\ud83d'] }, 'lone-surrogate', 'text[0]'],
    ['half a surrogate pair as key', { '\ude00': 1 }, 'lone-surrogate', String.raw`["\ude00"]`],
    ['a date', { at: new Date(0) }, 'not-plain', 'at'],
    ['a map', new Map(), 'not-plain', undefined],
    ['a boxed number', Object(1), 'not-plain', undefined],
    ['a symbol key', { a: { [Symbol('k')]: 1 } }, 'symbol-key', 'a'],
  ])('refuses %s and says where', (_, value, code, path) => {
    const problem = problemOf(canonicalJson(value));
    expect(problem.code).toBe(`ledger.json.${code}`);
    expect(problem.path).toBe(path);
  });

  it('refuses what contains itself, but not what is there twice', () => {
    const cycle: Record<string, unknown> = { name: 'a' };
    cycle['inner'] = [{ back: cycle }];
    expect(problemOf(canonicalJson(cycle))).toMatchObject({
      code: 'ledger.json.cycle',
      path: 'inner[0].back',
    });
    const twice = { x: 1 };
    expect(valueOf(canonicalJson([twice, twice]))).toBe('[{"x":1},{"x":1}]');
  });

  it('refuses bottomless nesting instead of running out of stack', () => {
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
    expect(canonicalJson(nested(256)).ok).toBe(true);
    expect(problemOf(canonicalJson(nested(257))).code).toBe('ledger.json.too-deep');
    expect(problemOf(canonicalJson(nested(100_000))).code).toBe('ledger.json.too-deep');
  });

  it('writes objects without a prototype, of another realm, and with odd keys', () => {
    expect(valueOf(canonicalJson(Object.assign(Object.create(null), { a: 1 })))).toBe('{"a":1}');
    expect(valueOf(canonicalJson(runInNewContext('({ b: [1], a: {} })')))).toBe('{"a":{},"b":[1]}');
    const text = '{"":0,"__proto__":{"x":1},"constructor":2}';
    expect(valueOf(canonicalJson(JSON.parse(text)))).toBe(text);
  });

  it('gives back the value when read, and the text when written again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 5 }), (value) => {
        const text = valueOf(canonicalJson(value));
        // JSON knows no minus zero, so the comparison goes through JSON too.
        expect(valueOf(parseCanonicalJson(text))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(valueOf(canonicalJson(JSON.parse(text)))).toBe(text);
      }),
    );
  });

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.func(fc.nat()), (object, rank) => {
        const entries = Object.entries(object);
        const shuffled = entries.toSorted(([a], [b]) => rank(a) - rank(b));
        expect(canonicalJson(Object.fromEntries(shuffled))).toEqual(canonicalJson(object));
      }),
    );
  });
});

describe('reading canonical JSON', () => {
  it.each([
    ['white space', '{"a": 1}', 5],
    ['unordered keys', '{"b":1,"a":2}', 2],
    ['a key twice', '{"a":1,"a":2}', 5],
    ['a number in another form', '[1.0]', 2],
    ['a needless escape', String.raw`["\u0041"]`, 2],
    ['a trailing newline', '[]\n', 2],
  ])('refuses %s and says where', (_, text, at) => {
    const problem = problemOf(parseCanonicalJson(text));
    expect(problem.code).toBe('ledger.json.not-canonical');
    expect(problem.message).toContain(`at character ${at}.`);
  });

  it('refuses what is no JSON, and half a surrogate pair hidden in an escape', () => {
    expect(problemOf(parseCanonicalJson('{a:1}')).code).toBe('ledger.json.unreadable');
    expect(problemOf(parseCanonicalJson(String.raw`["\ud83d"]`)).code).toBe(
      'ledger.json.lone-surrogate',
    );
  });
});
