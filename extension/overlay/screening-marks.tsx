import { render } from 'preact';
import { language, sayCount } from '../ui/say.ts';
import type { Place } from './follow.ts';
import { follow } from './follow.ts';
import { createHost, keepInPage } from './host.ts';
import type { ScreeningCard } from './screening-card.tsx';
import { showScreeningCard } from './screening-card.tsx';
import css from './screening-chip.css?inline';
import type { ShownFinding, WordingInput, WordingPorts } from './screening-input.ts';
import { findingAtCaret, findingUnder } from './screening-pointer.ts';
import { onKey } from './shield.ts';
import { underline } from './screening-underline.ts';

export type WordingMarks = { update(input: WordingInput): void; remove(): void };

/** A pointer or a caret rests on words for so long before their card comes: milliseconds. */
const restFor = 350;

/** The marks of all composers, by how their card is opened. */
const all = new Map<() => void, () => readonly Range[]>();

/**
 * Underlines what was found in a message, and keeps a count beside it, by which a keyboard comes to the
 * card. The card also comes when the pointer or the caret rests on the words.
 */
export function showWording(first: WordingInput, ports: WordingPorts): WordingMarks {
  const life = new AbortController();
  const { signal } = life;
  const { host, body } = createHost('heed-wording', css);
  let input = first;
  let card: ScreeningCard | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const open = (finding: ShownFinding): ScreeningCard => {
    if (card?.shows() === finding.id) return card;
    const range = finding.range?.getBoundingClientRect();
    card = showScreeningCard({
      read: () => input,
      first: finding,
      anchor: range ?? host.getBoundingClientRect(),
      ports,
      onGone: () => {
        card = undefined;
        draw();
      },
    });
    draw();
    return card;
  };
  const rest = (finding: ShownFinding | undefined) => {
    clearTimeout(resting);
    if (finding) resting = setTimeout(() => !signal.aborted && open(finding), restFor);
    else card?.leave();
  };
  const enter = () => {
    ports.refresh();
    if (signal.aborted) return;
    const [one] = input.findings;
    if (one) open(one).enter();
  };
  const draw = () => {
    if (signal.aborted) return;
    host.dataset['count'] = String(input.findings.length);
    body.lang = language();
    render(
      <button
        type="button"
        class="wording-chip"
        aria-haspopup="dialog"
        aria-expanded={card !== undefined}
      >
        {sayCount('wording.count', input.findings.length)}
      </button>,
      body,
    );
  };

  // The writer goes on writing: a press takes no focus from the composer by itself.
  host.addEventListener('mousedown', (event) => event.preventDefault());
  body.addEventListener('click', (event) => event.isTrusted && enter());
  findingUnder(() => input.findings, rest, signal);
  findingAtCaret(() => input.findings, rest, signal);
  // What the host carries by now is ours; it is kept clean of all else.
  draw();
  moveTo(host, null);
  keepInPage(host, {}, signal);
  follow(input.anchor, (place) => moveTo(host, place), signal);
  all.set(enter, () => input.findings.flatMap(({ range }) => range ?? []));
  signal.addEventListener('abort', () => {
    clearTimeout(resting);
    all.delete(enter);
    card?.close();
    underlineAll();
  });
  update(first);
  return { update, remove: () => life.abort() };

  function update(next: WordingInput): void {
    input = next;
    draw();
    card?.update();
    underlineAll();
  }
}

function underlineAll(): void {
  underline([...all.values()].flatMap((ranges) => ranges()));
}

onKey('Alt+Shift+W', () => {
  const [enter] = all.keys();
  enter?.();
  return enter !== undefined;
});

/** In the lower corner of what is written, where the text ends. */
function moveTo(host: HTMLElement, place: Place): void {
  host.style.setProperty('--shown', place ? 'block' : 'none');
  if (!place) return;
  const { rect, rtl } = place;
  const { clientWidth, clientHeight } = document.documentElement;
  host.style.setProperty('--y', `${Math.round(Math.min(rect.bottom, clientHeight) - 30)}px`);
  host.style.setProperty('--left', rtl ? `${Math.round(rect.left + 6)}px` : 'auto');
  host.style.setProperty('--right', rtl ? 'auto' : `${Math.round(clientWidth - rect.right + 6)}px`);
}
