type Text = { readonly subject?: string; readonly body: string };
type TextSet = { readonly name: string; readonly texts: readonly Text[] };
type Read = (name: string) => string;

/** Outside texts in which nothing is said of the reader: whatever is found there is a false warning. */
export function quietSets(language: string, read: Read): TextSet[] {
  const lines = (name: string): Record<string, string>[] =>
    read(name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, string>);
  const inLanguage = (name: string): Text[] =>
    lines(name)
      .filter(({ lang }) => lang === language)
      .map(({ text }) => ({ body: text! }));
  const sets = [
    { name: 'topic mentions', texts: inLanguage('topic-mentions-half.jsonl') },
    { name: 'group statements', texts: inLanguage('group-statements-half.jsonl') },
  ];
  if (language === 'en')
    sets.push(
      {
        name: 'ordinary mail',
        texts: lines('ham-1000.jsonl').map(({ text }) => ({ body: text! })),
      },
      {
        name: 'ordinary sentences',
        texts: read('presidio-templates.txt')
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((body) => ({ body })),
      },
    );
  return sets.filter(({ texts }) => texts.length > 0);
}
