/** `Firefox on Linux`: enough to tell one's own browsers apart. */
export function browserIn(userAgent: string): string {
  const of = (names: readonly (readonly [RegExp, string])[], other: string) =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? other;
  const browser = of(
    [
      [/Edg\//, 'Edge'],
      [/Firefox\//, 'Firefox'],
      [/Chrom(e|ium)\//, 'Chrome'],
      [/Safari\//, 'Safari'],
    ],
    'A browser',
  );
  const system = of(
    [
      [/iPhone|iPad/, ' on iOS'],
      [/Android/, ' on Android'],
      [/Windows/, ' on Windows'],
      [/Mac OS/, ' on macOS'],
      [/Linux/, ' on Linux'],
    ],
    '',
  );
  return browser + system;
}
