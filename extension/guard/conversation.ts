import { explain } from '../../shared/policy/explain.ts';
import type { DialogHandle } from '../overlay/dialog.tsx';
import { openDialog } from '../overlay/dialog.tsx';
import type { DialogChoice, DialogInput, DialogPerson } from '../overlay/choice.ts';
import type { Composer, Recipient, Site } from '../sites/site.ts';
import { eventFromFact, exceptionFor } from './facts-to-record.ts';
import type { StoppedSend } from './guard.ts';
import type { Settled } from './answered.ts';
import { mayGoAnyway, nameOf, peopleOf } from './answered.ts';
import type { JudgedRecipient } from './judge.ts';
import { sendMessage } from '../background/send-message.ts';

/** Shows why a send was stopped, and does what the person chooses. Resolves when the dialog is gone. */
export function talkAbout(stopped: StoppedSend, site: Site, now: () => number): Promise<void> {
  return new Promise((resolve) => {
    let judgement: Settled = stopped.judgement;
    const dialog: DialogHandle = openDialog(inputFor(judgement, site), (choice) => {
      void act(choice).catch(() =>
        dialog.showProblem('That did not work, and nothing was sent. Try again, or keep editing.'),
      );
    });

    async function act(choice: DialogChoice): Promise<void> {
      switch (choice.kind) {
        case 'keep-editing':
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
          if (!taken.ok) return dialog.showProblem(taken.problem.message);
          const after = await stopped.judgeAgain();
          return after.kind === 'pass' ? close() : show(after);
        }
      }
    }

    async function removeThem(ids: readonly string[], andSend: boolean): Promise<void> {
      const people = ids.flatMap((id) => peopleOf(judgement)[Number(id)] ?? []);
      const left = asTheyStandNow(stopped.composer, people).filter((one) => !one.remove());
      if (left.length > 0)
        return dialog.showProblem(
          `Heed could not take out ${left.map(({ text }) => text).join(', ')}. Take them out by hand; nothing was sent.`,
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
        if (!taken.ok) return dialog.showProblem(taken.problem.message);
      }
      const after = await stopped.judgeAgain();
      if (!mayGoAnyway(after, judgement)) return show(after);
      close();
      stopped.send((atSend) => mayGoAnyway(atSend, judgement));
    }

    function show(next: Settled): void {
      judgement = next;
      dialog.update(inputFor(next, site));
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

function inputFor(judgement: Settled, site: Site): DialogInput {
  return {
    people: peopleOf(judgement).map(toPerson),
    purposeLabel: 'direct marketing',
    channelLabel: site.channel === 'email' ? 'e-mail' : site.name,
    ...(judgement.kind === 'unreadable' && {
      trouble: {
        title: 'Not sent: Heed could not read the recipients',
        text: `${site.name} shows this message in a way that Heed does not know, so it could not check whom it goes to.`,
        sendAnyway: true,
      },
    }),
    ...(judgement.kind === 'no-answer' && {
      trouble: {
        title: 'Not sent: Heed could not check',
        text: 'The extension did not answer; it may just have been updated. Reload the page and send again. Your draft is kept.',
      },
    }),
  };
}

function toPerson({ recipient, decision }: JudgedRecipient, index: number): DialogPerson {
  const reasons = decision.reasons.filter(({ verdict }) => verdict !== 'allow');
  return {
    id: String(index),
    label: recipient.text,
    verdict: decision.verdict,
    reasons: reasons.map((reason) => ({ ...reason, ...explain(reason) })),
    removable: true,
  };
}
