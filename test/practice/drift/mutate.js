import { attributeChanges } from './attributes.js';
import { randomFrom } from './random.js';
import { structureChanges } from './structure.js';

const changes = { ...attributeChanges, ...structureChanges };
/** Some of these are rarer in life than a new class name, and two of them at once rarer still. */
const rare = new Set(['intoFrame', 'intoShadow', 'intoPortal', 'changeTags']);

/**
 * Changes an open composer as a new version of its page may: the same changes for the same seed.
 * Answers their names. The page itself goes on working, as the page of a new version would.
 */
export async function mutate(page, seed) {
  const random = randomFrom(seed);
  const names = Object.keys(changes).filter((name) => !rare.has(name) || random.percent(45));
  const made = [];
  for (let left = 1 + random.below(6); left > 0; left--) {
    const name = random.pick(names);
    if (rare.has(name) && made.includes(name)) continue;
    await changes[name](page, random);
    made.push(name);
  }
  return made;
}
