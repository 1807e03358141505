import { sendMessage } from '../background/send-message.ts';
import { personalShare } from '../../shared/screening/personal.ts';
import type { Finding } from '../../shared/screening/finding.ts';
import { rewrites } from '../../shared/screening/rewrite.ts';
import type { Rewrite } from '../../shared/screening/rewrite.ts';
import type { ShownFinding, WordingInput, WordingPorts } from '../overlay/screening-input.ts';
import type { WordingMarks } from '../overlay/screening-marks.tsx';
import { showWording } from '../overlay/screening-marks.tsx';
import type { Composer, Written } from '../sites/site.ts';
import type { Knowledge } from './knowledge.ts';
import type { Screened, WrittenScreening } from './screening.ts';
import { standingOf } from './screening.ts';
import { rangeOf, typeOver } from './text-ranges.ts';
import type { SeenComposer } from './watch.ts';

type WordingOptions = {
  readonly screening: WrittenScreening;
  readonly knowledge: Pick<Knowledge, 'setting' | 'connected'>;
};

/** A message is looked at so long after it changed: milliseconds. */
const pause = 250;

type Shown = { marks?: WordingMarks; screened?: Screened; planned?: true };

/** Shows what is found in a message while it is written: in a pause, and only when it has changed. */
export function createWording({ screening, knowledge }: WordingOptions) {
  const shown = new Map<Composer['root'], Shown>();

  return {
    show(seen: readonly SeenComposer[]): void {
      const present = new Set(seen.map(({ composer }) => composer.root));
      for (const root of shown.keys()) if (!present.has(root)) drop(root);
      if (knowledge.connected !== true) return;
      for (const { composer } of seen) plan(composer);
    },
    clear(): void {
      for (const root of shown.keys()) drop(root);
    },
  };

  function plan(composer: Composer): void {
    const of: Shown = shown.get(composer.root) ?? {};
    shown.set(composer.root, of);
    if (of.planned || !composer.written) return;
    of.planned = true;
    setTimeout(() => {
      delete of.planned;
      if (shown.get(composer.root) === of) void look(composer, of).catch(() => undefined);
    }, pause);
  }

  async function look(composer: Composer, of: Shown): Promise<void> {
    const screened = await screening.look(composer);
    if (shown.get(composer.root) !== of) return;
    if (screened) draw(composer, of, screened);
    // While the policy is asked for anew, what is shown stays.
    else if (knowledge.setting) hide(of);
  }

  function draw(composer: Composer, of: Shown, screened: Screened): void {
    if (isSame(of.screened, screened) && of.marks) return;
    of.screened = screened;
    const input = inputOf(screened);
    if (!input) return hide(of);
    if (of.marks) of.marks.update(input);
    else of.marks = showWording(input, portsOf(composer, of));
  }

  function inputOf({ written, language, findings }: Screened): WordingInput | undefined {
    const { setting } = knowledge;
    const anchor = written.bodyElement;
    if (!setting || !anchor) return undefined;
    const known = findings.filter((one) => standingOf(one, setting).severity !== 'off');
    if (known.length === 0) return undefined;
    const { sentences, resting } = personalShare(written.body, known);
    return {
      anchor,
      language,
      personal: { sentences, resting },
      findings: known.map((one) => shownOf(one, written, standingOf(one, setting).mayDismiss)),
    };
  }

  function portsOf(composer: Composer, of: Shown): WordingPorts {
    const found = ({ id, quote }: ShownFinding): Finding | undefined =>
      of.screened?.findings.find((one) => idOf(one) === id && one.quote === quote);
    const refresh = (): Screened | undefined => {
      const screened = screening.lookNow(composer);
      if (screened) draw(composer, of, screened);
      return screened;
    };
    return {
      refresh,
      accept(finding, kind) {
        // What was typed since it was shown stays.
        const written = refresh()?.written;
        const one = found(finding);
        if (!one || !written) return false;
        const rewrite = rewrites(textOf(one, written), one).find((each) => each.kind === kind);
        return rewrite !== undefined && apply(one, rewrite, written);
      },
      dismiss(finding) {
        const one = found(finding);
        if (!one) return;
        screening.dismiss(composer, one);
        const { category, binder } = one;
        void sendMessage('dismissal.note', { category, binder }).catch(() => undefined);
        void look(composer, of);
      },
    };
  }

  function hide(of: Shown): void {
    of.marks?.remove();
    delete of.marks;
  }

  function drop(root: Composer['root']): void {
    hide(shown.get(root)!);
    shown.delete(root);
  }
}

function isSame(before: Screened | undefined, now: Screened): boolean {
  return (
    before !== undefined &&
    before.findings === now.findings &&
    before.written.body === now.written.body &&
    (before.written.texts ?? []).every((node) => node.isConnected)
  );
}

function shownOf(one: Finding, written: Written, mayDismiss: boolean): ShownFinding {
  const range =
    one.span.field === 'body' && written.texts
      ? rangeOf(written.texts, written.body, one.span)
      : undefined;
  const text = textOf(one, written);
  const changes = range ? rewrites(text, one) : [];
  return {
    id: idOf(one),
    quote: one.quote,
    why: one.why,
    source: one.citation,
    advice: one.saferWording,
    rewrites: changes.map((each) => ({ kind: each.kind, becomes: becomes(text, each) })),
    mayDismiss,
    ...(range && { range }),
  };
}

const idOf = ({ category, binder, span }: Finding): string =>
  `${category} ${binder} ${span.field} ${span.start}`;

const textOf = ({ span }: Finding, { subject = '', body }: Written): string =>
  span.field === 'subject' ? subject : body;

/** The line as it will be, for who decides; nothing for what goes. */
function becomes(text: string, { start, end, text: by }: Rewrite): string {
  if (by === '') return '';
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return `${text.slice(from, start)}${by}${text.slice(end, to < 0 ? undefined : to)}`.trim();
}

function apply({ span }: Finding, rewrite: Rewrite, written: Written): boolean {
  if (span.field !== 'body' || !written.texts) return false;
  const range = rangeOf(written.texts, written.body, rewrite);
  return range !== undefined && typeOver(range, rewrite.text);
}
