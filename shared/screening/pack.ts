import * as v from 'valibot';
import { categories } from './finding.ts';
import { kinds, wordClasses } from './pack-names.ts';

const text = v.pipe(v.string(), v.minLength(1));
const forms = v.pipe(v.array(text), v.minLength(1));
const category = v.picklist(categories);
const ambiguity = v.picklist([0, 1, 2]);
const confidence = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const kindList = v.pipe(v.array(v.picklist(kinds)), v.minLength(1));

/** Words of one category that behave alike. */
const LexiconGroup = v.strictObject({
  category,
  kinds: kindList,
  /** 0 hardly means anything else; 1 often does; 2 mostly does: binds only where nothing follows it. */
  ambiguity,
  forms,
});

/** Words that tie a word of the lexicon to the reader: "you are", "as a", "like you". */
const Binder = v.strictObject({
  id: text,
  forms,
  kinds: kindList,
  /** Where it stands: before the word of the lexicon (as when not said), or after it. */
  side: v.optional(v.literal('after')),
  /** How many words of class filler or people may stand between; 4 when not said. */
  gap: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8))),
  /** The most ambiguous words that it binds; 1 when not said. */
  ambiguity: v.optional(ambiguity),
  /** Only in a question. */
  question: v.optional(v.literal(true)),
  /** Only where the next pronoun (else the last) in the sentence is the reader's. */
  you: v.optional(v.literal(true)),
  /** A word of this class has to follow the word of the lexicon, and nothing else is asked of it. */
  followedBy: v.optional(v.picklist(wordClasses)),
  /** One of these single words has to follow within three words: "dass Sie schwanger *sind*". */
  closedBy: v.optional(forms),
  confidence,
});

/** Whole phrases that say it all: "sorry for your loss". */
const Formula = v.strictObject({
  id: text,
  category,
  forms,
  field: v.optional(v.picklist(['subject', 'body'])),
  /** Only when the context says that it is a first contact, or does not say. */
  firstContact: v.optional(v.literal(true)),
  question: v.optional(v.literal(true)),
  confidence,
});

/** Reason and advice in the pack's language; `{term}` is the word found, `{category}` its category's words. */
const Words = v.strictObject({
  categories: v.record(category, text),
  binders: v.record(text, text),
  why: v.strictObject({
    bound: text,
    asked: text,
    formula: v.record(category, text),
    organisation: text,
  }),
  safer: v.record(text, forms),
});

export const Pack = v.strictObject({
  language: v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
  sets: v.record(text, v.array(v.string())),
  classes: v.strictObject(v.entriesFromList(wordClasses, v.array(text))),
  /** Nouns are written with a capital, so that a small word ends what a noun begins. */
  capitalNouns: v.optional(v.literal(true)),
  /** Nouns stand before their adjectives: a word behind an adjective is then no noun that it belongs to. */
  headFirst: v.optional(v.literal(true)),
  /** Endings by which an unknown word is known to be a person's: -ist, -woman. */
  personEndings: v.array(text),
  /** Endings that make a compound a word of the lexicon: German -erkrankung. */
  compounds: v.array(LexiconGroup),
  lexicon: v.array(LexiconGroup),
  binders: v.array(Binder),
  /** What makes a condition a trait of a person: "a woman *with* diabetes", "someone *who has* ..." */
  links: v.array(text),
  /** A sentence that is nothing but the word and a question mark: "Bankrupt?" */
  elliptic: v.strictObject({ kinds: kindList, confidence }),
  /** Phrases in which a word of the lexicon means something else, or is meant for nobody. */
  idioms: v.array(text),
  formulas: v.array(Formula),
  contents: v.strictObject({
    unsubscribe: forms,
    'right-to-object': forms,
    'source-notice': forms,
    'ad-label': forms,
    'sender-identity': forms,
    'postal-address': forms,
    'contact-details': forms,
  }),
  words: Words,
});
export type Pack = v.InferOutput<typeof Pack>;
export type LexiconGroup = v.InferOutput<typeof LexiconGroup>;
export type Binder = v.InferOutput<typeof Binder>;
export type Formula = v.InferOutput<typeof Formula>;
export type WordClass = (typeof wordClasses)[number];
