import { useState } from 'preact/hooks';
import { CloseSign } from '../ui/close-sign.tsx';
import { Notice } from '../ui/notice.tsx';
import { nameAndAddress } from '../ui/plain-text.ts';
import { day, moment, reasonWord, say } from '../ui/say.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { saidNo } from '../ui/status.ts';
import type { CardInput, CardPorts } from './card-input.ts';
import type { RecordedFact } from './choice.ts';
import { ReasonItem } from './reason-item.tsx';
import { RecordOffers } from './record-offers.tsx';
import { UndoButton } from './undo-button.tsx';

type CardViewProps = {
  input: CardInput;
  ports: CardPorts;
  onChanged: () => void;
  onClose: () => void;
};

/** What Heed knows about one person, and what one can record about them. */
export function CardView({ input, ports, onChanged, onClose }: CardViewProps) {
  const { name, address } = nameAndAddress(input.who);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [updates, setUpdates] = useState(0);

  const act = async (doing: Promise<string>, done: string) => {
    setBusy(true);
    const wrong = await doing.catch(() => say('problem.record'));
    setBusy(false);
    setProblem(wrong);
    setSaid(wrong ? '' : done);
    if (!wrong) setUpdates((before) => before + 1);
    onChanged();
  };
  const record = (fact: RecordedFact) => void act(ports.record(fact), '');

  return (
    <>
      <div class="card-head">
        <p class="person-name">
          <bdi>{name}</bdi>
          {address && <bdi class="person-address">{address}</bdi>}
        </p>
        <button type="button" class="close" aria-label={say('card.close')} onClick={onClose}>
          <CloseSign />
        </button>
        <StatusMark
          status={input.status}
          {...(saidNo(input.reasons) && { word: say('status.said-no') })}
        />
      </div>
      {input.reasons.map((reason) => (
        <ReasonItem key={`${reason.rule} ${reason.message}`} reason={reason} />
      ))}
      {input.reasons.length === 0 && input.status === 'unchecked' && <p>{input.sentence}</p>}
      <dl>
        {rowsOf(input).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {input.timing && <p class="decider">{input.timing.join(' ')}</p>}
      {problem && <Notice kind="problem">{problem}</Notice>}
      <p class="said" role="status">
        {input.undo ? say(`undo.${input.undo.type}`) : said}
      </p>
      {input.undo && (
        <div class="row">
          <UndoButton
            until={input.undo.until}
            idle={busy}
            onUndo={() => void act(ports.undo(), say('undo.done'))}
            onOver={onChanged}
          />
        </div>
      )}
      <RecordOffers
        person=""
        name={name}
        facts={input.recordable}
        idle={busy}
        updates={updates}
        problem={problem}
        onRecord={record}
      />
    </>
  );
}

function rowsOf(input: CardInput): [term: string, text: string][] {
  const { purpose, channel, since, until, source, last, next } = input;
  const asked = {
    purpose: reasonWord(`purpose.${purpose}`),
    channel: reasonWord(`channel.${channel}`),
  };
  const rows: [string, string | undefined][] = [
    [say('card.for'), say('card.for.text', asked)],
    [say('card.since'), since === undefined ? undefined : day(since)],
    [say('card.until'), until === undefined ? undefined : day(until)],
    [say('card.source'), source],
    [say('card.last'), last === undefined ? undefined : lastInWords(last)],
    [say('card.next'), next === undefined ? undefined : nextInWords(next)],
  ];
  return rows.flatMap(([term, text]) => (text === undefined ? [] : [[term, text]]));
}

function lastInWords(last: CardInput['last']): string {
  if (!last) return say('card.last.none');
  const channel = reasonWord(`channel.${last.channel}`);
  return say('card.last.text', { day: day(last.at), channel });
}

function nextInWords(next: NonNullable<CardInput['next']>): string {
  return typeof next === 'number' ? moment(next) : say(`card.next.${next}`);
}
