import { nameAndAddress } from '../ui/plain-text.ts';
import { saidNo, statusOf } from '../ui/status.ts';
import type { DialogInput, DialogPerson } from './choice.ts';

/** What happened, after the person's name; by the key of the reason's sentence. */
const deeds: Record<string, string> = {
  'objection.objected': 'objected',
  'objection.restricted': 'asked that their data not be used',
  'objection.complained': 'reported you as spam',
  'opt-out.refused': 'said no',
  'opt-out.withdrawn': 'withdrew consent',
  bounce: 'cannot be reached at this address',
  suppression: 'is on your do-not-contact list',
};

/** The dialog's title: what happened, plainly. */
export function headline({ people, trouble }: DialogInput): string {
  if (trouble) return trouble.title;
  const blocked = people.filter(({ verdict }) => verdict === 'block');
  const [only] = blocked;
  if (!only) return 'Not sent yet: please check';
  if (blocked.length === 1) return `Not sent: ${deed(only)}`;
  const all = blocked.length === people.length;
  const some = all ? `${people.length} people` : `${blocked.length} of ${people.length} people`;
  if (blocked.every(({ reasons }) => saidNo(reasons))) return `Not sent: ${some} said no`;
  if (blocked.every((person) => statusOf(person) === 'unknown')) {
    return `Not sent: nothing on record for ${some}`;
  }
  if (blocked.every((person) => statusOf(person) === 'unchecked')) {
    return `Not sent: ${some} could not be checked`;
  }
  return `Not sent: ${some} may not be written to`;
}

function deed(person: DialogPerson): string {
  const { name } = nameAndAddress(person.label);
  const status = statusOf(person);
  if (status === 'unknown') return `nothing on record for ${name}`;
  if (status === 'unchecked') return `${name} could not be checked`;
  const says = person.reasons.find(({ verdict }) => verdict === 'block')?.says ?? '';
  return `${name} ${deeds[says] ?? 'may not be written to'}`;
}

/** Beneath the title. */
export function summary({ people, purposeLabel, channelLabel, trouble }: DialogInput): string {
  if (trouble) return trouble.text;
  const checked = `Checked for ${purposeLabel} by ${channelLabel}`;
  return people.length > 1
    ? `Nothing has left. ${checked}: ${people.length} recipients.`
    : `Nothing has left. ${checked}.`;
}
