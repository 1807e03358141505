import { describe } from 'vitest';
import { gmailGenerations } from './scenarios/gmail-generations.ts';
import { gmailPaths } from './scenarios/gmail-paths.ts';
import { useWorld } from './world.ts';

describe('every way of sending in Gmail, in Chromium', () => {
  const world = useWorld('chromium');
  gmailPaths(world, 'chromium');
  gmailGenerations(world, 'chromium');
});
