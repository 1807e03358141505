/** What a word says of a person; binders name the kinds that they bind. */
export const kinds = ['PERSON_ADJ', 'PERSON_NOUN', 'CONDITION', 'EVENT', 'ORG'] as const;

/** Classes of single words that binding looks at; docs/screening.md says what each is for. */
export const wordClasses = [
  'filler',
  'people',
  'relative',
  'profession',
  'closer',
  'personal',
  'business',
  'you',
  'first',
  'third',
] as const;
