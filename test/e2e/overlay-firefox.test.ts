import { describe } from 'vitest';
import { overlay } from './scenarios/overlay.ts';
import { useWorld } from './world.ts';

describe('what people see of Heed in Firefox', () => {
  overlay(useWorld('firefox'));
});
