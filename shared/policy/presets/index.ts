import type { Policy } from '../policy.ts';
import euFirst from './eu-first.json' with { type: 'json' };
import globalStrict from './global-strict.json' with { type: 'json' };
import starter from './starter.json' with { type: 'json' };
import us from './us.json' with { type: 'json' };

/** A policy to begin with, and what it means for those who choose it. */
export type Preset = {
  readonly id: string;
  readonly explains: string;
  readonly policy: Policy;
};

/** Each is validated by its test; a JSON import cannot carry the literal types. */
export const presets = [starter, euFirst, us, globalStrict] as unknown as readonly Preset[];

/** What holds before an organisation has chosen. */
export const defaultPolicy: Policy = (starter as unknown as Preset).policy;
