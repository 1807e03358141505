import type { PageReport } from '../../shared/protocol/messages.ts';
import type { SeenComposer } from './watch.ts';
import { structureOf } from './structure.ts';

type Problem = PageReport['problem'];
export type Trouble = { readonly problem: Problem; readonly root: Element };

/** A page that is being built is in parts for a moment; what is still so after this is a trouble: milliseconds. */
const lasting = 2000;

/** What of the composers in a page cannot be protected, and what else somebody writes in. */
export function troublesIn(
  seen: readonly SeenComposer[],
  unknown: readonly Element[],
): readonly Trouble[] {
  const known = seen.flatMap(({ composer: { root }, unreadable, canSend }): Trouble[] => [
    ...(unreadable ? [{ problem: unreadable, root }] : []),
    ...(canSend ? [] : [{ problem: 'no-send' as const, root }]),
  ]);
  const others = unknown.map((editor) => ({
    problem: 'unknown-composer' as const,
    root: around(editor),
  }));
  return [...known, ...others];
}

/** Tells of each problem once in the life of a page, and only of what lasts. */
export class Troubles {
  readonly #told = new Set<Problem>();
  readonly #since = new Map<Problem, number>();
  readonly #tell: (problem: Problem, structure: PageReport['structure']) => void;

  constructor(tell: (problem: Problem, structure: PageReport['structure']) => void) {
    this.#tell = tell;
  }

  /** Answers whether to look again when what is new now may have lasted. */
  see(troubles: readonly Trouble[], now: number): boolean {
    const present = new Map(troubles.map(({ problem, root }) => [problem, root]));
    for (const problem of this.#since.keys())
      if (!present.has(problem)) this.#since.delete(problem);
    let isNew = false;
    for (const [problem, root] of present) {
      const since = this.#since.get(problem) ?? now;
      isNew ||= !this.#told.has(problem) && now - since < lasting;
      this.#since.set(problem, since);
      if (now - since >= lasting) this.tell(problem, root);
    }
    return isNew;
  }

  /** Tells at once. */
  tell(problem: Problem, root: Element): void {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    this.#tell(problem, structureOf(root));
  }
}

/** So much of what is round an editor as may be the composer that was not recognised. */
function around(editor: Element): Element {
  const dialog = editor.closest('[role=dialog], dialog, form');
  if (dialog) return dialog;
  let root = editor;
  for (let up = 0; up < 5 && root.parentElement && root.parentElement !== document.body; up++)
    root = root.parentElement;
  return root;
}
