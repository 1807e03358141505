import list from './hostile-strings.json';

const named = Object.entries(list.strings).flatMap(([kind, texts]) =>
  texts.map((text) => ({ kind, text })),
);
const long = list.repeated.map(({ text, times }) => ({ kind: 'long', text: text.repeat(times) }));

/** What people and programs put where a name, a note or an id belongs. */
export const hostile: readonly { readonly kind: string; readonly text: string }[] = [
  ...named,
  ...long,
  // No JSON file that a bundler reads may hold half a surrogate pair.
  ...['\ud800', 'a\udfffb', '\udc00\ud800'].map((text) => ({ kind: 'half a pair', text })),
];

/** Every one `step` from the next, and of each kind at least one. */
export function someHostile(step: number): typeof hostile {
  const kinds = new Set<string>();
  return hostile.filter(({ kind }, index) => {
    const isFirst = !kinds.has(kind);
    kinds.add(kind);
    return isFirst || index % step === 0;
  });
}

/** A copy of a body with another value at a path such as `events.0.evidence`. */
export function withText(body: unknown, path: string, text: string): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop()!;
  let place = copy;
  for (const step of steps) place = place[step] as Record<string, unknown>;
  if (!(last in place)) throw new Error(`There is nothing at ${path}.`);
  place[last] = text;
  return copy;
}
