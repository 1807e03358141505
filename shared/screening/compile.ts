import type { Binder, Formula, LexiconGroup, Pack, WordClass } from './pack.ts';
import { wordClasses } from './pack-names.ts';
import { expand, expandSets, parts } from './template.ts';
import { fold, isOneWord, tokenise } from './tokens.ts';
import type { Automaton } from './automaton.ts';
import { createAutomaton, special } from './automaton.ts';

/** What a path through the automaton has found. */
export type Pattern =
  | { readonly type: 'lexicon'; readonly group: LexiconGroup }
  | {
      readonly type: 'binder';
      readonly binder: Binder;
      readonly closedBy: ReadonlySet<string> | undefined;
    }
  | { readonly type: 'formula'; readonly formula: Formula }
  | { readonly type: 'idiom' }
  | { readonly type: 'link' }
  | { readonly type: 'content'; readonly content: keyof Pack['contents'] };

export type Compiled = {
  readonly pack: Pack;
  /** Numbers of folded words, and of those that a form wants exactly as written (`=Sie`). */
  readonly ids: ReadonlyMap<string, number>;
  readonly exactIds: ReadonlyMap<string, number>;
  readonly automaton: Automaton;
  readonly patterns: readonly Pattern[];
  /** By a word's number, its classes as bits. */
  readonly classes: readonly number[];
  readonly compounds: readonly { readonly ending: string; readonly pattern: number }[];
};

export const bits = Object.fromEntries(wordClasses.map((name, at) => [name, 1 << at])) as Record<
  WordClass,
  number
>;

/** Makes a pack's one automaton, at once: some tens of milliseconds, once a page and language. */
export function compile(pack: Pack): Compiled {
  const steps = compiling(pack);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same in steps of about a millisecond, for a page in which somebody is writing. */
export function* compiling(pack: Pack): Generator<undefined, Compiled> {
  const ids = new Map<string, number>();
  const exactIds = new Map<string, number>();
  const classes: number[] = [0, 0, 0, 0];
  const patterns: Pattern[] = [];
  const automaton = createAutomaton();

  const idOf = (word: string, map = ids): number => {
    let id = map.get(word);
    if (id === undefined) map.set(word, (id = classes.push(0) - 1));
    return id;
  };
  // The same few thousand words make up all forms: each is taken apart once.
  const readWords = new Map<string, readonly number[]>();
  const readWord = (word: string): readonly number[] => {
    if (word === '*') return [special.any];
    if (word === '^') return [special.sentenceStart];
    if (word === '#') return [special.number];
    if (word.startsWith('=')) return [idOf(word.slice(1), exactIds)];
    if (isOneWord(word)) return [idOf(fold(word))];
    return tokenise(word).folded.map((part) => idOf(part));
  };
  const wordAt = (word: string): readonly number[] => {
    let known = readWords.get(word);
    if (!known) readWords.set(word, (known = readWord(word)));
    return known;
  };
  const read = (form: string): readonly number[] => {
    const words = form.trim();
    if (words === '') return [];
    return words.includes(' ') ? words.split(/ +/).flatMap(wordAt) : wordAt(words);
  };
  const sets = expandSets(pack.sets);
  const add = (forms: readonly string[], pattern: Pattern): void => {
    const addForm = automaton.begin(patterns.push(pattern) - 1);
    for (const form of forms) addForm(parts(form, sets).map((part) => part.map(read)));
  };

  const foldAll = (forms: readonly string[] | undefined) =>
    forms && new Set(forms.flatMap((form) => expand(form, sets)).map(fold));

  for (const group of pack.lexicon) {
    add(group.forms, { type: 'lexicon', group });
    yield;
  }
  for (const binder of pack.binders) {
    add(binder.forms, { type: 'binder', binder, closedBy: foldAll(binder.closedBy) });
    yield;
  }
  for (const formula of pack.formulas) {
    add(formula.forms, { type: 'formula', formula });
    yield;
  }
  for (const [content, forms] of Object.entries(pack.contents))
    add(forms, { type: 'content', content: content as keyof Pack['contents'] });
  add(pack.links, { type: 'link' });
  add(pack.idioms, { type: 'idiom' });
  for (const name of wordClasses)
    for (const form of pack.classes[name])
      for (const word of expand(form, sets)) {
        const id = word.startsWith('=') ? idOf(word.slice(1), exactIds) : idOf(fold(word));
        classes[id]! |= bits[name];
      }
  const compounds = pack.compounds.flatMap((group) => {
    const pattern = patterns.push({ type: 'lexicon', group }) - 1;
    return group.forms
      .flatMap((form) => expand(form, sets))
      .map((ending) => ({ ending: fold(ending), pattern }));
  });
  return { pack, ids, exactIds, automaton, patterns, classes, compounds };
}
