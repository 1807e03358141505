import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { nameAndAddress } from '../ui/plain-text.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { saidNo, statusOf } from '../ui/status.ts';
import { Button } from '../ui/button.tsx';
import type { DialogPerson, RecordedFact } from './choice.ts';
import { recordable } from './choice.ts';
import { RecordForm, recordWords } from './record-form.tsx';
import type { SpokenReason } from '../../shared/protocol/reason.ts';

type PersonRowProps = {
  person: DialogPerson;
  idle: boolean;
  /** How often the dialog was brought up to date, and what the last choice ran into. */
  updates: number;
  problem: string;
  onRecord: (fact: RecordedFact) => void;
};

/** One recipient: who, how they stand, why, on whose decision, and what one can record. */
export function PersonRow({ person, idle, updates, problem, onRecord }: PersonRowProps) {
  const { name, address } = nameAndAddress(person.label);
  const status = statusOf(person);
  const facts = recordable(person);
  const [open, setOpen] = useState<RecordedFact['type'] | ''>('');
  const row = useRef<HTMLLIElement>(null);
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
    if (before && !open) focusAfterForm(row.current, facts.indexOf(before));
  }, [open]);

  return (
    <li ref={row} class={`person tone-${status}`}>
      <div class="person-head">
        <p class="person-name">
          <bdi>{name}</bdi>
          {address && <bdi class="person-address">{address}</bdi>}
        </p>
        <StatusMark status={status} {...(saidNo(person.reasons) && { word: 'Said no' })} />
      </div>
      {person.reasons.map((reason) => (
        <ReasonItem key={`${reason.rule} ${reason.message}`} reason={reason} />
      ))}
      {open ? (
        <RecordForm
          key={open}
          person={person.id}
          kind={open}
          idle={idle}
          onRecord={(fact) => {
            handedOver.current = true;
            onRecord(fact);
          }}
          onCancel={() => setOpen('')}
        />
      ) : (
        facts.length > 0 && (
          <div class="record-offers">
            {facts.map((type) => (
              <Button key={type} kind="secondary" small onPress={() => setOpen(type)}>
                {recordWords[type].button}
                <span class="unseen">: record it for {name}</span>
              </Button>
            ))}
          </div>
        )
      )}
    </li>
  );
}

/** Back to the button that opened the form; where that is gone, to the first, or to the dialog. */
function focusAfterForm(row: HTMLElement | null, opener: number): void {
  const offers = row?.querySelectorAll<HTMLElement>('.record-offers button') ?? [];
  (offers[opener] ?? offers[0] ?? row?.closest('dialog'))?.focus();
}

function ReasonItem({ reason }: { reason: SpokenReason }) {
  return (
    <div class="reason">
      <p>{reason.message}</p>
      <p class="decider">{reason.whose}</p>
      <details>
        <summary>
          <bdi>Why?</bdi>
        </summary>
        <p>
          {reason.citation.text}
          {reason.caveat && <span class="caveat"> {reason.caveat}</span>}
        </p>
      </details>
    </div>
  );
}
