import { describe } from 'vitest';
import { access } from './scenarios/access.ts';
import { withTheServer } from './scenarios/server.ts';
import { stopping } from './scenarios/stopping.ts';
import { talking } from './scenarios/talking.ts';
import { useWorld } from './world.ts';

describe('Heed in Chromium', () => {
  const world = useWorld('chromium');
  stopping(world);
  talking(world);
  access(world);
  withTheServer(world);
});
