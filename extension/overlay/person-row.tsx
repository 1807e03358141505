import type { Role } from '../../shared/policy/policy.ts';
import { nameAndAddress } from '../ui/plain-text.ts';
import { language, reasonWord, say } from '../ui/say.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { saidNo, statusOf } from '../ui/status.ts';
import type { DialogPerson, RecordedFact } from './choice.ts';
import { recordable } from './choice.ts';
import { CopiedText } from './copied-text.tsx';
import { ReasonItem } from './reason-item.tsx';
import { RecordOffers } from './record-offers.tsx';

type PersonRowProps = {
  person: DialogPerson;
  idle: boolean;
  /** How often the dialog was brought up to date, and what the last choice ran into. */
  updates: number;
  problem: string;
  onRecord: (fact: RecordedFact) => void;
};

/** One recipient: who, how they stand, why, on whose decision, and what one can do about it. */
export function PersonRow({ person, idle, updates, problem, onRecord }: PersonRowProps) {
  const { name, address } = nameAndAddress(person.label);
  const status = statusOf(person);
  const { otherChannels = [], exceptionBy = [], asking } = person;
  return (
    <li class={`person tone-${status}`}>
      <div class="person-head">
        <p class="person-name">
          <bdi>{name}</bdi>
          {address && <bdi class="person-address">{address}</bdi>}
        </p>
        <StatusMark
          status={status}
          {...(saidNo(person.reasons) && { word: say('status.said-no') })}
        />
      </div>
      {person.reasons.map((reason) => (
        <ReasonItem key={`${reason.rule} ${reason.message}`} reason={reason} />
      ))}
      {otherChannels.length > 0 && (
        <p class="other-ways">
          {say('dialog.other-channels', {
            channels: otherChannels.map((one) => reasonWord(`channel.${one}`)).join(', '),
          })}
        </p>
      )}
      {exceptionBy.length > 0 && (
        <>
          <p class="other-ways">{say('dialog.exception', { roles: roles(exceptionBy) })}</p>
          <CopiedText
            button={say('exception.button')}
            title={say('exception.title')}
            hint={say('exception.hint')}
            write={async () => ({ text: exceptionRequest(person), language: language() })}
          />
        </>
      )}
      {person.timing && <p class="other-ways">{person.timing.join(' ')}</p>}
      {asking && (
        <CopiedText
          button={say('ask.button')}
          title={say('ask.title')}
          hint={say('ask.hint')}
          write={asking}
        />
      )}
      <RecordOffers
        person={person.id}
        name={name}
        facts={recordable(person)}
        idle={idle}
        updates={updates}
        problem={problem}
        onRecord={onRecord}
      />
    </li>
  );
}

const roles = (some: readonly Role[]): string => some.map((role) => say(`role.${role}`)).join(', ');

/** What whoever decides needs to know: about whom, and what stands against it, by whose rule. */
function exceptionRequest({ label, reasons }: DialogPerson): string {
  const stops = reasons.filter(({ verdict }) => verdict === 'block');
  const lines = stops.map(({ message, citation }) => `- ${message} (${citation.text})`);
  return say('exception.text', { whom: label, reasons: lines.join('\n') });
}
