import { nameAndAddress } from '../ui/plain-text.ts';
import { reasonWord, say, sayCount } from '../ui/say.ts';
import type { Saying } from '../ui/say.ts';
import { saidNo, statusOf } from '../ui/status.ts';
import type { DialogInput, DialogPerson } from './choice.ts';

/** What happened, by the key of the reason's sentence. */
const deeds: Readonly<Record<string, Saying>> = {
  'objection.objected': 'headline.objection.objected',
  'objection.restricted': 'headline.objection.restricted',
  complaint: 'headline.complaint',
  'opt-out.refused': 'headline.opt-out.refused',
  'opt-out.withdrawn': 'headline.opt-out.withdrawn',
  bounce: 'headline.bounce',
  suppression: 'headline.suppression',
};

/** The dialog's title: what happened, plainly. */
export function headline({ people: all, trouble }: DialogInput): string {
  if (trouble) return trouble.title;
  const blocked = all.filter(({ verdict }) => verdict === 'block');
  const [only] = blocked;
  if (!only) return say('headline.check');
  if (blocked.length === 1) return deed(only);
  const counts = { blocked: blocked.length, count: all.length };
  const people = say(blocked.length === all.length ? 'headline.all' : 'headline.some', counts);
  if (blocked.every(({ reasons }) => saidNo(reasons)))
    return say('headline.many.said-no', { people });
  if (blocked.every((person) => statusOf(person) === 'unknown'))
    return say('headline.many.unknown', { people });
  if (blocked.every((person) => statusOf(person) === 'unchecked'))
    return say('headline.many.unchecked', { people });
  return say('headline.many.other', { people });
}

function deed(person: DialogPerson): string {
  const { name } = nameAndAddress(person.label);
  const status = statusOf(person);
  if (status === 'unknown') return say('headline.unknown', { name });
  if (status === 'unchecked') return say('headline.unchecked', { name });
  const says = person.reasons.find(({ verdict }) => verdict === 'block')?.says ?? '';
  return say(deeds[says] ?? 'headline.other', { name });
}

/** Beneath the title. */
export function summary({ people, purpose, channel, trouble }: DialogInput): string {
  if (trouble) return trouble.text;
  return sayCount('summary', people.length, {
    purpose: reasonWord(`purpose.${purpose}`),
    channel: reasonWord(`channel.${channel}`),
  });
}
