import { describe } from 'vitest';
import { access } from './scenarios/access.ts';
import { gmailGenerations } from './scenarios/gmail-generations.ts';
import { gmailPaths } from './scenarios/gmail-paths.ts';
import { overlay } from './scenarios/overlay.ts';
import { withTheServer } from './scenarios/server.ts';
import { stopping } from './scenarios/stopping.ts';
import { surviving } from './scenarios/surviving.ts';
import { talking } from './scenarios/talking.ts';
import { wording } from './scenarios/wording.ts';
import { useWorld } from './world.ts';

/** All in one browser beside one worker: to start both takes longer than most scenarios. */
describe('Heed in Gmail, in Chromium', () => {
  const world = useWorld('chromium');
  overlay(world);
  stopping(world);
  talking(world);
  surviving(world);
  access(world);
  wording(world);
  gmailPaths(world, 'chromium');
  gmailGenerations(world, 'chromium');
  withTheServer(world);
});
