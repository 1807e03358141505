import type { Bound } from './bind.ts';
import type { Category, Finding, MessageContext, Span } from './finding.ts';
import { sourceOf, tierOf } from './finding.ts';
import type { Formula, Pack } from './pack.ts';
import type { Tokens } from './tokens.ts';

type Where = { readonly tokens: Tokens; readonly field: Span['field']; readonly pack: Pack };

/** The binder's id where the word is the whole question. */
const elliptic = 'elliptic';

/** A bound word as a finding: what was read, why it matters, what to write instead. */
export function explainBound(bound: Bound, where: Where): Finding {
  const { words } = where.pack;
  const { category } = bound.term.pattern.group;
  const { tokens } = where;
  const binder = bound.binder?.id ?? elliptic;
  const term = tokens.text.slice(tokens.start[bound.term.first], tokens.end[bound.term.last]);
  const asked = bound.binder === undefined || bound.binder.question === true || binder === 'asked';
  const why = fill(asked ? words.why.asked : words.why.bound, {
    category: words.categories[category] ?? category,
    binder: words.binders[binder] ?? binder,
  });
  const safer = (words.safer[binder] ?? words.safer['default'] ?? []).map((one) =>
    fill(one, { term }),
  );
  return {
    ...base(bound, category, where),
    binder,
    why,
    confidence: bound.confidence,
    saferWording: safer,
  };
}

/** A phrase that says it all, as a finding. */
export function explainFormula(
  formula: Formula,
  place: { readonly first: number; readonly last: number },
  where: Where,
): Finding {
  const { words } = where.pack;
  const { category, id, confidence } = formula;
  return {
    ...base(place, category, where),
    binder: id,
    why: words.why.formula[category] ?? words.why.bound,
    confidence,
    saferWording: words.safer[id] ?? words.safer[category] ?? words.safer['default'] ?? [],
  };
}

/** What the recipient's own work explains is told, and not warned of. */
export function excuse(finding: Finding, context: MessageContext, pack: Pack): Finding {
  if (context.organisation === undefined) return finding;
  const category = pack.words.categories[finding.category] ?? finding.category;
  return { ...finding, tier: 'info', why: fill(pack.words.why.organisation, { category }) };
}

function base(
  { first, last }: { readonly first: number; readonly last: number },
  category: Category,
  { tokens, field }: Where,
) {
  const start = tokens.start[first]!;
  const end = tokens.end[last]!;
  return {
    span: { field, start, end },
    quote: tokens.text.slice(start, end),
    category,
    tier: tierOf(category),
    citation: sourceOf(category),
    canDismiss: true,
  };
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
