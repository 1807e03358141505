import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import type { Pack } from './pack.ts';
import { de } from './terms/de/pack.ts';
import { en } from './terms/en/pack.ts';
import { es } from './terms/es/pack.ts';
import { fr } from './terms/fr/pack.ts';
import { it } from './terms/it/pack.ts';
import { nl } from './terms/nl/pack.ts';
import { pt } from './terms/pt/pack.ts';

/** One line a language. */
export const packs: readonly Pack[] = [en, de, es, fr, nl, pt, it];

/** ISO 639 codes of the languages that can be screened. */
export const screenedLanguages: readonly string[] = packs.map(({ language }) => language);

const byLanguage = new Map(packs.map((pack) => [pack.language, pack]));
const compiled = new Map<string, Compiled>();

/** The automaton of a language, made when it is first asked for. */
export function packFor(language: string): Compiled | undefined {
  const pack = byLanguage.get(language);
  if (!pack) return undefined;
  let made = compiled.get(language);
  if (!made) compiled.set(language, (made = compile(pack)));
  return made;
}
