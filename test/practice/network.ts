import * as v from 'valibot';

const Message = v.object({
  message: v.object({ body: v.object({ text: v.string() }) }),
  hostRecipientUrns: v.array(v.string()),
});
const Invitation = v.object({
  invitee: v.object({ inviteeUnion: v.object({ memberProfile: v.string() }) }),
  customMessage: v.string(),
});
const SalesMessage = v.object({
  createMessageRequest: v.object({ recipients: v.array(v.string()), body: v.string() }),
});
const SalesInvitation = v.object({ member: v.string(), message: v.string() });

/** What left from the practice network: `to` holds member ids. */
export type LeftPost = {
  readonly kind: 'message' | 'invitation';
  readonly to: readonly string[];
  readonly text: string;
};

const readers: Readonly<Record<string, (body: unknown) => LeftPost>> = {
  '/voyager/api/voyagerMessagingDashMessengerMessages': (body) => {
    const { message, hostRecipientUrns } = v.parse(Message, body);
    return { kind: 'message', to: hostRecipientUrns.map(idIn), text: message.body.text };
  },
  '/voyager/api/voyagerRelationshipsDashMemberRelationships': (body) => {
    const { invitee, customMessage } = v.parse(Invitation, body);
    return {
      kind: 'invitation',
      to: [idIn(invitee.inviteeUnion.memberProfile)],
      text: customMessage,
    };
  },
  '/sales-api/salesApiMessageActions': (body) => {
    const { recipients, body: text } = v.parse(SalesMessage, body).createMessageRequest;
    return { kind: 'message', to: recipients.map(idIn), text };
  },
  '/sales-api/salesApiConnection': (body) => {
    const { member, message } = v.parse(SalesInvitation, body);
    return { kind: 'invitation', to: [member], text: message };
  },
};

/** Keeps what the practice network's pages posted, in memory. */
export function createNetwork() {
  let left: LeftPost[] = [];
  return {
    /** Whether something leaves by a POST to this path. */
    takes: (pathname: string): boolean => pathname in readers,
    /** Throws what valibot throws on a body that is no message. */
    take: (pathname: string, body: unknown): void => {
      left.push(readers[pathname]!(body));
    },
    left: (): readonly LeftPost[] => [...left],
    clear: (): void => {
      left = [];
    },
  };
}

export type Network = ReturnType<typeof createNetwork>;

const idIn = (urn: string): string => /AC[ow]AA[\w-]+/.exec(urn)?.[0] ?? urn;
