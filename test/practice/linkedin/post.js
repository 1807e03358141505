const urn = ({ id }) => `urn:li:fsd_profile:${id}`;
const left = document.querySelector('.p-left');

/** The addresses are LinkedIn's of 2026, the bodies no more than what they say of people. */
export function postMessage(people, text) {
  return post('/voyager/api/voyagerMessagingDashMessengerMessages?action=createMessage', {
    message: { body: { text } },
    hostRecipientUrns: people.map(urn),
  });
}

export function postInvitation(person, note) {
  return post(
    '/voyager/api/voyagerRelationshipsDashMemberRelationships?action=verifyQuotaAndCreateV2',
    { invitee: { inviteeUnion: { memberProfile: urn(person) } }, customMessage: note },
  );
}

export function postSalesMessage({ salesId }, text) {
  return post('/sales-api/salesApiMessageActions?action=createMessage', {
    createMessageRequest: { recipients: [`urn:li:fs_salesProfile:(${salesId})`], body: text },
  });
}

export function postSalesInvitation({ salesId }, note) {
  return post('/sales-api/salesApiConnection?action=connectV2', { member: salesId, message: note });
}

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  if (left) left.value = 'Sent';
}
