import type { Server } from '../api.ts';
import { recordOnServer } from '../api.ts';
import { idOf, members, recordMembers } from '../linkedin-world.ts';
import { people } from '../people.ts';
import type { Practice } from '../../practice/server.ts';

/** To whom a changed page sends: somebody who said no, or people who agreed. */
export type To = 'objector' | 'agreed';

/** What differs between the practice pages that the drift suite changes. */
export type DriftSite = {
  readonly name: string;
  readonly host: string;
  /** The page as it is before anything is opened in it, and what shows that it is there. */
  readonly path: string;
  readonly ready: string;
  /** Puts on the server's record who said no and who agreed. */
  readonly record: (server: Server) => Promise<void>;
  /** As `drift/<site>.js` takes them. */
  readonly recipients: (seed: number, to: To) => readonly string[];
  /** Whether the dialog names the one who said no, as one who said no. */
  readonly isStopped: (dialog: string) => boolean;
  readonly left: (practice: Practice) => number;
};

const gmail: DriftSite = {
  name: 'Gmail',
  host: 'mail.google.com',
  path: '/mail/u/0/',
  ready: '.p-compose',
  record: async (server) => {
    await recordOnServer(server, [{ type: 'objected', channel: 'all' }], [people.objector.email]);
    const agreed = [people.agreed.email, people.alsoAgreed.email];
    await recordOnServer(server, [{ type: 'given', channel: 'email' }], agreed);
  },
  recipients: (seed, to) => {
    const { objector, agreed, alsoAgreed } = people;
    const who = to === 'objector' ? objector : alsoAgreed;
    return seed % 3 === 0 ? [agreed.email, who.email] : [who.email];
  },
  isStopped: (dialog) => dialog.includes(people.objector.email),
  left: (practice) => practice.sent().length,
};

const linkedin: DriftSite = {
  name: 'LinkedIn',
  host: 'www.linkedin.com',
  path: '/messaging/thread/2-a/',
  ready: '.msg-form',
  record: recordMembers,
  recipients: (_, to) => [to === 'objector' ? members.no : members.alsoYes],
  // Who cannot be made out is named too, but nobody's decision is.
  isStopped: (dialog) =>
    dialog.includes('Nobody can override it') &&
    ['Ines Marek', members.no, idOf(members.no)].some((one) => dialog.includes(one)),
  left: (practice) => practice.left().length,
};

export const driftSites = { gmail, linkedin };
