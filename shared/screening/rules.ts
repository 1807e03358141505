import { packs } from './packs.ts';

let known: ReadonlySet<string> | undefined;

/** Whether it is the id of a binder or formula of any language, or of what is found without words. */
export function isRule(id: string): boolean {
  known ??= new Set([
    'pretended-thread',
    'elliptic',
    ...packs.flatMap(({ binders, formulas }) =>
      [...binders, ...formulas].map(({ id: one }) => one),
    ),
  ]);
  return known.has(id);
}
