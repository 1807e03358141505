/**
 * Characters that show nothing: direction marks, zero-width spaces, soft hyphens, byte-order marks.
 * Pages put them around names (LinkedIn) and into addresses (against link makers), and a forger can
 * put them there so that two different texts look alike. They fall away before anything is read, so
 * what is looked up is what is seen. Letters that look like others (Cyrillic а, Latin a) are left
 * alone: they are another address, and another person's.
 */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
/** Joiners shape Indic and Persian words, where they are part of the spelling; beside ASCII they are not. */
const looseJoiner = /(?<!\P{ASCII})[\u200c\u200d]+|[\u200c\u200d]+(?!\P{ASCII})/gu;

export function stripInvisible(text: string): string {
  return text.replaceAll(invisible, '').replaceAll(looseJoiner, '');
}
