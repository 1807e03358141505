/**
 * Calls that send a message or an invitation, as several public clients of LinkedIn's make them (seen in
 * their source on 2026-11-22). Sales Navigator's are the practice pages' and were not seen elsewhere.
 */
const sends: readonly { readonly path: RegExp; readonly action?: RegExp }[] = [
  {
    path: /\/voyager\/api\/voyagerMessagingDashMessengerMessages$/,
    action: /[?&]action=createMessage/,
  },
  { path: /\/voyager\/api\/messaging\/conversations(\/[^/]+\/events)?$/, action: /action=create/ },
  {
    path: /\/voyager\/api\/voyagerRelationshipsDashMemberRelationships$/,
    action: /action=verifyQuotaAndCreate/,
  },
  { path: /\/sales-api\/salesApiMessageActions$/ },
  { path: /\/sales-api\/salesApiConnection$/ },
];

/** Whether a call sends. Whom to is not read: a call names members by ids that the page may not have shown. */
export function sendsOfLinkedIn({ pathname, search }: URL): { recipients: readonly [] } | null {
  const isSend = sends.some(
    ({ path, action }) => path.test(pathname) && (!action || action.test(search)),
  );
  return isSend ? { recipients: [] } : null;
}
