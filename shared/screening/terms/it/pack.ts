import type { Pack } from '../../pack.ts';
import contents from './contents.json' with { type: 'json' };
import formulas from './formulas.json' with { type: 'json' };
import grammar from './grammar.json' with { type: 'json' };
import belief from './lexicon-belief.json' with { type: 'json' };
import health from './lexicon-health.json' with { type: 'json' };
import identity from './lexicon-identity.json' with { type: 'json' };
import life from './lexicon-life.json' with { type: 'json' };
import words from './words.json' with { type: 'json' };

// What JSON cannot say of itself (which texts are categories and kinds) the pack's test says, with valibot.
export const it = {
  ...grammar,
  lexicon: [...health, ...belief, ...identity, ...life],
  formulas,
  contents,
  words,
} as Pack;
