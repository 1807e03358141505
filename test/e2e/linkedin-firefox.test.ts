import { describe } from 'vitest';
import { useNetwork } from './linkedin-world.ts';
import { linkedin } from './scenarios/linkedin.ts';

describe('LinkedIn in Firefox', () => {
  linkedin(useNetwork('firefox'), 'firefox');
});
