import type { DialogHandle } from '../overlay/dialog.tsx';
import { openDialog } from '../overlay/dialog.tsx';
import type { DialogChoice } from '../overlay/choice.ts';
import type { Composer, Recipient } from '../sites/site.ts';
import { eventFromFact, exceptionFor } from './facts-to-record.ts';
import type { StoppedSend } from './guard.ts';
import type { Settled } from './answered.ts';
import { mayGoAnyway, nameOf, peopleOf } from './answered.ts';
import type { Around } from './dialog-input.ts';
import { inputFor } from './dialog-input.ts';
import type { JudgedRecipient } from './judge.ts';
import { say, sayProblem } from '../ui/say.ts';
import { sendMessage } from '../background/send-message.ts';

/** Shows why a send was stopped, and does what the person chooses. Resolves when the dialog is gone. */
export function talkAbout(
  stopped: StoppedSend,
  { site, knowledge, now }: Pick<Around, 'site' | 'knowledge' | 'now'>,
): Promise<void> {
  return new Promise((resolve) => {
    let judgement: Settled = stopped.judgement;
    const input = () => inputFor(judgement, { site, stopped, knowledge, now });
    void sendMessage('stop.note', {}).catch(() => undefined);
    const dialog: DialogHandle = openDialog(input(), (choice) => {
      void act(choice).catch(() => dialog.showProblem(say('problem.act')));
    });

    async function act(choice: DialogChoice): Promise<void> {
      switch (choice.kind) {
        case 'keep-editing':
          return close();
        case 'save-draft':
          if (stopped.composer.saveDraft?.() !== true)
            return dialog.showProblem(say('problem.save-draft'));
          return close();
        case 'remove':
        case 'remove-and-send':
          return removeThem(choice.people, choice.kind === 'remove-and-send');
        case 'send-anyway':
          return override(choice.reason);
        case 'record': {
          const person = peopleOf(judgement)[Number(choice.fact.person)];
          const identifier = person?.recipient.identifier;
          if (!identifier) return;
          const event = eventFromFact(choice.fact, identifier, site.channel, now());
          const taken = await sendMessage('event.record', { event });
          if (!taken.ok) return dialog.showProblem(sayProblem(taken.problem));
          const after = await stopped.judgeAgain();
          return after.kind === 'pass' ? close() : show(after);
        }
      }
    }

    async function removeThem(ids: readonly string[], andSend: boolean): Promise<void> {
      const people = ids.flatMap((id) => peopleOf(judgement)[Number(id)] ?? []);
      const left = asTheyStandNow(stopped.composer, people).filter((one) => !one.remove?.());
      if (left.length > 0)
        return dialog.showProblem(
          say('problem.by-hand', { names: left.map(({ text }) => text).join(', ') }),
        );
      if (!andSend) return close();
      const after = await stopped.judgeAgain();
      if (after.kind !== 'pass') return show(after);
      close();
      stopped.send();
    }

    /** The exception is recorded first: what leaves without a record would be a leak. */
    async function override(reason: string): Promise<void> {
      for (const { recipient, decision } of peopleOf(judgement)) {
        if (!recipient.identifier || decision.verdict === 'allow') continue;
        const event = exceptionFor(recipient.identifier, decision, site.channel, reason, now());
        const taken = await sendMessage('event.record', { event });
        if (!taken.ok) return dialog.showProblem(sayProblem(taken.problem));
      }
      const after = await stopped.judgeAgain();
      if (!mayGoAnyway(after, judgement)) return show(after);
      close();
      stopped.send((atSend) => mayGoAnyway(atSend, judgement));
    }

    function show(next: Settled): void {
      judgement = next;
      dialog.update(input());
    }

    function close(): void {
      dialog.close();
      resolve();
    }
  });
}

/** The dialog took the focus, on which the page may have made chips of what was only typed. */
function asTheyStandNow(composer: Composer, people: readonly JudgedRecipient[]): Recipient[] {
  const reading = composer.recipients();
  if (reading.status !== 'read') return people.map(({ recipient }) => recipient);
  const wanted = new Set(people.map(({ recipient }) => nameOf(recipient)));
  return reading.recipients.filter((recipient) => wanted.has(nameOf(recipient)));
}
