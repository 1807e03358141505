import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { nameAndAddress } from '../ui/plain-text.ts';
import { say, sayCount } from '../ui/say.ts';
import type { DialogChoice, DialogInput, DialogPerson, Offers } from './choice.ts';
import { offersFor } from './choice.ts';
import { headline, summary } from './headline.ts';
import { OverrideForm } from './override-form.tsx';
import { PersonRow } from './person-row.tsx';

type DialogViewProps = {
  input: DialogInput;
  /** What the last choice ran into. */
  problem: string;
  /** A choice is being carried out: no second one is taken. */
  busy: boolean;
  /** How often `update` was called. */
  updates: number;
  onChoice: (choice: DialogChoice) => void;
};

export function DialogView({ input, problem, busy, updates, onChoice }: DialogViewProps) {
  const offers = offersFor(input);
  const [overriding, setOverriding] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  // The safest action: an Enter too many goes back to the message. Where all of it scrolls, the title stays.
  useLayoutEffect(() => keep.current?.focus({ preventScroll: true }), []);

  const override = offers.sendAnyway && overriding;
  return (
    <>
      {/* Without the roles these would be a second banner and footer of the page behind. */}
      <header role="presentation">
        <BrandMark size={24} />
        <div>
          <h1 id="heed-title">{headline(input)}</h1>
          <p id="heed-summary">{summary(input)}</p>
        </div>
      </header>
      <div class="middle">
        {input.people.length > 0 && (
          <ul>
            {inOrder(input.people).map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                idle={busy}
                updates={updates}
                problem={problem}
                onRecord={(fact) => onChoice({ kind: 'record', fact })}
              />
            ))}
          </ul>
        )}
        {offers.byHand.length > 0 && <Notice kind="plain">{handWork(offers.byHand)}</Notice>}
        {override && (
          <OverrideForm
            idle={busy}
            onSend={(reason) => onChoice({ kind: 'send-anyway', reason })}
            onCancel={() => {
              setOverriding(false);
              keep.current?.focus();
            }}
          />
        )}
      </div>
      <footer role="presentation">
        {problem && <Notice kind="problem">{problem}</Notice>}
        <p class="unseen" role="status">
          {updates > 0 && headline(input)}
        </p>
        <div class="actions">
          {offers.remove.length > 0 && (
            <Button
              kind="primary"
              idle={busy}
              onPress={() =>
                onChoice({
                  kind: offers.remaining > 0 ? 'remove-and-send' : 'remove',
                  people: offers.remove.map(({ id }) => id),
                })
              }
            >
              {removeLabel(offers)}
            </Button>
          )}
          <Button buttonRef={keep} onPress={() => onChoice({ kind: 'keep-editing' })}>
            {say('dialog.keep-editing')}
          </Button>
          {input.canSaveDraft && (
            <Button idle={busy} onPress={() => onChoice({ kind: 'save-draft' })}>
              {say('dialog.save-draft')}
            </Button>
          )}
          {offers.sendAnyway && !override && (
            <Button kind="quiet" idle={busy} onPress={() => setOverriding(true)}>
              {say('dialog.send-anyway')}
            </Button>
          )}
        </div>
      </footer>
    </>
  );
}

/** Those in the way first; otherwise as the message has them. */
function inOrder(people: readonly DialogPerson[]): readonly DialogPerson[] {
  const rank = { block: 0, warn: 1, allow: 2 };
  return people.toSorted((a, b) => rank[a.verdict] - rank[b.verdict]);
}

function removeLabel({ remove, remaining }: Offers): string {
  const whom =
    remove.length === 1
      ? nameAndAddress(remove[0]!.label).name
      : say('dialog.remove.people', { count: remove.length });
  return remaining === 0
    ? say('dialog.remove', { whom })
    : sayCount('dialog.remove', remaining, { whom });
}

function handWork(people: readonly DialogPerson[]): string {
  const names = people.map(({ label }) => nameAndAddress(label).name).join(', ');
  return say('dialog.by-hand', { names });
}
