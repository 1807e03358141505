/** Everybody is made from their slug, so that a test can name anybody: `ines-marek` has an id and a name. */
export function personOf(slug) {
  const letters = slug.replaceAll('-', '');
  return {
    slug,
    id: `ACoAAB${letters}`.padEnd(20, '0'),
    salesId: `ACwAAB${letters}`.padEnd(20, '0'),
    name: slug
      .split('-')
      .map((word) => word[0].toUpperCase() + word.slice(1))
      .join(' '),
  };
}

/** `#with=ines-marek,joao-prado&mode=enter` and the like: what the page is to show. */
export const wish = new URLSearchParams(location.hash.slice(1));

export const peopleWished = (wish.get('with') ?? 'ines-marek').split(',').map(personOf);

export const profileOf = ({ slug }) => `https://www.linkedin.com/in/${slug}/`;
export const profileById = ({ id }) => `/in/${id}`;
export const inviteHref = ({ slug }) => `/preload/custom-invite/?vanityName=${slug}`;
export const messageHref = ({ id }) =>
  `/messaging/compose/?profileUrn=urn%3Ali%3Afsd_profile%3A${id}&recipient=${id}&interop=msgOverlay`;

const words = {
  en: {
    send: 'Send',
    write: 'Write a message…',
    newMessage: 'New message',
    to: 'Enter message recipients',
    connect: 'Connect',
    invite: (name) => `Invite ${name} to connect`,
    pending: 'Pending',
    message: 'Message',
    more: 'More',
    addNote: 'Add a note',
    noNote: 'Send without a note',
    sendInvite: 'Send invitation',
    cancel: 'Cancel adding a note',
    dismiss: 'Dismiss',
    inviteText: 'Add a note to your invitation to ',
    remove: (name) => `Remove ${name}`,
    quick: ['Thank you', 'Sounds good'],
  },
  de: {
    send: 'Senden',
    write: 'Nachricht schreiben…',
    newMessage: 'Neue Nachricht',
    to: 'Empfänger eingeben',
    connect: 'Vernetzen',
    invite: (name) => `${name} einladen, sich zu vernetzen`,
    pending: 'Ausstehend',
    message: 'Nachricht',
    more: 'Mehr',
    addNote: 'Nachricht hinzufügen',
    noNote: 'Ohne Notiz senden',
    sendInvite: 'Einladung senden',
    cancel: 'Doch ohne Nachricht',
    dismiss: 'Verwerfen',
    inviteText: 'Nachricht an ',
    remove: (name) => `${name} entfernen`,
    quick: ['Vielen Dank', 'Klingt gut'],
  },
};
export const language = wish.get('lang') ?? 'en';
export const say = words[language];
document.documentElement.lang = language;
