import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/say.ts';
import type { RecordedFact } from './choice.ts';
import { RecordForm } from './record-form.tsx';

type RecordOffersProps = {
  person: string;
  name: string;
  facts: readonly RecordedFact['type'][];
  idle: boolean;
  /** How often what is shown was brought up to date, and what the last choice ran into. */
  updates: number;
  problem: string;
  onRecord: (fact: RecordedFact) => void;
};

/** What one can record about somebody, and the form for one of it. */
export function RecordOffers(props: RecordOffersProps) {
  const { person, name, facts, idle, updates, problem, onRecord } = props;
  const [open, setOpen] = useState<RecordedFact['type'] | ''>('');
  const here = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  const handedOver = useRef(false);

  // The form stays, with what was written, until the fact is taken.
  useLayoutEffect(() => {
    if (handedOver.current) setOpen('');
    handedOver.current = false;
  }, [updates]);
  useLayoutEffect(() => {
    if (problem) handedOver.current = false;
  }, [problem]);
  useLayoutEffect(() => {
    const before = wasOpen.current;
    wasOpen.current = open;
    if (before && !open) focusAfterForm(here.current, facts.indexOf(before));
  }, [open]);

  if (!open && facts.length === 0) return <div ref={here} />;
  return (
    <div ref={here}>
      {open ? (
        <RecordForm
          key={open}
          person={person}
          kind={open}
          idle={idle}
          onRecord={(fact) => {
            handedOver.current = true;
            onRecord(fact);
          }}
          onCancel={() => setOpen('')}
        />
      ) : (
        <div class="record-offers">
          {facts.map((type) => (
            <Button key={type} small onPress={() => setOpen(type)}>
              {say(`record.${type}`)}
              <span class="unseen">{say('record.for', { name })}</span>
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Back to the button that opened the form; where that is gone, to the first, or to what is around. */
function focusAfterForm(here: HTMLElement | null, opener: number): void {
  const offers = here?.querySelectorAll<HTMLElement>('.record-offers button') ?? [];
  (offers[opener] ?? offers[0] ?? here?.closest<HTMLElement>('dialog, [role=dialog]'))?.focus();
}
