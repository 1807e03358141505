import { sendMessage } from '../background/send-message.ts';
import { speak } from '../ui/say.ts';
import { giveScreeningTables } from './given-wording.ts';
import { within } from './within.ts';

/** A background that has not answered by then is not going to: milliseconds. */
const patience = 5000;

let asked: Promise<boolean> | undefined;

/**
 * A page's script carries no more than it says where the background does not answer (`words/alone.json`):
 * all else, in the language chosen, comes from it. Answers whether it came.
 */
export function learnWords(): Promise<boolean> {
  asked = within(patience, sendMessage('words.get', {})).then((words) => {
    if (!words) asked = undefined;
    else speak(words);
    if (words?.screening) giveScreeningTables(words.screening);
    return words !== undefined;
  });
  return asked;
}

/** Resolves when the words are here, or cannot be had. */
export function wordsHere(): Promise<boolean> {
  return asked ?? learnWords();
}
