import { describe } from 'vitest';
import { gmailGenerations } from './scenarios/gmail-generations.ts';
import { gmailPaths } from './scenarios/gmail-paths.ts';
import { useWorld } from './world.ts';

describe('every way of sending in Gmail, in Firefox', () => {
  const world = useWorld('firefox');
  gmailPaths(world, 'firefox');
  gmailGenerations(world, 'firefox');
});
