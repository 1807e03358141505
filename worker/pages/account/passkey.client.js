// The one script of the account pages: a passkey is made and used by the browser, which asks for a script.
const say = (button, text) => {
  const place = document.getElementById(button.dataset.says);
  place.textContent = text;
  place.hidden = text === '';
};

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return answer;
}

const ways = {
  async use(button) {
    const options = await post('/account/passkey/options', {});
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
      ...options,
      userVerification: 'required',
    });
    const credential = await navigator.credentials.get({ publicKey });
    const { next } = await post('/account/passkey', {
      response: credential.toJSON(),
      next: button.dataset.next,
    });
    location.assign(next);
  },
  async add() {
    const options = await post('/account/passkeys/options', {});
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    await post('/account/passkeys', {
      response: credential.toJSON(),
      name: document.getElementById('passkey-name').value,
    });
    location.assign('/account?done=passkey-added');
  },
};

for (const button of document.querySelectorAll('[data-passkey]')) {
  // Older browsers cannot, and people without script are shown nothing that would not work.
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    say(button, '');
    try {
      await ways[button.dataset.passkey](button);
    } catch (error) {
      const stopped = error.name === 'NotAllowedError' || error.name === 'AbortError';
      say(button, stopped ? 'No passkey was used. Try again when you like.' : error.message);
    }
  });
}
