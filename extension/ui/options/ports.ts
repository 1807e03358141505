import type { Ports } from '../ports.ts';

export type OptionsPorts = Ports & {
  /** Asks the browser, and so the person, to let Heed reach a server: `https://heed.example.com/*`. */
  askAccess(pattern: string): Promise<boolean>;
};
