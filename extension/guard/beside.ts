import type { Identifier } from '../../shared/contact/identifier.ts';
import type { ShownPerson, Site } from '../sites/site.ts';
import { decisionFor } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { Standing } from './watch.ts';

export type SeenPerson = ShownPerson & { readonly standing: Standing };

type BesideOptions = {
  readonly site: Site;
  readonly knowledge: Knowledge;
  readonly isOff: () => boolean;
  readonly now: () => number;
  /** There is more to show than when it was last asked. */
  readonly onLearnt: () => void;
};

/** The people whom the page shows outside composers: on a profile, in search results, at a thread's head. */
export function createBeside(options: BesideOptions): { people: () => readonly SeenPerson[] } {
  const { site, knowledge, isOff, now, onLearnt } = options;

  return {
    people() {
      if (isOff() || !site.people) return [];
      const shown = see();
      const missing = shown.flatMap(({ identifier }) =>
        identifier && !knowledge.about(identifier) ? [identifier] : [],
      );
      if (missing.length > 0 && knowledge.connected !== false) learn(missing);
      return shown.map((person) => ({ ...person, standing: standingOf(person) }));
    },
  };

  /** What goes wrong here leaves a mark out; it does not stop anything from being guarded. */
  function see(): readonly ShownPerson[] {
    try {
      return site.people?.(document) ?? [];
    } catch {
      return [];
    }
  }

  function learn(missing: readonly Identifier[]): void {
    void knowledge.learn(missing).then((answered) => {
      if (answered) onLearnt();
    });
  }

  function standingOf({ identifier, text }: ShownPerson): Standing {
    if (knowledge.connected === false) return 'not-connected';
    const recipient = { text, ...(identifier && { identifier }) };
    const decision = decisionFor(recipient, knowledge, site.channel, now());
    return decision === 'ask' ? 'unchecked' : decision;
  }
}
