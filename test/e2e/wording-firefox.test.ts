import { describe } from 'vitest';
import { wording } from './scenarios/wording.ts';
import { useWorld } from './world.ts';

describe('Wording in Firefox', () => {
  wording(useWorld('firefox'));
});
